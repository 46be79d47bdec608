-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT      NOT NULL,
  region    VARCHAR(32) NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

COMMENT ON TABLE orders IS 'One row per order.
It''s kept for ever: 100% of "them", \\ too.';

COMMENT ON COLUMN orders.order_id IS 'Counted up by the shop.';

COMMENT ON COLUMN orders.region IS 'Two letters.';

CREATE VIEW regions AS
select region, count(*) as order_count from orders group by region;

COMMENT ON VIEW regions IS 'Orders by region.';

COMMENT ON COLUMN regions.region IS 'Two letters.';

