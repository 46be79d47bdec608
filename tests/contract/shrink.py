"""Makes a failing random pair smaller while it fails in the same way: fewer changes, then fewer objects and attributes."""

import copy
import time

from models import Column, Table, View
from pairs import Pair, random_pair
from repair import repair

_SECONDS = 60  # for each pair


def shrink(dialect, seed, kind_of):
    """`kind_of` tells how a pair fails, or nothing. The result is a smallest pair found."""
    end = time.monotonic() + _SECONDS

    def fails(pair):
        return time.monotonic() < end and kind_of(pair) == kind

    pair = random_pair(dialect, seed)
    kind = kind_of(pair)
    left_out = ()
    for place in range(len(pair.changes)):
        candidate = random_pair(dialect, seed, (*left_out, place))
        if fails(candidate):
            pair, left_out = candidate, (*left_out, place)
    size = None
    while size != _size(pair):
        size = _size(pair)
        pair = _without_things(pair, fails)
        pair = _without_attributes(pair, fails)
    return pair


def _size(pair):
    return sum(map(len, pair.texts()))


def _without_things(pair, fails):
    uids = list(dict.fromkeys(it.uid for model in (pair.before, pair.after) for it in model.everything()))
    for uid in uids:
        candidate = Pair(_without(pair.before, uid), _without(pair.after, uid), pair.changes)
        if _size(candidate) < _size(pair) and candidate.before.tables and candidate.after.tables and fails(candidate):
            pair = candidate
    return pair


def _without(model, uid):
    model = model.copy()
    for place in (model.tables, model.views, model.enums, model.sequences):
        place[:] = [it for it in place if it.uid != uid]
    for thing in model.tables + model.views + model.enums:
        for name in ("columns", "uniques", "foreign_keys", "checks", "indexes", "grants", "labels"):
            if hasattr(thing, name):
                setattr(thing, name, [it for it in getattr(thing, name) if it.uid != uid])
        if isinstance(thing, Table) and thing.primary_key and thing.primary_key.uid == uid:
            thing.primary_key = None
    return repair(model)


# Attributes, by what has them, and what they are when there is nothing to say.
_PLAIN = (
    (Column, "default", ""), (Column, "comment", ""), (Column, "collate", ""), (Column, "not_null", False), (Column, "words", ""), (Column, "engine_words", ""),
    (Column, "identity", ""), (Table, "native", []), (Table, "comment", ""), (Table, "partition", None), (Table, "clauses", {}),
    (Table, "schema", ""), (View, "schema", ""), (View, "where", None), (View, "header", []), (View, "comment", ""), (View, "grouped", False),
    (View, "materialized", False),
)


def _without_attributes(pair, fails):
    for uid in list(dict.fromkeys(it.uid for model in (pair.before, pair.after) for it in model.everything())):
        for kind, name, plain in _PLAIN:
            candidate = Pair(_plainer(pair.before, uid, kind, name, plain), _plainer(pair.after, uid, kind, name, plain), pair.changes)
            if _size(candidate) < _size(pair) and fails(candidate):
                pair = candidate
    return pair


def _plainer(model, uid, kind, name, plain):
    model = model.copy()
    thing = model.by_uid().get(uid)
    if isinstance(thing, kind):
        setattr(thing, name, copy.copy(plain))
        if name == "partition":
            thing.partitions = {}
    return repair(model)
