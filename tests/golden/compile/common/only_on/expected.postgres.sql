-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT      NOT NULL,
  region    VARCHAR(32) NOT NULL,
  sold_on   DATE        NOT NULL,
  badge     VARCHAR(64),
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

CREATE INDEX by_region ON orders (region, sold_on DESC);

CREATE TABLE postgres_only (
  id  BIGINT NOT NULL,
  CONSTRAINT postgres_only_pkey PRIMARY KEY (id)
);

