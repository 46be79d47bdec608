-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE public.orders (
  order_id  BIGINT NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

