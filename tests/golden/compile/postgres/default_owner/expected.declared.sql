-- prod (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales.orders (
  order_id  BIGINT NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

ALTER TABLE sales.orders OWNER TO etl;

CREATE TABLE sales.audit (
  order_id  BIGINT,
  CONSTRAINT audit_order_id_fkey FOREIGN KEY (order_id) REFERENCES sales.orders (order_id)
);

ALTER TABLE sales.audit OWNER TO auditor;

CREATE VIEW sales.regions AS
select order_id from sales.orders;

ALTER VIEW sales.regions OWNER TO etl;

CREATE MATERIALIZED VIEW sales.totals AS
select count(*) as orders from sales.orders;

ALTER MATERIALIZED VIEW sales.totals OWNER TO reporter;

-- lab (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales.orders (
  order_id  BIGINT NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

ALTER TABLE sales.orders OWNER TO "Lab Team";

CREATE TABLE sales.audit (
  order_id  BIGINT,
  CONSTRAINT audit_order_id_fkey FOREIGN KEY (order_id) REFERENCES sales.orders (order_id)
);

ALTER TABLE sales.audit OWNER TO auditor;

CREATE VIEW sales.regions AS
select order_id from sales.orders;

ALTER VIEW sales.regions OWNER TO "Lab Team";

CREATE MATERIALIZED VIEW sales.totals AS
select count(*) as orders from sales.orders;

ALTER MATERIALIZED VIEW sales.totals OWNER TO reporter;

