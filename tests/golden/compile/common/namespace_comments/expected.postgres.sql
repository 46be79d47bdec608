-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

COMMENT ON SCHEMA sales IS 'Everything the shop sells.';

CREATE TYPE sales.status AS ENUM ('new', 'paid');

COMMENT ON TYPE sales.status IS 'Where an order stands.';

CREATE TABLE sales.orders (
  order_id  BIGINT       NOT NULL,
  status    sales.status NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

