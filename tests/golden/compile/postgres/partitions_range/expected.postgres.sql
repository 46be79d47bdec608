-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales.orders (
  order_id  BIGINT NOT NULL,
  sold_on   DATE   NOT NULL,
  region    TEXT,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id, sold_on)
)
PARTITION BY RANGE (sold_on);

CREATE TABLE sales.orders_old PARTITION OF sales.orders FOR VALUES FROM (MINVALUE) TO ('2024-01-01');

CREATE TABLE sales.orders_2024 PARTITION OF sales.orders FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

CREATE TABLE sales.orders_2025 PARTITION OF sales.orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

CREATE TABLE sales.orders_new PARTITION OF sales.orders FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);

CREATE INDEX orders_region_idx ON sales.orders (region);

CREATE TABLE sales.lines (
  region   INTEGER NOT NULL,
  line_no  BIGINT  NOT NULL,
  CONSTRAINT lines_line_no_region_key UNIQUE (line_no, region)
)
PARTITION BY RANGE (region, line_no);

CREATE TABLE sales.lines_rest PARTITION OF sales.lines DEFAULT;

CREATE TABLE sales.lines_1 PARTITION OF sales.lines FOR VALUES FROM (1, MINVALUE) TO (1, 100)
WITH (fillfactor = 50)
TABLESPACE pg_default;

CREATE UNLOGGED TABLE sales.lines_2 PARTITION OF sales.lines FOR VALUES FROM (2, 0) TO (MAXVALUE, MAXVALUE)
USING heap;

COMMENT ON TABLE sales.lines IS 'Two columns, and what a partition says for itself.';

CREATE TABLE sales.events (
  at  TIMESTAMPTZ NOT NULL
)
PARTITION BY RANGE (at);

CREATE TABLE sales.events_default PARTITION OF sales.events DEFAULT;

