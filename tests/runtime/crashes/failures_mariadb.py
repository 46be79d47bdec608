"""What can be wrong with MariaDB alone."""

import contextlib

from failure_cases import FORCED, Cases
from failures import SqlFailure
from shop_site import ENCODED_SECRET, LARGE, SMALL


class MariadbCases(Cases):
    def case_wrong_password(self):
        for word in ("falsch", ""):
            url = self.site.url.replace(f":{ENCODED_SECRET}", f":{word}" if word else "")
            done = self.site.apply("--url", url)
            self.told("a wrong password" if word else "no password", done, 5, "assword")
            self.check("falsch" not in done.err, "the password is not told", done)

    def case_statement_takes_too_long(self):
        self.site.reset(LARGE)
        done = self.site.run(*FORCED, "--statement-timeout", "0.05")
        self.told("a statement that takes too long", done, 5, "statement timeout")
        self.goes_on("a statement that takes too long")

    def case_read_only(self):
        self.site.reset(SMALL)
        self.site.main("SET GLOBAL read_only = 1")
        try:
            done = self.site.run(*FORCED, "--url", self.site.url.replace("runner:", "plain:"))
        finally:
            self.site.main("SET GLOBAL read_only = 0")
        self.told("a server that takes no writes", done, 5, "read-only")
        self.goes_on("a server that takes no writes")

    def case_rows_come_after_the_copy(self):
        """Between the copy of a rebuild and the swap, because the run died there: never lost, and told."""
        self.site.reset(SMALL)
        _, statements = self.site.counted(*FORCED)
        place = next(place for place, sql in enumerate(statements, 1) if sql.startswith("RENAME TABLE `events`"))
        self.site.reset(SMALL)
        self.site.run(*FORCED, KURA_FAULT=f"kill-before:{place}")
        self.site.ask("INSERT INTO events (customer_id, day, kind, value) VALUES (1, '2024-01-01', 'late', 1)")
        done = self.site.run(*FORCED)
        self.told("rows that came after the copy", done, 5, "no row came to `events` or went since the copy")
        step = self.site.step_of("`events`: copy the rows")
        self.told("the copy is to be made again", self.site.run("repair", "--undone", str(step), "--yes"), 0, "will be run again")
        done = self.site.run(*FORCED)
        self.told("the copy is made again", done, 0, "is begun again")
        self.is_applied("the copy is made again")
        self.check(str(self.site.ask("SELECT count(*) FROM events WHERE kind = 'late'")[0][0]) == "1", "no row is lost")

    @contextlib.contextmanager
    def small_disk(self, size):
        self.site.empty()
        self.site.main("DROP DATABASE live")
        with self.site.tmpfs(size, self.site.data_folder() / "live") as (_, grow):
            self.site.fill_anew(LARGE)
            yield grow
            self.site.close()
            # The folder cannot go while it is a disk.
            with contextlib.suppress(SqlFailure):
                self.site.main("DROP DATABASE live")
