-- kura:migration 20260101T000100_orders
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous none
-- kura:from empty
-- kura:to 51fac3b346ac6422b23e4d3e681fd1e0
-- kura:change create_table table orders: create

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 table orders: create the table
CREATE TABLE orders (
  order_id  BIGINT         NOT NULL,
  region    VARCHAR(32),
  amount    NUMERIC(12, 2),
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

-- kura:commit
COMMIT;

-- kura:down
-- -- kura:session
-- -- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
-- SET lock_timeout = '5s';
-- SET TimeZone = 'UTC';
--
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 1 table orders: drop the table
-- -- kura:hazard H0101 its rows are lost
-- -- kura:hazard H0109 drop: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `orders` wait for a moment
-- DROP TABLE orders;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object warehouse prod
-- warehouse prod : postgres { }
-- kura:object table orders
-- table orders {
--   order_id  bigint          primary key;
--   region    varchar(32);
--   amount    decimal(12, 2);
-- }
