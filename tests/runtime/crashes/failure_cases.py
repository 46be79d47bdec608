"""What can be wrong with a database or a command line, for every engine: what is told, and that the next run can go on."""

import json
import re
import signal
import threading
import time

import shop
from shop_site import SECRET, SMALL, Project, difference

FORCED = ("apply", "--yes", "--force")


class Cases:
    """`check(condition, title, detail)` counts; the site is the engine's."""

    def __init__(self, site, count, folder, goal):
        self.site = site
        self.count = count
        self.folder = folder
        self.goal = goal
        self._number = 0

    def check(self, condition, title, detail=""):
        return self.count.check(condition, f"{self.site.engine}: {title}", str(detail))

    def told(self, title, done, code, *texts):
        """A run ended with this code, and said all of these."""
        missing = [it for it in texts if it not in done.out + done.err]
        self.check(done.code == code and not missing, title, f"expected exit {code} and {missing}: {done}")
        if code in (2, 3, 4, 5):
            self.check("kura: error: " in done.err, f"{title}: as an error", done)

    def is_applied(self, title):
        found = self.site.catalog()
        self.check(found == self.goal, f"{title}: the right state", difference(self.goal, found))
        wrong = self.site.journal()
        self.check(not wrong, f"{title}: the journal", "\n".join(wrong))
        status, _ = self.site.status()
        self.check(status.code == 0, f"{title}: status", status)

    def goes_on(self, title):
        done = self.site.run(*FORCED)
        self.told(f"{title}: the next run goes on", done, 0)
        self.is_applied(title)

    def own_project(self, states):
        self._number += 1
        return Project(self.site.project.program, self.folder / f"own-{self.site.engine}-{self._number}", self.site.engine, states)

    def case_nobody_says_yes(self):
        self.site.reset(SMALL)
        done = self.site.run("apply", "--force")
        self.told("nobody can be asked", done, 4, "--yes", "--dry-run")
        done = self.site.run("apply", "--force", "--dry-run")
        self.told("a dry run", done, 0, "2 migrations would be applied; nothing was done")
        self.check(self.site.status()[1].get("pending") == 2, "and nothing was done")

    def case_no_such_database(self):
        for title, url, text in self.site.wrong_databases():
            done = self.site.apply("--url", url)
            self.told(title, done, 2 if title == "a folder" else 5, text)
        done = self.site.apply("--url", "nosuch://here")
        self.told("no such scheme", done, 2, "nosuch")
        done = self.site.apply("--url", self.site.url.replace(f"{self.site.engine}:", {"sqlite": "postgres://x", "postgres": "sqlite", "mariadb": "sqlite"}[self.site.engine] + ":"))
        self.check(done.code in (2, 5) and "kura: error" in done.err, "the URL of another engine", done)

    def case_no_rights(self):
        self.site.reset(SMALL)
        for title, url, text in self.site.weak_urls():
            done = self.site.run(*FORCED, "--url", url)
            self.told(title, done, 5, text)
            self.site.forget_weak()
            self.goes_on(title)
            self.site.reset(SMALL)

    def case_interrupted_between_steps(self):
        """The first Ctrl-C: the step ends, or its transaction is taken back."""
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            self.site.reset(SMALL)
            _, statements = self.site.counted(*FORCED)
            for place in (len(statements) // 3, len(statements) // 2):
                self.site.reset(SMALL)
                child = self.site.paused(*FORCED, place=place, milliseconds=1500)
                child.send_signal(signal_number)
                done = self.site.ended(child)
                self.told(f"{signal_number.name} before statement {place}", done, 130, "stops after this step", "stopped in", "run the same command again")
                status, found = self.site.status()
                self.check(status.code == 1 and found.get("unfinished"), "status tells of it", status)
                self.goes_on(f"{signal_number.name} before statement {place}")

    def case_interrupted_while_waiting(self):
        self.site.reset(SMALL)
        first = self.site.paused(*FORCED, place=12, milliseconds=5000)
        second = self.site.start(*FORCED, "--lock-wait", "200")
        while second.poll() is None and "waiting for it" not in second.stderr.readline():
            pass
        second.send_signal(signal.SIGINT)
        done = self.site.ended(second)
        self.told("interrupted while it waits for another run", done, 130, "stopped while waiting")
        self.told("the other one", self.site.ended(first), 0)
        self.is_applied("the other one")

    def case_statement_canceled(self):
        """The second Ctrl-C, while a statement waits."""
        self.site.reset(SMALL)
        # While it waits for a lock, SQLite does not look whether it is interrupted.
        limit = "4" if self.site.engine == "sqlite" else "100"
        with self.site.locked():
            child = self.site.start(*FORCED, "--lock-timeout", limit)
            self.site.wait_until_waiting(child)
            child.send_signal(signal.SIGINT)
            time.sleep(0.5)
            self.check(child.poll() is None, "after one it still waits for its statement")
            child.send_signal(signal.SIGINT)
            done = self.site.ended(child, 60)
        self.told("a second Ctrl-C", done, 130, "cancels the statement", "stopped in")
        self.goes_on("a second Ctrl-C")

    def case_lock_is_retried(self):
        self.site.reset(SMALL)
        release = threading.Event()
        with self.site.locked() as let_go:
            child = self.site.start(*FORCED, "--lock-timeout", "1", "--retries", "50")
            thread = threading.Thread(target=lambda: (release.wait(60), let_go()))
            thread.start()
            told = []
            while child.poll() is None and not any("attempt" in it for it in told):
                told.append(child.stdout.readline())
            release.set()
            thread.join()
        done = self.site.ended(child)
        done.out = "".join(told) + done.out
        self.told("a lock that is held for a while", done, 0, "lock timeout; nothing was done, again in", "attempt 2 of 51")
        self.is_applied("a lock that is held for a while")

    def case_lock_is_not_given(self):
        self.site.reset(SMALL)
        with self.site.locked():
            done = self.site.run(*FORCED, "--lock-timeout", "1", "--retries", "1")
        self.told("a lock that is never given", done, 5, "lock timeout", "attempt 2 of 2", "run the same command again")
        self.goes_on("a lock that is never given")

    def case_limits_of_the_migration(self):
        """Where nobody says another one, the limits stay that the migration sets."""
        self.site.reset(SMALL)
        done, statements = self.site.counted(*FORCED)
        self.told("limits", done, 0)
        limits = [it for it in statements if re.search(r"timeout|max_statement_time", it) and it.startswith(("SET", "PRAGMA"))]
        self.check(not [it for it in limits if re.search(r"= ?(0|31536000|2147483647)$", it)], "no limit is taken away", limits)

    def case_rows_do_not_allow_it(self):
        """A step fails by what is in the tables; when that is mended the next run goes on."""
        self.site.reset(SMALL)
        self.site.ask("UPDATE orders SET customer_id = NULL WHERE id = 7")
        done = self.site.run(*FORCED)
        self.told("a null that is in the way", done, 5, "step ", "customer_id")
        status, found = self.site.status()
        failed = found.get("unfinished") or {}
        self.check(status.code == 1 and failed.get("failed_step") and "customer_id" in failed.get("error", ""), "status tells why", status)
        done = self.site.run("status")
        self.told("status in words", done, 1, "failed at", "kura apply` goes on with it")
        done = self.site.run("repair")
        self.told("repair shows it", done, 1, "failed", "customer_id", "--done STEP")
        again = self.site.run(*FORCED)
        self.told("the same again", again, 5, "customer_id")
        for table in ("orders", "sales"):
            if self.site.has(table):
                self.site.ask(f"UPDATE {table} SET customer_id = 7 WHERE id = 7")
        self.goes_on("a null that was in the way")

    def case_repair_done(self):
        """Somebody has made a table by hand that a step is to make."""
        self.site.reset(SMALL)
        step = self.site.step_of("`returns`: create the table")
        table = self.site.create_of("returns")
        self.site.ask(re.sub(r",\s*(CONSTRAINT \S+ )?FOREIGN KEY.*", "\n)", table, flags=re.DOTALL))
        done = self.site.run(*FORCED)
        self.told("a table that is there", done, 5, "returns")
        done = self.site.run("repair", "--done", "99", "--yes")
        self.told("no such step", done, 2, "99")
        done = self.site.run("repair", "--done", str(step))
        self.told("repair asks", done, 4, "--yes")
        self.site.ask("DROP TABLE returns")
        target = "orders" if self.site.has("orders") else "sales"
        self.site.ask(table.replace("REFERENCES sales", f"REFERENCES {target}").replace("REFERENCES `sales`", f"REFERENCES `{target}`"))
        done = self.site.run("repair", "--done", str(step), "--yes")
        self.told("done by hand", done, 0, f"step {step} of", "counts as done")
        done = self.site.run(*FORCED)
        self.told("the next run passes it over", done, 0)
        self.is_applied("a step that was done by hand")

    def case_repair_nothing(self):
        self.site.reset(SMALL)
        done = self.site.run("repair")
        self.told("nothing to repair", done, 0)

    def case_drift(self):
        self.site.reset(SMALL)
        # On MariaDB triggers are objects of their own, and rights are nobody's drift.
        if self.site.engine != "mariadb":
            self.told("what was made by hand is drift", self.site.apply(), 4, "not as Kura left", "--force")
        self.site.run(*FORCED)
        self.site.ask("ALTER TABLE returns ADD COLUMN by_hand INT")
        status, found = self.site.status()
        self.check(status.code == 1 and [it["object"] for it in found.get("drifted", [])] == ["returns"], "status names the table", status)
        done = self.site.run("status")
        self.told("status in words", done, 1, "drifted: returns was changed", "by_hand")
        done = self.site.run("rollback", "--yes")
        self.told("rollback refuses it", done, 4, "returns was changed")
        self.site.ask("ALTER TABLE returns DROP COLUMN by_hand")
        self.is_applied("the change was taken back")

    def case_things_in_the_way(self):
        self.site.empty()
        self.site.ask("CREATE TABLE orders (id INT)")
        done = self.site.apply()
        self.told("a table that Kura did not make", done, 4, "`orders`", "kura baseline")
        self.site.ask("DROP TABLE orders")
        self.told("when it is gone", self.site.apply(), 0)
        self.is_applied("nothing in the way")

    def case_to(self):
        self.site.reset(SMALL)
        names = self.site.project.names()
        self.told("behind what is applied", self.site.run(*FORCED, "--to", "2"), 0, "1 migration applied")
        status, found = self.site.status()
        self.check(status.code == 1 and found.get("applied") == 2 and found.get("pending") == 1, "one is pending", status)
        self.told("back by apply", self.site.apply("--to", "1"), 2, "kura rollback --to 1")
        self.told("no such migration", self.site.apply("--to", "9"), 2, "there is no migration 9")
        self.told("on by a part of a name", self.site.apply("--to", "last"), 0, "1 migration applied")
        self.is_applied("--to")
        self.told("rollback to what is not there", self.site.run("rollback", "--to", "7", "--yes"), 2, "there is no migration 7")
        self.told("rollback asks", self.site.run("rollback", "--to", "1"), 4, "--yes")
        self.told("rollback, dry", self.site.run("rollback", "--to", "1", "--dry-run"), 0, "2 migrations would be taken back")
        self.told("rollback of the last", self.site.run("rollback", "--last", "--yes"), 0, "1 migration taken back")
        self.told("rollback to the first", self.site.run("rollback", "--to", names[0], "--yes"), 0, "1 migration taken back")
        self.check(self.site.status()[1].get("applied") == 1, "the first is left", self.site.status()[0])
        self.told("and there again", self.site.apply(), 0, "2 migrations applied")
        self.told("all the way back", self.site.run("rollback", "--to", "0", "--yes"), 0, "3 migrations taken back")
        left = self.site.catalog()
        self.check(not [it for it in left if re.match(r"(relation|table) ", it)], "nothing is left", left)
        self.told("nothing to take back", self.site.run("rollback", "--yes"), 0, "nothing to do")

    def case_plan_files(self):
        project = self.site.project
        self.site.empty()
        place = self.folder / f"plan-{self.site.engine}.json"
        place.write_text(project.must("plan", "--from", "empty", "--to", ".", "-w", "prod", "--format", "json"), encoding="utf-8")
        broken = place.with_name("broken.json")
        broken.write_text(place.read_text(encoding="utf-8")[:-200], encoding="utf-8")
        self.told("broken JSON", self.site.apply("--plan", str(broken)), 2, "broken.json")
        broken.write_text('{"version": 1}', encoding="utf-8")
        self.told("JSON that is no plan", self.site.apply("--plan", str(broken)), 2, "broken.json")
        self.told("no such file", self.site.apply("--plan", str(place.with_name("nothing.json"))), 3, "nothing.json")
        refused = json.loads(place.read_text(encoding="utf-8"))
        refused["refusals"] = [{"change": "drop_table", "object": "table", "name": "x", "what": "the table `x` goes", "why": "rows are lost", "way_out": "allow it"}]
        broken.write_text(json.dumps(refused), encoding="utf-8")
        done = self.site.apply("--plan", str(broken))
        self.check(done.code in (2, 4) and "kura: error" in done.err, "a plan that was refused", done)
        self.told("nobody says yes to a plan", self.site.run("apply", "--plan", str(place)), 4, "--yes")
        self.told("a plan", self.site.apply("--plan", str(place)), 0, "the plan is applied")
        found = self.site.catalog()
        self.check(found == self.goal, "a plan: the right state", difference(self.goal, found))
        self.told("the same plan again", self.site.apply("--plan", str(place)), 4, "the plan begins in the state", "(empty), and the database is in")
        self.check(self.site.status()[0].code == 0, "status behind a plan", self.site.status()[0])

    def case_clean(self):
        before, after = shop.states(self.site.engine)[:2]
        own = self.site.project
        self.site.project = self.own_project((before, (after[0], after[1], ("--rebuild", "always", "--keep-old"))))
        try:
            self.site.reset(SMALL)
            self.told("a rebuild that keeps the old table", self.site.run(*FORCED), 0)
            self.check(self.site.status()[0].code == 0, "status beside an old table", self.site.status()[0])
            self.told("clean asks", self.site.run("clean"), 4, "--yes")
            self.told("clean, dry", self.site.run("clean", "--dry-run"), 0, "__kura_old", "would be dropped")
            self.told("clean", self.site.run("clean", "--yes"), 0, "__kura_old", "dropped")
            self.told("nothing to clean", self.site.run("clean", "--yes"), 0, "nothing to clean")
            self.check(not [it for it in self.site.relations() if it.endswith("__kura_old")], "they are gone", self.site.relations())
            self.check(self.site.status()[0].code == 0, "status behind clean", self.site.status()[0])
        finally:
            self.site.project = own

    def case_refresh(self):
        self.site.reset(SMALL)
        self.site.run(*FORCED)
        done = self.site.run("refresh")
        if self.site.engine != "postgres":
            self.check(done.code in (0, 2), "an engine without materialized views", done)
            return
        before = self.site.ask("SELECT sum(n) FROM daily")
        self.site.ask("INSERT INTO events (id, day, kind, value) VALUES (999999, '2024-05-05', 'x', 1)")
        self.told("refresh", self.site.run("refresh"), 0, "refreshed daily", "1 materialized view refreshed")
        self.check(self.site.ask("SELECT sum(n) FROM daily") != before, "the new row is in it")
        self.told("no such view", self.site.run("refresh", "dayly"), 2, "did you mean `daily`?")

    def case_older_journal(self):
        """A journal that an older version has made: without a column, and with the text that it was declared by."""
        self.site.reset(SMALL)
        (text,), = self.site.ask("SELECT declared FROM kura_journal")
        older = re.sub(r"  row_count .*\n", "", text)
        self.check(older != text, "the older text", text)
        self.site.ask("ALTER TABLE kura_steps DROP COLUMN row_count")
        self.site.ask("UPDATE kura_journal SET version = 0, declared = '" + older.replace("'", "''") + "'")
        for fault in ("kill-before:5", "kill-before:6", "kill-before:7", ""):
            done = self.site.run(*FORCED, **({"KURA_FAULT": fault} if fault else {}))
        self.told("an older journal is brought to shape", done, 0)
        self.check(str(self.site.ask("SELECT max(version) FROM kura_journal")[0][0]) == "1", "its version", self.site.ask("SELECT version FROM kura_journal"))
        self.check(self.site.ask("SELECT count(row_count) FROM kura_steps WHERE run > 1")[0][0] not in (0, "0"), "the column is written")
        self.is_applied("an older journal")

    def case_newer_journal(self):
        self.site.reset(SMALL)
        self.site.ask("UPDATE kura_journal SET version = 99")
        self.told("a newer journal", self.site.run(*FORCED), 5, "newer Kura", "99")
        self.site.ask("UPDATE kura_journal SET version = 1")
        self.goes_on("a newer journal")

    def case_another_branch(self):
        self.site.reset(SMALL)
        self.site.ask("UPDATE kura_migrations SET migration = '20200101T000000_elsewhere', to_state = 'x'")
        self.told("what another branch has applied", self.site.run(*FORCED), 4, "20200101T000000_elsewhere", "checkout")

    def case_secrets(self):
        self.site.reset(SMALL)
        self.site.run(*FORCED)
        done = self.site.run("status")
        self.check(SECRET not in done.out + done.err, "status shows no password", done)

    def case_disk_is_full(self):
        """In the middle of a rebuild: told, and when there is room the next run goes on."""
        for megabytes in self.site.small_sizes:
            with self.small_disk(megabytes) as grow:
                done = self.site.run(*FORCED)
                self.told(f"a disk of {megabytes} MB", done, 5, "storage")
                grow()
                self.goes_on(f"a disk of {megabytes} MB")
