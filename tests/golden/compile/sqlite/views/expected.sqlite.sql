-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE customers (
  customer_id  BIGINT NOT NULL,
  name         TEXT   NOT NULL,
  deleted_at   TEXT,
  PRIMARY KEY (customer_id)
);

CREATE VIEW active_customers AS
select customer_id, name as "Name" from customers where deleted_at is null;

CREATE VIEW names AS
select c."Name", upper(c."Name") as shouted from active_customers c;

