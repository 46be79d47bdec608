-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales.orders (
  order_id  BIGINT      NOT NULL,
  region    VARCHAR(32),
  sold_on   DATE,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

CREATE MATERIALIZED VIEW sales.by_region
BACKUP NO
DISTSTYLE KEY
DISTKEY (region)
SORTKEY (region, n)
AUTO REFRESH YES AS
select region, count(*) as n from sales.orders group by region;

COMMENT ON VIEW sales.by_region IS 'Orders of a region.';

GRANT SELECT ON sales.by_region TO ROLE reader;

GRANT SELECT ON sales.by_region TO GROUP reporting;

CREATE MATERIALIZED VIEW sales.by_day
DISTSTYLE ALL
AUTO REFRESH NO AS
select sold_on, count(*) as n from sales.orders group by sold_on;

CREATE MATERIALIZED VIEW sales.by_hand AS
select sold_on, region, count(*) as n from sales.orders group by sold_on, region;

CREATE MATERIALIZED VIEW sales.automatic
AUTO REFRESH YES AS
select sum(order_id) as total from sales.orders;

ALTER MATERIALIZED VIEW sales.automatic ALTER DISTSTYLE AUTO;

ALTER MATERIALIZED VIEW sales.automatic ALTER SORTKEY AUTO;

CREATE MATERIALIZED VIEW sales.on_schedule
DISTSTYLE EVEN
AUTO REFRESH YES AS
select max(sold_on) as last_day from sales.orders;

ALTER MATERIALIZED VIEW sales.on_schedule ALTER SORTKEY NONE;

CREATE MATERIALIZED VIEW sales.moving
AUTO REFRESH NO AS
select region from sales.orders where sold_on > current_date - 7;

CREATE MATERIALIZED VIEW sales.over_another AS
select sum(n) as n from sales.by_region;

