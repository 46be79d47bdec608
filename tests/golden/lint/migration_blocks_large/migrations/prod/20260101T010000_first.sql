-- kura:migration 20260101T010000_first
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod redshift
-- kura:previous none
-- kura:from empty
-- kura:to 84d2472aebaf67ba15a81cb9e4583564
-- kura:change create_table table orders: create
-- kura:change create_table table regions: create

-- kura:begin
BEGIN;

-- kura:step 1 table orders: create the table
CREATE TABLE orders (
  order_id  BIGINT  NOT NULL,
  amount    INTEGER,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

-- kura:step 2 table regions: create the table
CREATE TABLE regions (
  region_id  INTEGER NOT NULL,
  CONSTRAINT regions_pkey PRIMARY KEY (region_id)
);

-- kura:commit
COMMIT;

-- kura:down
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 1 table orders: drop the table
-- -- kura:hazard H0101 its rows are lost
-- -- kura:hazard H0109 drop: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `orders` wait for a moment
-- DROP TABLE orders;
--
-- -- kura:step 2 table regions: drop the table
-- -- kura:hazard H0101 its rows are lost
-- -- kura:hazard H0109 drop: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `regions` wait for a moment
-- DROP TABLE regions;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object warehouse prod
-- warehouse prod : redshift { }
-- kura:object table orders
-- table orders {
--   order_id  bigint  primary key;
--   amount    int;
-- }
-- kura:object table regions
-- table regions {
--   region_id  int  primary key;
-- }
