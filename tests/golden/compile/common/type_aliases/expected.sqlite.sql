-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE samples (
  sample_id  BIGINT         NOT NULL,
  is_good    BOOLEAN,
  small      SMALLINT,
  medium     INT,
  share      REAL,
  price      NUMERIC(18, 2),
  name       VARCHAR(200),
  note       TEXT,
  taken_at   TEXT,
  read_at    TEXT,
  PRIMARY KEY (sample_id)
);

