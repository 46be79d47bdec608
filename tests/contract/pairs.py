"""A random pair of states: what a seed gives, and the same with some of its changes left out."""

import dataclasses
import random

import printing
from generate import Maker, random_model
from models import without_was
from mutate import mutate
from repair import repair


@dataclasses.dataclass
class Pair:
    before: object
    after: object
    changes: tuple = ()

    def texts(self):
        return printing.schema_text(self.before), printing.schema_text(self.after)


def random_pair(dialect, seed, left_out=()):
    """The pair of this seed; `left_out` are places in its list of changes."""
    source = random.Random(f"{dialect} {seed}")
    before = repair(random_model(dialect, source))
    while not before.tables:
        before = repair(random_model(dialect, source))
    without_was(before)
    after = before.copy()
    names = []
    for place in range(source.choice((1, 1, 2, 2, 3, 4, 5, 7, 10))):
        if place not in left_out:
            names.append(mutate(Maker(dialect, random.Random(f"{dialect} {seed} {place}")), after))
    return Pair(before, after, tuple(names))
