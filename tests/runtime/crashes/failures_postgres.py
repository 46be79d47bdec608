"""What can be wrong with PostgreSQL alone."""

import contextlib
import pathlib
import signal
import sys
import time

from failure_cases import FORCED, Cases
from shop_site import LARGE, SMALL

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "db")]
import loopback


class PostgresCases(Cases):
    def case_wrong_password(self):
        with loopback.postgres() as server:
            for word in ("falsch", ""):
                done = self.site.apply("--url", server.url("me", word, "shop"))
                self.told("a wrong password" if word else "no password", done, 5, "assword")
                self.check("falsch" not in done.err, "the password is not told", done)
            done = self.site.apply("--url", f"postgres://me:falsch@127.0.0.1:{loopback.free_port()}/shop")
            self.told("nobody listens", done, 5, "port")

    def case_statement_takes_too_long(self):
        self.site.reset(LARGE)
        done = self.site.run(*FORCED, "--statement-timeout", "0.03")
        self.told("a statement that takes too long", done, 5, "statement timeout")
        self.goes_on("a statement that takes too long")

    def case_read_only(self):
        self.site.reset(SMALL)
        done = self.site.run(*FORCED, "--url", self.site.url + "&options=-c%20default_transaction_read_only%3Don")
        self.told("a database that takes no writes", done, 5, "read-only")
        self.goes_on("a database that takes no writes")

    def case_deadlock(self):
        """The other session is the one that stays."""
        self.site.reset(SMALL)
        other = self.site.session()
        other.execute("SET deadlock_timeout = '100s'")
        other.execute("BEGIN")
        other.execute("LOCK TABLE customers")
        child = self.site.start(*FORCED, "--lock-timeout", "60")
        self.site.wait_until_waiting(child)
        other.execute("LOCK TABLE orders")
        other.execute("COMMIT")
        other.close()
        done = self.site.ended(child)
        self.told("a deadlock", done, 0, "deadlock; nothing was done, again in")
        self.is_applied("a deadlock")

    def case_index_build_is_cut_off(self):
        """CREATE INDEX CONCURRENTLY leaves a half of an index behind, however it ends: killed, canceled, refused a lock."""
        for ending in ("canceled", "terminated", "killed", "failed"):
            self.site.reset(SMALL)
            other = self.site.session()
            other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT * FROM kura_journal")
            if ending == "failed":
                done = self.site.run(*FORCED, "--statement-timeout", "1")
                self.told("an index build that takes too long", done, 5, "statement timeout")
            else:
                child = self.site.start(*FORCED, "--to", "2")
                self.site.wait_until_waiting(child, "CREATE INDEX CONCURRENTLY")
                if ending == "canceled":
                    child.send_signal(signal.SIGINT)
                    time.sleep(0.3)
                    child.send_signal(signal.SIGINT)
                elif ending == "terminated":
                    self.site.cut()
                else:
                    child.kill()
                done = self.site.ended(child)
                self.check(done.code == {"canceled": 130, "terminated": 5, "killed": -9}[ending], f"an index build that is {ending}", done)
            other.execute("COMMIT")
            other.close()
            self.goes_on(f"an index build that was {ending}")

    @contextlib.contextmanager
    def small_disk(self, size):
        with self.site.tmpfs(size) as (folder, grow):
            self.site.close()
            self.site.main("DROP DATABASE IF EXISTS live WITH (FORCE)")
            self.site.main(f"CREATE TABLESPACE small LOCATION '{folder}'")
            try:
                self.site.main(f"CREATE DATABASE live TEMPLATE rows_{LARGE} TABLESPACE small")
                yield grow
            finally:
                self.site.empty()
                self.site.main("DROP TABLESPACE small")
