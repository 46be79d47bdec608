-- kura:migration 20260101T010000_first
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous none
-- kura:from empty
-- kura:to b46bb1f650a4c781c374e314627979d4
-- kura:change create_enum enum state: create
-- kura:change create_table table sales_orders: create

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 enum state: create the enum
CREATE TYPE state AS ENUM ('open', 'done');

-- kura:step 2 table sales_orders: create the table
CREATE TABLE sales_orders (
  order_id  BIGINT  NOT NULL,
  total     INTEGER,
  state     state,
  CONSTRAINT sales_orders_pkey PRIMARY KEY (order_id)
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
-- -- kura:step 1 table sales_orders: drop the table
-- -- kura:hazard H0101 its rows are lost
-- -- kura:hazard H0109 drop: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `sales_orders` wait for a moment
-- DROP TABLE sales_orders;
--
-- -- kura:step 2 enum state: drop the enum
-- DROP TYPE state;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object warehouse prod
-- warehouse prod : postgres { }
-- kura:object enum state
-- enum state { open, done }
-- kura:object table sales_orders
-- table sales_orders {
--   order_id  bigint  primary key;
--   total     int;
--   state     state;
-- }
