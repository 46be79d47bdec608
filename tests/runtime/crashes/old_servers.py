"""Servers that are too old, or another engine than the warehouse says. SQLite is a library of the program: its version cannot be another."""

from mysql_peer import MysqlPeer
from postgres_peer import PostgresPeer
from scenario import Result, SqlError
from shop_site import Project, Site


class _Session:
    """Answers what a server is asked for before anything else, and refuses the rest."""

    def __init__(self, model):
        self._model = model

    def run(self, sql):
        self._model.log.append(sql)
        for word, value in self._model.answers.items():
            if word in sql.lower():
                yield Result("SELECT 1", [word, "comment"], [(value, value)], 0, ["", ""])
                return
        if sql.upper().startswith("SET"):
            yield Result("SET")
            return
        raise SqlError("42601", f"syntax error at or near: {sql[:40]}")

    def state(self):
        return "I"

    def cancel(self):
        """Nothing runs."""

    def close(self):
        """Nothing is held."""


class _Model:
    def __init__(self, version, answers):
        self.version = version
        self.answers = answers
        self.log = []

    def open(self, _number, _user, _database):
        return _Session(self)


class _Place(Site):
    def __init__(self, project, url):
        super().__init__(project)
        self.url = url


_SERVERS = (
    ("postgres", PostgresPeer, "PostgreSQL 9.6.24 on x86_64-pc-linux-gnu", ("9.6", "8.0.2")),
    ("postgres", PostgresPeer, "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC, Redshift 1.0.70000", ("no PostgreSQL",)),
    ("mariadb", MysqlPeer, "10.3.39-MariaDB", ("10.3.39", "10.6")),
    ("mariadb", MysqlPeer, "8.0.36", ("mysql",)),
    ("mysql", MysqlPeer, "5.7.44", ("5.7.44", "8.0.16")),
)


def run(program, folder, count):
    for number, (engine, peer, version, texts) in enumerate(_SERVERS):
        states = (("begin", "table t {\n  id  bigint  primary key;\n}\n", ()),)
        project = Project(program, folder / f"old-{number}", engine, states)
        with peer(_Model(version, {"version()": version, "version_comment": version})) as server:
            site = _Place(project, f"{engine}://somebody@127.0.0.1:{server.port}/shop")
            done = site.apply()
        told = done.err.lower()
        count.check(done.code == 5 and any(it.lower() in told for it in texts), f"{engine} against {version}", str(done))
        written = [it for it in server.model.log if it.upper().startswith(("CREATE", "INSERT", "ALTER", "DROP", "UPDATE", "DELETE"))]
        count.check(not written, f"{engine} against {version}: nothing is written", str(written))
    print("a SQLite that is too old is not tried: the library is a part of the machine")
