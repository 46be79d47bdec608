-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT      NOT NULL,
  region    VARCHAR(32) NOT NULL,
  sold_on   TEXT        NOT NULL,
  PRIMARY KEY (order_id)
);

CREATE INDEX by_region ON orders (region, sold_on DESC);

