CREATE SCHEMA sales;
CREATE TABLE sales.orders (
    order_id bigint NOT NULL,
    region text,
    sold_on date NOT NULL
)
PARTITION BY RANGE (sold_on);
CREATE TABLE sales.orders_2025 (
    order_id bigint NOT NULL,
    region text,
    sold_on date NOT NULL
);
CREATE TABLE sales.orders_2026 PARTITION OF sales.orders FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') WITH (fillfactor='70');
CREATE TABLE sales.orders_rest PARTITION OF sales.orders DEFAULT;
ALTER TABLE ONLY sales.orders ATTACH PARTITION sales.orders_2025 FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
ALTER TABLE ONLY sales.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (order_id, sold_on);
ALTER TABLE ONLY sales.orders_2025 ADD CONSTRAINT orders_2025_pkey PRIMARY KEY (order_id, sold_on);
ALTER INDEX sales.orders_pkey ATTACH PARTITION sales.orders_2025_pkey;
CREATE TABLE sales.visits (visitor_id bigint, place text) PARTITION BY LIST (lower(place));
CREATE TABLE sales.visits_north PARTITION OF sales.visits FOR VALUES IN ('no', 'se', NULL);
CREATE TABLE sales.hits (n integer) PARTITION BY HASH (n);
CREATE TABLE sales.hits_0 PARTITION OF sales.hits FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE sales.hits_1 PARTITION OF sales.hits FOR VALUES WITH (modulus 2, remainder 1);
COMMENT ON SCHEMA sales IS 'Everything that the shop sells.';
