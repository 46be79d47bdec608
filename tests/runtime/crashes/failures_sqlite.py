"""What can be wrong with a file of SQLite alone."""

import contextlib
import shutil

from failure_cases import FORCED, Cases
from shop_site import LARGE, SMALL


class SqliteCases(Cases):
    def case_read_only(self):
        self.site.reset(SMALL)
        done = self.site.run(*FORCED, "--url", self.site.url + "?mode=ro")
        self.told("a file that takes no writes", done, 5, "read-only")
        self.goes_on("a file that takes no writes")

    def case_no_database(self):
        self.site.empty()
        self.site.file.write_bytes(b"this is no database, but long enough to be looked at as if it were one" * 50)
        self.told("a file that is no database", self.site.apply(), 5, "not a database")
        self.site.empty()

    @contextlib.contextmanager
    def small_disk(self, size):
        with self.site.tmpfs(size) as (folder, grow):
            kept, self.site.file = self.site.file, folder / "shop.db"
            self.site.url = f"sqlite:{self.site.file}"
            shutil.copy(self.site.scratch(f"rows_{LARGE}.db"), self.site.file)
            try:
                yield grow
            finally:
                self.site.file = kept
                self.site.url = f"sqlite:{kept}"
