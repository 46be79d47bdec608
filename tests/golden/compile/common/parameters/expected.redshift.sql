-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT         NOT NULL,
  region    VARCHAR(32)    DEFAULT 'main-shop' NOT NULL,
  amount    DECIMAL(18, 2) NOT NULL,
  sold_on   DATE           NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

CREATE VIEW recent AS
select region, 'main' as shop
  from orders
  where sold_on >= '2020-01-01';

