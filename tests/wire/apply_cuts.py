"""The connection is cut before and behind the statements of a run; the next run goes on, and in the end all is as if nothing had happened."""

import collections
import functools
import re

from scenario import Fault, Scenario

# What may be done again because nothing but its last time counts.
AGAIN = re.compile(r"__kura_new|^(ANALYZE|GRANT|COMMENT|LOCK|CREATE OR REPLACE VIEW|DROP TABLE IF EXISTS|TRUNCATE|ALTER TABLE \S+ OWNER) ?",
                   re.IGNORECASE)

# A cut beside one of these is a cut beside the last statement that changed something.
READS = re.compile(r"^(SELECT|SHOW|DESC|SET) ?", re.IGNORECASE)


class Journey:
    """A run that is cut: `site()` is where it begins; `pending` is how many migrations are to be done behind it."""

    def __init__(self, name, site, arguments, pending=0, stride=1):
        self.name = name
        self.site = site
        self.arguments = arguments
        self.pending = pending
        self.stride = stride  # of its statements, every so many are cut unless all are asked for
        with site() as place:
            self.reference = self.run(place)
            self.end = place.state()
        if self.reference.code:
            raise RuntimeError(f"{name}: {self.reference}")

    def run(self, site, scenario=None):
        return site.run(*self.arguments, "--yes", scenario=scenario)

    def places(self, is_whole):
        """Statements to cut at; where not all are, those that come one after the other in turn before and behind."""
        found = [(action, entry) for entry in self.reference.log if not READS.match(entry.sql) for action in ("drop_before", "drop_after")]
        return found if is_whole else found[::self.stride]


def journeys(context):
    return [
        Journey("apply", context.prepared, ("apply",)),
        Journey("first apply", context.empty, ("apply", "--to", "1"), pending=4),
        Journey("rollback", context.applied, ("rollback", "--to", "2"), pending=3, stride=5),
    ]


def cases(context, is_whole):
    for journey in journeys(context):
        places = journey.places(is_whole)
        print(f"{journey.name}: {len(places)} of {len(journey.places(True))} cuts{'' if is_whole else ', all with --all-cuts'}")
        for action, entry in places:
            yield f"{journey.name} {action} {entry.number} {entry.sql[:60]}", functools.partial(cut, journey, [(action, entry.number)])
        for action, entry in places[::25]:
            # The second run is cut as well, somewhere behind its first steps.
            second = 20 + entry.number * 7 % 40
            yield f"{journey.name} {action} {entry.number} and {second}", functools.partial(cut, journey, [(action, entry.number),
                                                                                                        (action, second)])


def cut(journey, faults, context, check):
    with journey.site() as site:
        runs = []
        for action, number in faults:
            runs.append(journey.run(site, Scenario([Fault(number=number, action=action)])))
            check(runs[-1].code in (0, 5), "the cut run says that the database failed", runs[-1])
            check(runs[-1].code == 0 or "kura: error" in runs[-1].err, "and why", runs[-1])
        runs.append(journey.run(site))
        if check(runs[-1].code == 0, "the next one goes on to the end", "\n--- then\n".join(map(str, runs))):
            compare(journey, check, site, runs)


def compare(journey, check, site, runs):
    detail = "\n--- then\n".join(str(it) for it in runs)
    facts, rows = site.state()
    check((facts, rows) == journey.end, "the database is what it had to become", f"{facts}\n{rows}\nbut wanted\n{journey.end}\n{detail}")
    effects = collections.Counter(it for run in runs for it in run.scenario.effects if not AGAIN.search(it))
    wanted = collections.Counter(it for it in journey.reference.scenario.effects if not AGAIN.search(it))
    check(effects == wanted, "every statement took effect once", f"more {effects - wanted}, less {wanted - effects}\n{detail}")
    violations = [it for run in runs for it in run.scenario.violations]
    # Between the two the journal would know nothing of the step.
    violations += [it.sql for run in runs for it in run.scenario.sent("^DELETE FROM .?kura_(steps|objects|migrations)")]
    check(not violations, "nothing was sent that is not in order", f"{violations}\n{detail}")
    status, found = site.status()
    check(status.code == min(journey.pending, 1) and found.get("pending", 0) == journey.pending and not found.get("unfinished"),
          "status agrees", f"{status}")
