"""What one worker does to its database: a run that is cut off in some way, the run after it, and what must hold then."""

import random
import re
import time

import shop
from shop_site import LARGE, SMALL, difference
from writers import Writer

_CHAIN = 3  # kills of one history, one after the other
# What was made by hand is another state than the one that Kura left.
APPLY = ("apply", "--yes", "--force", "--lock-wait", "120")
BACK = ("rollback", "--to", "1", "--yes", "--lock-wait", "120")

_ASKS = re.compile(r"\s*(SELECT|SHOW|SET|BEGIN|START TRANSACTION)\b(?!.*(pg_try_advisory_lock|GET_LOCK|setval))", re.IGNORECASE | re.DOTALL)
_JOURNAL = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) kura_")


def places_of(statements):
    """(place, kind): before and after every statement that may change something. What is behind one is before the next, and questions
    and settings change nothing, so each of these moments is met once, and some of the questions."""
    places = []
    for place, sql in enumerate(statements, 1):
        is_behind_a_change = place > 1 and places[-1:] == [(place - 1, "after")]
        if (not _ASKS.match(sql) and not is_behind_a_change) or place % 16 == 0:
            places.append((place, "before"))
        if not _ASKS.match(sql) and (place == len(statements) or not _JOURNAL.match(sql)):
            places.append((place, "after"))
    return places


