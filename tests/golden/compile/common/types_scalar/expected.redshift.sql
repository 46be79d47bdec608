-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE samples (
  sample_id   BIGINT           NOT NULL,
  is_good     BOOLEAN          NOT NULL,
  tiny        SMALLINT,
  small       SMALLINT,
  medium      INTEGER,
  ratio       REAL,
  share       DOUBLE PRECISION,
  price       DECIMAL(18, 2)   NOT NULL,
  country     CHAR(2),
  name        VARCHAR(200)     NOT NULL,
  note        VARCHAR(65535),
  digest      VARBYTE(32),
  taken_on    DATE,
  taken_at    TIMESTAMP,
  changed_at  TIMESTAMPTZ,
  details     SUPER,
  CONSTRAINT samples_pkey PRIMARY KEY (sample_id)
);

COMMENT ON TABLE samples IS 'One column of each portable type that every engine has.';

