-- prod (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

ALTER TABLE orders OWNER TO etl;

CREATE VIEW regions AS
select order_id from orders;

ALTER TABLE regions OWNER TO reporter;

