-- kura:migration 20260101T000300_customers
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous 20260101T000200_add_day
-- kura:from bbafa055ae3104fca6a53ece54413324
-- kura:to 1e0aef2456b3968c647c319e86c0538e
-- kura:change create_table table customers: create

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 table customers: create the table
CREATE TABLE customers (
  customer_id  BIGINT       NOT NULL,
  name         VARCHAR(200),
  CONSTRAINT customers_pkey PRIMARY KEY (customer_id)
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
-- -- kura:step 1 table customers: drop the table
-- -- kura:hazard H0101 its rows are lost
-- -- kura:hazard H0109 drop: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `customers` wait for a moment
DROP TABLE customers;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object table customers
-- table customers {
--   customer_id  bigint        primary key;
--   name         varchar(200);
-- }
