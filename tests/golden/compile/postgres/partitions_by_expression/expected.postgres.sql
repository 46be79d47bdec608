-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE by_month (
  id  BIGINT      NOT NULL,
  at  TIMESTAMPTZ NOT NULL,
  CONSTRAINT by_month_pkey PRIMARY KEY (id, at)
)
PARTITION BY RANGE (at);

CREATE TABLE by_month_default PARTITION OF by_month DEFAULT;

COMMENT ON TABLE by_month IS 'Cut into months: a range over the column.';

CREATE TABLE by_value (
  id      BIGINT NOT NULL,
  region  TEXT   NOT NULL
)
PARTITION BY LIST (region);

CREATE TABLE by_value_north PARTITION OF by_value FOR VALUES IN ('no', 'se');

COMMENT ON TABLE by_value IS 'One partition for each value.';

CREATE TABLE by_call (
  id    BIGINT NOT NULL,
  name  TEXT   NOT NULL
)
PARTITION BY LIST ((lower(name)));

CREATE TABLE by_call_default PARTITION OF by_call DEFAULT;

CREATE TABLE by_sum (
  id  BIGINT NOT NULL
)
PARTITION BY RANGE ((id / 1000 + 1));

CREATE TABLE by_sum_low PARTITION OF by_sum FOR VALUES FROM (MINVALUE) TO (10);

CREATE TABLE by_two (
  region  TEXT NOT NULL,
  at      DATE NOT NULL
)
PARTITION BY RANGE (region, at);

CREATE TABLE by_two_default PARTITION OF by_two DEFAULT;

