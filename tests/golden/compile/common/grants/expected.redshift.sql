-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT      NOT NULL,
  region    VARCHAR(32) NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

GRANT SELECT ON orders TO analyst;

GRANT DELETE, INSERT, UPDATE ON orders TO loader;

CREATE VIEW regions AS
select distinct region from orders;

GRANT SELECT ON regions TO analyst;

