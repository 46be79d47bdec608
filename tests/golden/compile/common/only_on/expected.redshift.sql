-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT      NOT NULL,
  region    VARCHAR(32) NOT NULL,
  sold_on   DATE        NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
)
COMPOUND SORTKEY (sold_on);

CREATE VIEW sales AS
select region, count(order_id) as n from orders group by region;

