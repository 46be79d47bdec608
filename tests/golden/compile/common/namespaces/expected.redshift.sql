-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

COMMENT ON SCHEMA sales IS 'Everything that the shop sells.';

CREATE SCHEMA IF NOT EXISTS people;

CREATE SCHEMA IF NOT EXISTS reports;

CREATE TABLE people.customers (
  customer_id  BIGINT       NOT NULL,
  name         VARCHAR(200) NOT NULL,
  CONSTRAINT customers_pkey PRIMARY KEY (customer_id)
);

CREATE TABLE sales.orders (
  order_id     BIGINT NOT NULL,
  customer_id  BIGINT NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id),
  CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES people.customers (customer_id)
);

CREATE VIEW sales.customer_orders AS
select c.name, count(*) as order_count
  from people.customers c
  join sales.orders on orders.customer_id = c.customer_id
  group by c.name;

CREATE VIEW reports.names AS
select name from people.customers;

