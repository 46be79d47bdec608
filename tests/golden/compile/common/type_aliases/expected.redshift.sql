-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE samples (
  sample_id  BIGINT           NOT NULL,
  is_good    BOOLEAN,
  small      SMALLINT,
  medium     INTEGER,
  share      DOUBLE PRECISION,
  price      DECIMAL(18, 2),
  name       VARCHAR(200),
  note       VARCHAR(65535),
  taken_at   TIMESTAMPTZ,
  read_at    TIMESTAMP,
  CONSTRAINT samples_pkey PRIMARY KEY (sample_id)
);

