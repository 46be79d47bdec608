-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE counted (
  id    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name  TEXT    NOT NULL,
  UNIQUE (name)
);

CREATE TABLE keyed (
  id    BIGINT NOT NULL,
  name  TEXT   COLLATE NOCASE,
  PRIMARY KEY (id),
  CONSTRAINT by_name UNIQUE (name)
);

CREATE TABLE pairs (
  a  INT  NOT NULL,
  b  TEXT NOT NULL,
  CONSTRAINT pairs_key PRIMARY KEY (b, a)
);

CREATE TABLE conflicts (
  id    INTEGER NOT NULL CONSTRAINT the_key PRIMARY KEY ON CONFLICT ROLLBACK AUTOINCREMENT,
  name  TEXT    NOT NULL ON CONFLICT REPLACE DEFAULT 'x',
  code  TEXT,
  UNIQUE (code) ON CONFLICT IGNORE
);

