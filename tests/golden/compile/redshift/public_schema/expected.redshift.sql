-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE public.orders (
  order_id  BIGINT NOT NULL,
  PRIMARY KEY (order_id)
);

