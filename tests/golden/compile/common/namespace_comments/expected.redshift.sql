-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

COMMENT ON SCHEMA sales IS 'Everything the shop sells.';

CREATE TABLE sales.orders (
  order_id  BIGINT     NOT NULL,
  status    VARCHAR(4) NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

