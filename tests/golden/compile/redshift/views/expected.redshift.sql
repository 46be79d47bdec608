-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales.orders (
  order_id  BIGINT      NOT NULL,
  region    VARCHAR(32),
  sold_on   DATE,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

CREATE VIEW sales.by_region AS
select region, count(*) as n
  from sales.orders -- all of them
  where region <> 'a;b'
  group by region;

COMMENT ON VIEW sales.by_region IS 'Orders of a region: it''s the sum.';

COMMENT ON COLUMN sales.by_region.n IS 'How many.';

CREATE VIEW sales.recent AS
with last_week as (select * from sales.orders where sold_on > current_date - 7)
  select order_id, region from last_week
WITH NO SCHEMA BINDING;

GRANT SELECT ON sales.recent TO GROUP reporting;

CREATE VIEW sales.own_words AS
select region, listagg(order_id, '\\') as ids from sales.orders group by region;

