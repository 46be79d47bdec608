"""A project with its migrations, a peer to apply them to, and the program run against it."""

import dataclasses
import json
import os
import subprocess

from mysql_peer import MysqlPeer
from postgres_peer import PostgresPeer
from redshift_model import RedshiftModel
from scenario import Scenario
from starrocks_model import StarrocksModel

START = 1_767_225_600  # 2026-01-01
PEERS = {"redshift": PostgresPeer, "starrocks": MysqlPeer}
MODELS = {"redshift": RedshiftModel, "starrocks": StarrocksModel}
URLS = {"redshift": "redshift://tester:secret%20word@127.0.0.1:{}/dev", "starrocks": "starrocks://tester:secret%20word@127.0.0.1:{}/shop"}
LIMIT = 120  # seconds that a run may take at most

_ORDERS = """table orders {
  order_id  bigint          primary key;
  region    varchar(32);
  amount    decimal(12, 2);
%s}
"""
_CUSTOMERS = """table customers {
  customer_id  bigint  primary key;
  name         varchar(200);
}
"""
_VIEW = """view totals as
  select region, sum(amount) as total from orders group by region;
"""
_EVENTS = """table events {
  happened_at  timestamp;
  kind         varchar(32);
  note         varchar(100);
  for starrocks { model duplicate key (happened_at); distribute by hash(kind) buckets 4; }
}
"""

# What the project says before each `kura migrate NAME`.
STATES = {
    "redshift": (
        ("begin", _ORDERS % "  distribute by hash(order_id);\n  sort by (order_id);\n" + _VIEW),
        ("customers", _ORDERS % "  distribute by hash(order_id);\n  sort by (order_id);\n" + _VIEW + _CUSTOMERS),
        ("longer region",
         _ORDERS.replace("(32)", "(64)") % "  distribute by hash(order_id);\n  sort by (order_id);\n" + _VIEW + _CUSTOMERS),
        ("design", _ORDERS.replace("(32)", "(64)") % "  distribute by hash(region);\n  sort by (region);\n" + _VIEW + _CUSTOMERS),
        ("no null",
         _ORDERS.replace("(32)", "(64)").replace("2);", "2)  not null;") % "  distribute by hash(region);\n  sort by (region);\n" + _VIEW
         + _CUSTOMERS),
    ),
    "starrocks": (
        ("begin", _ORDERS % "" + _VIEW + _EVENTS),
        ("customers", _ORDERS % "" + _VIEW + _EVENTS + _CUSTOMERS),
        ("longer region", _ORDERS.replace("(32)", "(64)") % "" + _VIEW + _EVENTS + _CUSTOMERS),
        ("more columns", _ORDERS.replace("(32)", "(64)") % "  clerk  int;\n  sort by (region);\n" + _VIEW + _EVENTS + _CUSTOMERS),
        ("rebuilds", _ORDERS.replace("(32)", "(64)").replace("2);", "2)  not null;") % "  clerk  int;\n  sort by (region);\n" + _VIEW
         + _EVENTS.replace("note         varchar(100)", "note         varchar(50)") + _CUSTOMERS),
    ),
}
ROWS = {
    "redshift": ("INSERT INTO orders (order_id, region, amount) VALUES (1, 'north', 2.5), (2, NULL, 4), (3, 'it''s', 0)",
                 "GRANT SELECT ON totals TO reader",
                 "GRANT SELECT ON orders TO ROLE clerks", "COMMENT ON TABLE orders IS 'what\\\\s \"sold\"'"),
    "starrocks": ("INSERT INTO orders (order_id, region, amount) VALUES (1, 'north', 2.5), (2, NULL, 4), (3, 'it\\'s', 0)",
                  "INSERT INTO events (happened_at, kind, note) VALUES ('2026-01-01 00:00:00', 'a', 'x'), ('2026-01-01 00:00:00', 'a', 'x')",
                  "GRANT SELECT ON TABLE `orders` TO ROLE `clerks`", "GRANT SELECT ON TABLE `events` TO USER `reader`@`%`"),
}
TABLES = {"redshift": ("orders",), "starrocks": ("orders", "events")}


class Project:
    def __init__(self, kura, dialect, folder):
        self.kura = kura
        self.dialect = dialect
        self.folder = folder
        self.environment = dict(os.environ, HOME=str(folder), LC_ALL="C.UTF-8")

    def write(self, states, warehouse="prod", options=()):
        """Makes the migrations, one a state; `options` of each `kura migrate`."""
        self.folder.mkdir(parents=True)
        (self.folder / "warehouses.schema").write_text(f"warehouse {warehouse} : {self.dialect} {{ }}\n", encoding="utf-8")
        for number, (name, text) in enumerate(states):
            (self.folder / "shop.schema").write_text(text, encoding="utf-8")
            environment = dict(self.environment, SOURCE_DATE_EPOCH=str(START + 60 * number))
            done = subprocess.run([self.kura, "migrate", name, *options], cwd=self.folder, env=environment, capture_output=True, text=True,
                                  check=False)
            if done.returncode:
                raise RuntimeError(f"kura migrate {name}: {done.stdout}{done.stderr}")
        return self

    def names(self):
        return sorted(it.stem for it in (self.folder / "migrations" / "prod").glob("*.sql"))


@dataclasses.dataclass
class Done:
    """How a run ended."""

    code: int
    out: str
    err: str
    log: list
    scenario: Scenario

    def __str__(self):
        return f"exit code {self.code}\n{self.out}{self.err}\n{self.scenario.text()}\nviolations: {self.scenario.violations}"


class Site:
    """One database behind a peer; `with Site(project, model) as site`."""

    def __init__(self, project, model):
        self.project = project
        self.model = model
        self.peer = PEERS[project.dialect](model)

    def __enter__(self):
        self.peer.__enter__()
        self.url = URLS[self.project.dialect].format(self.peer.port)
        return self

    def __exit__(self, *_):
        self.peer.__exit__()
        self.model.close()

    def local(self, *arguments):
        """A run that needs no address."""
        return subprocess.run([self.project.kura, *arguments], cwd=self.project.folder, env=self.project.environment, capture_output=True,
                              text=True, check=False, timeout=LIMIT)

    def start(self, *arguments):
        return subprocess.Popen([self.project.kura, *arguments, "--url", self.url], cwd=self.project.folder, env=self.project.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def ended(self, child):
        try:
            out, err = child.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            child.kill()
            out, err = child.communicate()
            err += f"\nkilled after {LIMIT} s"
        return Done(child.returncode, out, err, list(self.model.scenario.log), self.model.scenario)

    def run(self, *arguments, scenario=None):
        """A run with a scenario of its own."""
        self.model.begin(scenario or Scenario())
        return self.ended(self.start(*arguments))

    def apply(self, *arguments, scenario=None):
        return self.run("apply", "--yes", *arguments, scenario=scenario)

    def status(self):
        """The run, and what it said of the warehouse."""
        done = self.run("status", "--format", "json")
        try:
            found = json.loads(done.out)
        except ValueError:
            return done, {}
        return done, found["warehouses"][0]

    def rows(self):
        return {name: sorted(map(str, self.model.run(f"SELECT * FROM {name}"))) for name in TABLES[self.project.dialect]
                if name in self.model.facts()}

    def state(self):
        """What has to be the same in the end however a run went."""
        return self.model.facts(), self.rows()

    def journal(self):
        try:
            return self.model.run("SELECT migration, direction, status FROM kura_migrations ORDER BY run")
        except Exception as error:  # there may be none yet
            return [str(error)]
