"""The database of each engine, for the tests of crashes, of runs at once and of failures."""

from shop_site import ENCODED_SECRET, SECRET

ENGINES = ("postgres", "mariadb", "sqlite")


def running(engine, project, scratch):
    """A context that gives the engine's database."""
    if engine == "sqlite":
        from sqlite_site import SqliteSite as Site
    elif engine == "postgres":
        from postgres_site import PostgresSite as Site
    else:
        from mariadb_site import MariadbSite as Site
    return Site.running(project, scratch)


def check_secrets(site, count):
    """No run has told the password, nor written it down."""
    for where, text in (("printed", "\n".join(site.told)), ("in the journal", site.written())):
        count.check(SECRET not in text and ENCODED_SECRET not in text, f"no password is {where}")