class Worker:
    def __init__(self, site, count):
        self.site = site
        self.count = count
        self.statements = []
        self._goal = {}
        self._before = {}
        self._rows = {}
        self._hand = self._hand_before = []

    def prepare(self):
        site = self.site
        site.build(site.project.must("build", "-w", "prod"))
        self._goal = site.catalog()
        for rows in (LARGE, SMALL):
            site.begin(rows)
            self._rows[rows] = self._rows_before()
        self._before, self._hand_before = site.catalog(), site.by_hand()
        site.reset(SMALL)
        done, self.statements = site.counted(*APPLY)
        if not self.count.check(done.code == 0, "undisturbed", str(done)):
            raise RuntimeError("not even an undisturbed run ends well")
        self._hand = site.by_hand()
        self.count.check(len(self._hand) == len(self._hand_before), "what was made by hand is still there", f"{self._hand_before}\n{self._hand}")
        self._is_applied("undisturbed", SMALL)
        site.keep("applied")

    def _rows_before(self):
        return [tuple(map(str, self.site.digest(table, values))) for table, values, _, _ in shop.ROWS]

    def _rows_after(self):
        return [tuple(map(str, self.site.digest(table, values))) for _, _, table, values in shop.ROWS]

    def _is_applied(self, title, rows):
        """Everything is as after a run that nobody disturbed."""
        site = self.site
        found = site.catalog()
        wrong = [] if found == self._goal else [difference(self._goal, found)]
        if rows and self._rows_after() != self._rows[rows]:
            wrong.append(f"rows: {self._rows_after()}, not {self._rows[rows]}")
        if rows and site.by_hand() != self._hand:
            wrong.append(f"made by hand: {site.by_hand()}\nnot {self._hand}")
        wrong += site.journal()
        status, told = site.status()
        if status.code != 0 or not told.get("up_to_date"):
            wrong.append(f"status: {status}")
        again = site.apply()
        if again.code != 0 or "nothing to do" not in again.out:
            wrong.append(f"a second apply: {again}")
        self.count.check(not wrong, title, "\n".join(wrong))

    def _goes_on(self, title, rows):
        done = self.site.run(*APPLY)
        if self.count.check(done.code == 0, f"{title}: goes on", str(done)):
            self._is_applied(title, rows)

    def _is_killed(self, title, arguments, fault):
        done = self.site.run(*arguments, KURA_FAULT=fault)
        self.count.check(done.code == -9, title, f"was not killed: {done}")

    def killed(self, kind, place):
        title = f"killed {kind} statement {place} of {len(self.statements)}: {self.statements[place - 1][:90]}"
        self.site.reset(SMALL)
        self._is_killed(title, APPLY, f"kill-{kind}:{place}")
        self._goes_on(title, SMALL)

    def first_statements(self):
        """The statements of the first run ever, and the place at which the journal is made and has begun."""
        self.site.empty()
        done, statements = self.site.counted(*APPLY)
        self.count.check(done.code == 0, "on an empty database", str(done))
        return next(place for place, sql in enumerate(statements, 1) if "INSERT INTO kura_migrations" in sql) + 3, statements

    def killed_first(self, place, statements):
        title = f"first apply killed before statement {place}: {statements[place - 1][:90]}"
        self.site.empty()
        self._is_killed(title, APPLY, f"kill-before:{place}")
        self._goes_on(title, 0)

    def time_of_whole(self):
        """Seconds that a run over many rows takes when nobody disturbs it."""
        self.site.reset(LARGE)
        begin = time.monotonic()
        done = self.site.run(*APPLY)
        whole = time.monotonic() - begin
        self.count.check(done.code == 0, "with many rows", str(done))
        self._is_applied("with many rows", LARGE)
        return whole

    def history(self, seed, whole):
        """Some kills one after the other, then a run to the end; gives how many met a run, and how many came too late."""
        source, told, left, late = random.Random(seed), [], whole, 0
        self.site.reset(LARGE)
        with Writer(self.site, seed % 3 == 0) as writer:
            while len(told) < _CHAIN and not late:
                delay = source.uniform(0.01, max(left, 0.1))
                if self.site.killed_after(delay, *APPLY):
                    told.append(f"{delay:.3f}")
                    left -= delay
                else:
                    late = 1
            title = f"history {seed}, killed after {', '.join(told)} s"
            done = self.site.run(*APPLY)
        if self.count.check(done.code == 0, f"{title}: goes on", str(done)):
            self._is_applied(title, LARGE)
            writer.check(self.count, title)
        return len(told), late

    def cut_before(self, place):
        title = f"cut before statement {place} of {len(self.statements)}: {self.statements[place - 1][:90]}"
        self.site.reset(SMALL)
        if self.site.can_cut:
            child = self.site.paused(*APPLY, place=place, milliseconds=200)
            self.count.check(self.site.cut() > 0, f"{title}: there was a session")
            done = self.site.ended(child)
        else:
            done = self.site.run(*APPLY, KURA_FAULT=f"cut-before:{place}")
        # The last statement gives the lock back, which nobody misses.
        expected = (0, 5) if place == len(self.statements) else (5,)
        self.count.check(done.code in expected and (done.code == 0 or "kura: error" in done.err), f"{title}: is told", str(done))
        self._goes_on(title, SMALL)

    def cut_after(self, seed, whole):
        """Whether the run was still there."""
        delay = random.Random(seed).uniform(0.03, whole)
        title = f"cut by the server after {delay:.3f} s"
        self.site.reset(LARGE)
        child = self.site.start(*APPLY)
        time.sleep(delay)
        self.site.cut()
        done = self.site.ended(child)
        self.count.check(done.code in (0, 5), title, str(done))
        self._goes_on(title, LARGE)
        return done.code == 5

    def way_back(self):
        """The statements of a rollback that nobody disturbs."""
        self.site.reset("applied")
        done, statements = self.site.counted(*BACK)
        self.count.check(done.code == 0, "the way back undisturbed", str(done))
        self._is_back("the way back undisturbed")
        return statements

    def killed_on_the_way_back(self, place, statements):
        title = f"rollback killed before statement {place} of {len(statements)}: {statements[place - 1][:90]}"
        self.site.reset("applied")
        self._is_killed(title, BACK, f"kill-before:{place}")
        done = self.site.run(*BACK)
        if self.count.check(done.code == 0, f"{title}: goes on", str(done)):
            self._is_back(title)

    def _is_back(self, title):
        site = self.site
        found = site.catalog()
        wrong = [] if found == self._before else [difference(self._before, found)]
        if self._rows_before() != self._rows[SMALL]:
            wrong.append(f"rows: {self._rows_before()}, not {self._rows[SMALL]}")
        if site.by_hand() != self._hand_before:
            wrong.append(f"made by hand: {site.by_hand()}\nnot {self._hand_before}")
        status, told = site.status()
        if status.code != 1 or told.get("applied") != 1 or told.get("drifted") or told.get("unfinished"):
            wrong.append(f"status: {status}")
        self.count.check(not wrong, title, "\n".join(wrong))
