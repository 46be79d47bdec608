"""PostgreSQL for the tests of inspection: one server, a database for each place, made anew for every script."""

import contextlib
import re
import threading

import engines
import postgres_server

# Projects whose words say what holds anyway, so that a plan sees a change where the catalogue holds none, and why.
MORE_WORDS = {
    "tests/golden/compile/postgres/columns": "the first value of an identity with `minvalue -5`",
    "tests/golden/compile/postgres/constraints": "`match simple`, and an exclusion without a method",
    "tests/golden/compile/postgres/other_objects": "`role` before a role",
    "tests/golden/compile/postgres/partitions_range": "`tablespace pg_default`, `access method heap`",
    "tests/golden/compile/postgres/quoted_enums": "`storage plain` of a type that is stored so",
    "tests/golden/compile/postgres/storage": "`using heap`, `tablespace pg_default`, and what a column inherits",
    "tests/golden/compile/postgres/views": "`group` before a role, `using heap`, `tablespace pg_default`",
}


def told(line):
    """A default that is null says nothing, whatever its type; a column that says what its parent says may do so or not."""
    return re.sub(r" default NULL::[\w ]+$| inherited$", "", line)


# What a script leaves behind that is in no schema.
_SPOILS = re.compile(r"\b(ALTER\s+DEFAULT|ALTER\s+DATABASE|EVENT\s+TRIGGER|PUBLICATION|SERVER|CAST)\b", re.IGNORECASE)
# Dropping what is there costs a tenth of another database.
_EMPTY = """do $$ declare name text; begin
  for name in select extname from pg_extension where extname <> 'plpgsql' loop execute format('drop extension %I cascade', name); end loop;
  for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
    execute format('drop schema %I cascade', name);
  end loop;
  create schema public authorization pg_database_owner;
  grant usage on schema public to public;
  comment on schema public is 'standard public schema';
end $$"""


class Place(engines.Postgres):
    """A database in which scripts run, one after the other."""

    # What belongs to the server is made by one after the other.
    _one_by_one = threading.Lock()
    _shared_tablespaces = set()

    def __init__(self, server, number):
        super().__init__(server)
        self.database = f"place_{number}"
        self._tablespaces = self._shared_tablespaces
        self._is_new_one_needed = True

    @property
    def url(self):
        return self._server.url.replace("@/postgres?", f"@/{self.database}?")

    def _prepare(self, sql, extensions):
        with self._one_by_one:
            super()._prepare(sql, extensions)
        self._is_new_one_needed = bool(_SPOILS.search(sql))

    def _make_database(self):
        if self._is_new_one_needed:
            super()._make_database()
        else:
            self._run_all(self.database, [_EMPTY])


@contextlib.contextmanager
def running(count):
    """So many places on one server."""
    with postgres_server.running() as server:
        yield [Place(server, number) for number in range(count)]
