-- kura:migration 20260101T000300_customers
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse lite sqlite
-- kura:previous 20260101T000200_add_day
-- kura:from c872edf9ba02640b02d3812c8c486939
-- kura:to 97e7528d3c7710d27369b1d1bc743b89
-- kura:change create_table table customers: create

-- kura:begin
BEGIN;

-- kura:step 1 table customers: create the table
CREATE TABLE customers (
  customer_id  BIGINT       NOT NULL,
  name         VARCHAR(200),
  PRIMARY KEY (customer_id)
);

-- kura:commit
COMMIT;

-- kura:down
-- -- kura:session
-- PRAGMA foreign_keys = OFF;
--
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 1 table customers: drop the table
-- -- kura:hazard H0101 its rows are lost
-- -- kura:hazard H0109 drop: the way back does not bring back what was there
-- -- kura:hazard H0103 writers of `customers` wait for a moment
-- -- kura:check before the connection does not enforce foreign keys
-- --   SELECT foreign_keys = 0 FROM pragma_foreign_keys
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
