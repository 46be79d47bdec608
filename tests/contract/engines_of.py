"""The database of each engine that the contract runs on."""


def running(engine, is_shared=False):
    """A context that gives the engine's database; `is_shared`: so that other programs reach it by its `url()`."""
    if engine == "sqlite":
        from sqlite_database import SqliteDatabase as Database
    elif engine == "postgres":
        from postgres_database import PostgresDatabase as Database
    else:
        from mariadb_database import MariadbDatabase as Database
    return Database.running(is_shared)
