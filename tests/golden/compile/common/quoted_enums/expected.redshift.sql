-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT         NOT NULL,
  state     VARCHAR(4)     DEFAULT 'new' NOT NULL,
  note      VARCHAR(65535),
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

