-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales.customers (
  customer_id  BIGINT      NOT NULL,
  name         TEXT        NOT NULL,
  deleted_at   TIMESTAMPTZ,
  CONSTRAINT customers_pkey PRIMARY KEY (customer_id)
);

CREATE VIEW sales.active_customers
WITH (security_invoker = true) AS
select customer_id, name from sales.customers where deleted_at is null;

COMMENT ON VIEW sales.active_customers IS 'Customers that can still log in.';

COMMENT ON COLUMN sales.active_customers.name IS 'As the customer wrote it.';

ALTER VIEW sales.active_customers OWNER TO analytics;

GRANT SELECT ON sales.active_customers TO analyst;

GRANT SELECT (name) ON sales.active_customers TO auditor WITH GRANT OPTION;

GRANT SELECT ON sales.active_customers TO GROUP reporting;

CREATE VIEW sales.names
WITH (security_barrier = true) AS
select c.name, c.customer_id as "Id" from sales.active_customers c
WITH LOCAL CHECK OPTION;

CREATE MATERIALIZED VIEW sales.monthly
USING heap
WITH (fillfactor = 80)
TABLESPACE pg_default AS
with m as (select date_trunc('month', deleted_at) as month from sales.customers)
  select month, count(*) as n from m group by 1
WITH NO DATA;

CREATE UNIQUE INDEX monthly_month_idx ON sales.monthly (month);

CREATE INDEX monthly_by_n ON sales.monthly (n DESC);

COMMENT ON MATERIALIZED VIEW sales.monthly IS 'Kept, and filled by hand.';

ALTER MATERIALIZED VIEW sales.monthly OWNER TO analytics;

GRANT SELECT ON sales.monthly TO PUBLIC;

CREATE VIEW sales.totals AS
select count(*) as n from sales.monthly;

