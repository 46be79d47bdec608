-- Names that the server gave, as later statements use them; names that it cuts at 63 bytes.
CREATE TABLE t (
  a serial PRIMARY KEY,
  b integer UNIQUE,
  c integer REFERENCES t (a),
  d text CHECK (d ~ '^[a-z]+$'),
  e serial,
  f integer CHECK (f > b)
);
ALTER TABLE t DROP CONSTRAINT t_b_key;
ALTER TABLE t DROP CONSTRAINT t_c_fkey;
ALTER TABLE t RENAME CONSTRAINT t_d_check TO only_letters;
ALTER TABLE t DROP CONSTRAINT t_check;
ALTER TABLE t ALTER COLUMN e SET DEFAULT 4;
ALTER TABLE t DROP CONSTRAINT nobody_made_this;
ALTER TABLE t DROP CONSTRAINT IF EXISTS nor_this;
ALTER TABLE t DROP COLUMN nor_that;
COMMENT ON INDEX t_pkey IS 'Keys have no comments.';
CREATE INDEX a_name_that_goes_on_and_on_until_the_server_has_had_enough_of_it ON t (b);
CREATE TABLE the_table_with_the_long_name_of_all (a_column_with_a_name_that_is_long_as_well serial PRIMARY KEY);
CREATE TABLE paid (at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE paid_1 PARTITION OF paid FOR VALUES FROM ('2025-07-01 01:00:00+01') TO ('2025-08-01 01:00:00+01');
CREATE TABLE paid_2 PARTITION OF paid FOR VALUES FROM ('2025-08-01 00:00:00+00') TO ('2025-09-01 00:00:00+00');
ALTER TABLE t SET (autovacuum_vacuum_scale_factor='0.005');
CREATE INDEX upper_names ON t (lower(normalize(d, NFKC)));
CREATE TABLE words (exclude boolean NOT NULL DEFAULT false);
