-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales.orders (
  order_id  BIGINT         NOT NULL,
  region    VARCHAR(32),
  amount    DECIMAL(18, 2),
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

ALTER TABLE sales.orders OWNER TO analytics;

GRANT INSERT, SELECT ON sales.orders TO loader WITH GRANT OPTION;

GRANT DELETE ON sales.orders TO ROLE auditor;

GRANT SELECT (amount, region) ON sales.orders TO ROLE auditor;

GRANT ALL PRIVILEGES ON sales.orders TO GROUP admins;

GRANT SELECT ON sales.orders TO PUBLIC;

CREATE VIEW sales.regions AS
select distinct region from sales.orders;

ALTER TABLE sales.regions OWNER TO "Report.Owner";

GRANT SELECT ON sales.regions TO "Jo";

GRANT SELECT ON sales.regions TO GROUP reporting;

