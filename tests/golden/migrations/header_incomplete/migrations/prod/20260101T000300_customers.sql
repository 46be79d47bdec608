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
-- DROP TABLE customers;
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
