-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE samples (
  sample_id   BIGINT           NOT NULL,
  is_good     BOOLEAN          NOT NULL,
  tiny        SMALLINT,
  small       SMALLINT,
  medium      INTEGER,
  ratio       REAL,
  share       DOUBLE PRECISION,
  price       NUMERIC(18, 2)   NOT NULL,
  country     CHAR(2),
  name        VARCHAR(200)     NOT NULL,
  note        TEXT,
  digest      BYTEA,
  taken_on    DATE,
  taken_at    TIMESTAMP,
  changed_at  TIMESTAMPTZ,
  details     JSON,
  CONSTRAINT samples_pkey PRIMARY KEY (sample_id)
);

COMMENT ON TABLE samples IS 'One column of each portable type that every engine has.';

