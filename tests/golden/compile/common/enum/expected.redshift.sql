-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT     NOT NULL,
  status    VARCHAR(9) DEFAULT 'new' NOT NULL,
  before    VARCHAR(9),
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

