"""The connection is cut before and behind every statement of a run; the next run goes on, and in the end all is as if nothing had happened."""

import collections
import functools
import re

from scenario import Fault, Scenario

# What may be done again because nothing but its last time counts.
AGAIN = re.compile(r"__kura_new|^(ANALYZE|GRANT|COMMENT|LOCK|CREATE OR REPLACE VIEW|DROP TABLE IF EXISTS|TRUNCATE|ALTER TABLE \S+ OWNER) ?",
                   re.IGNORECASE)


# A cut beside one of these is a cut beside the last statement that changed something.
READS = re.compile(r"^(SELECT|SHOW|DESC|SET) ?", re.IGNORECASE)


def cases(context):
    for action in ("drop_before", "drop_after"):
        for entry in context.reference.log:
            if not READS.match(entry.sql):
                yield f"{action} {entry.number} {entry.sql[:60]}", functools.partial(cut, action, entry)


def cut(action, entry, context, check):
    with context.prepared() as site:
        first = site.apply(scenario=Scenario([Fault(number=entry.number, action=action)]))
        check(first.code in (0, 5), "the cut run says that the database failed", first)
        check(first.code == 0 or "kura: error" in first.err, "and why", first)
        second = site.apply()
        if not check(second.code == 0, "the next one goes on to the end", f"{first}\n--- then\n{second}"):
            return
        compare(context, check, site, [first, second])


def compare(context, check, site, runs):
    detail = "\n--- then\n".join(str(it) for it in runs)
    facts, rows = site.state()
    check((facts, rows) == context.end, "the database is what it had to become", f"{facts}\n{rows}\nbut wanted\n{context.end}\n{detail}")
    effects = collections.Counter(it for run in runs for it in run.scenario.effects if not AGAIN.search(it))
    wanted = collections.Counter(it for it in context.reference.scenario.effects if not AGAIN.search(it))
    check(effects == wanted, "every statement took effect once", f"more {effects - wanted}, less {wanted - effects}\n{detail}")
    violations = [it for run in runs for it in run.scenario.violations]
    check(not violations, "nothing was sent that is not in order", f"{violations}\n{detail}")
    status, found = site.status()
    check(status.code == 0 and found.get("up_to_date") is True, "status agrees", f"{status}")
