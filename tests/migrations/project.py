"""A project with migrations in a git repository of its own, and the program run in it."""

import os
import pathlib
import subprocess

START = 1_767_225_600  # 2026-01-01, when the first command of a project runs

ORDERS = """table orders {
  order_id  bigint       primary key;
  region    varchar(32);

  // what was paid
  amount  decimal(12, 2);
}
"""
CUSTOMERS = """table customers {
  customer_id  bigint        primary key;
  name         varchar(200);
}
"""


class Project:
    """Each command runs a minute after the one before. `kura` and `git` give the finished process; git must go well."""

    def __init__(self, kura, folder, warehouses="warehouse prod : postgres { }\n"):
        self.program = kura
        self.folder = folder
        self.now = START
        self.environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", HOME=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        self.write("warehouses.schema", warehouses)
        self.write("orders.schema", ORDERS)

    def kura(self, *arguments, folder=".", now=None):
        self.now += 60
        environment = dict(self.environment, SOURCE_DATE_EPOCH=str(now or self.now))
        return subprocess.run(
            [self.program, *arguments], cwd=self.folder / folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, timeout=120,
        )

    def must(self, *arguments, **how):
        """A command that prepares a scenario."""
        done = self.kura(*arguments, **how)
        if done.returncode != 0:
            raise RuntimeError(f"kura {' '.join(arguments)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def git(self, *arguments, check=True):
        author = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.editor=true")
        done = subprocess.run(["git", *author, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)
        if check and done.returncode != 0:
            raise RuntimeError(f"git {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done

    def begin_git(self):
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("begin")
        return self

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def replace(self, name, old, new):
        text = self.read(name)
        if old not in text:
            raise RuntimeError(f"{name} does not have {old!r}:\n{text}")
        self.write(name, text.replace(old, new, 1))

    def migrations(self, warehouse="prod"):
        return self.folder / "migrations" / warehouse

    def names(self, warehouse="prod"):
        """The ids of the migrations, in order."""
        return sorted(it.stem for it in self.migrations(warehouse).glob("*.sql"))

    def file(self, place, warehouse="prod"):
        """The path of a migration from the project's folder, by its place; -1 is the newest."""
        return f"migrations/{warehouse}/{self.names(warehouse)[place]}.sql"

    def tree(self):
        """Every file below `migrations` with its bytes."""
        root = self.folder / "migrations"
        return {str(it.relative_to(root)): it.read_bytes() for it in sorted(root.rglob("*")) if it.is_file()}


def three_migrations(kura, folder, warehouses="warehouse prod : postgres { }\n"):
    """orders; a column of it; customers. Committed."""
    project = Project(kura, pathlib.Path(folder), warehouses)
    project.must("migrate", "orders")
    project.replace("orders.schema", "  region ", "  sold_on   date;\n  region ")
    project.must("migrate", "add day")
    project.write("customers.schema", CUSTOMERS)
    project.must("migrate", "customers")
    return project.begin_git()
