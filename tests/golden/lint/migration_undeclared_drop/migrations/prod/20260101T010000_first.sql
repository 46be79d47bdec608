-- kura:migration 20260101T010000_first
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous none
-- kura:from empty
-- kura:to c2cb58aea9408301834da0235ea945c4
-- kura:change create_table table orders: create

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 table orders: create the table
CREATE TABLE orders (
  order_id  BIGINT       NOT NULL,
  email     VARCHAR(254),
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
--   order_id  bigint        primary key;
--   email     varchar(254);
-- }
