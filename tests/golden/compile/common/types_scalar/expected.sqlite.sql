-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE samples (
  sample_id   BIGINT         NOT NULL,
  is_good     BOOLEAN        NOT NULL,
  tiny        TINYINT,
  small       SMALLINT,
  medium      INT,
  ratio       REAL,
  share       REAL,
  price       NUMERIC(18, 2) NOT NULL,
  country     CHAR(2),
  name        VARCHAR(200)   NOT NULL,
  note        TEXT,
  digest      BLOB,
  taken_on    TEXT,
  taken_at    TEXT,
  changed_at  TEXT,
  details     TEXT,
  PRIMARY KEY (sample_id)
);

