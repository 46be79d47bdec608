-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE strict_types (
  id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  flag   INT,
  name   TEXT,
  seen   TEXT    DEFAULT CURRENT_TIMESTAMP,
  ratio  REAL,
  raw    BLOB,
  mood   TEXT    NOT NULL DEFAULT 'fine',
  extra  ANY,
  CHECK (mood IN ('fine', 'not so fine'))
)
STRICT;

CREATE TABLE settings (
  name   TEXT NOT NULL,
  value  TEXT,
  PRIMARY KEY (name)
);

CREATE TABLE both (
  name   TEXT NOT NULL,
  value  INT,
  PRIMARY KEY (name)
)
STRICT, WITHOUT ROWID;

