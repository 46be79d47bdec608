-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales.orders (
  order_id  BIGINT         NOT NULL,
  region    TEXT           NOT NULL,
  sold_on   DATE           NOT NULL,
  amount    NUMERIC(18, 2),
  tags      TEXT[],
  payload   JSONB,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

CREATE INDEX orders_region_sold_on_idx ON sales.orders (region, sold_on DESC);

CREATE UNIQUE INDEX orders_region_order_id_idx ON sales.orders (region, order_id);

CREATE INDEX by_low_region ON sales.orders (lower(region), (amount + 1) DESC);

CREATE INDEX orders_tags_idx ON sales.orders USING gin (tags);

CREATE INDEX orders_payload_idx ON sales.orders USING gin (payload);

CREATE INDEX orders_sold_on_idx ON sales.orders USING brin (sold_on);

CREATE INDEX orders_region_idx ON sales.orders USING hash (region);

CREATE INDEX orders_amount_sold_on_idx ON sales.orders (amount) INCLUDE (sold_on) WHERE amount > 100 AND region IN ('no', 'se');

CREATE INDEX orders_region_idx1 ON sales.orders (region text_pattern_ops);

CREATE INDEX orders_region_amount_idx ON sales.orders (region COLLATE "C" DESC NULLS LAST, amount NULLS FIRST) WITH (fillfactor = 70) TABLESPACE pg_default;

CREATE UNIQUE INDEX one_a_day ON sales.orders (sold_on) NULLS NOT DISTINCT WHERE amount > 0;

CREATE INDEX orders_payload_idx1 ON sales.orders USING gin (payload jsonb_path_ops) WITH (fastupdate = off);

COMMENT ON INDEX sales.orders_region_idx1 IS 'For LIKE ''x%''.';

