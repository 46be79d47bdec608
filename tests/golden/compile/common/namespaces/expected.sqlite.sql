-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id     BIGINT NOT NULL,
  customer_id  BIGINT NOT NULL,
  PRIMARY KEY (order_id),
  FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);

CREATE TABLE customers (
  customer_id  BIGINT       NOT NULL,
  name         VARCHAR(200) NOT NULL,
  PRIMARY KEY (customer_id)
);

CREATE VIEW customer_orders AS
select c.name, count(*) as order_count
  from customers c
  join orders on orders.customer_id = c.customer_id
  group by c.name;

CREATE VIEW names AS
select name from customers;

