-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE samples (
  id          BIGINT           NOT NULL,
  flag        BOOLEAN          NOT NULL DEFAULT TRUE,
  tiny        SMALLINT,
  small       SMALLINT,
  plain       INTEGER,
  huge        NUMERIC(39, 0),
  ratio       REAL,
  exact       DOUBLE PRECISION,
  amount      NUMERIC(18, 2)   NOT NULL DEFAULT -1.5,
  any_amount  NUMERIC,
  code        CHAR(2),
  name        VARCHAR(40),
  any_name    VARCHAR,
  note        TEXT             DEFAULT 'it''s',
  digest      BYTEA,
  blob        BYTEA,
  raw         BYTEA,
  day         DATE             DEFAULT CURRENT_DATE,
  at_time     TIME(3),
  at_zone     TIMETZ,
  made        TIMESTAMP(0),
  seen        TIMESTAMPTZ(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP,
  lasted      INTERVAL,
  token       UUID             NOT NULL DEFAULT gen_random_uuid(),
  doc         JSON,
  payload     JSONB            DEFAULT '{}',
  tags        TEXT[],
  grid        INTEGER[][],
  prices      NUMERIC(10, 2)[],
  CONSTRAINT samples_pkey PRIMARY KEY (id)
);

COMMENT ON TABLE samples IS 'Every portable type that PostgreSQL has.';

