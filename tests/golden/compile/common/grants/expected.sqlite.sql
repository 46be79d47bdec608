-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT      NOT NULL,
  region    VARCHAR(32) NOT NULL,
  PRIMARY KEY (order_id)
);

CREATE VIEW regions AS
select distinct region from orders;

