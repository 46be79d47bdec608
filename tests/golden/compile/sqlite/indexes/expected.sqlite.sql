-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT         NOT NULL,
  region    TEXT           NOT NULL,
  sold_on   TEXT           NOT NULL,
  amount    NUMERIC(10, 2),
  PRIMARY KEY (order_id)
);

CREATE INDEX orders_region_sold_on_idx ON orders (region, sold_on DESC);

CREATE UNIQUE INDEX orders_sold_on_region_idx ON orders (sold_on, region);

CREATE INDEX by_low_region ON orders (lower(region), (amount + 1) DESC);

CREATE INDEX orders_amount_idx ON orders (amount) WHERE amount > 100 AND region IN ('no', 'se');

CREATE INDEX orders_region_idx ON orders (region COLLATE NOCASE DESC);

CREATE TABLE a (
  b    INT,
  b_c  INT,
  c    INT
);

CREATE INDEX a_b_c_idx ON a (b, c);

CREATE INDEX a_b_c_idx1 ON a (b_c);

