-- kura:migration 20260101T000100_orders
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse lite sqlite
-- kura:previous none
-- kura:from empty
-- kura:to 04dbd6bfbead571b8a6e09a2089b9783
-- kura:change create_table table orders: create

-- kura:begin
BEGIN;

-- kura:step 1 table orders: create the table
CREATE TABLE orders (
  order_id  BIGINT         NOT NULL,
  region    VARCHAR(32),
  amount    NUMERIC(12, 2),
  PRIMARY KEY (order_id)
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
-- -- kura:step 1 table orders: drop the table
-- -- kura:hazard H0101 its rows are lost
-- -- kura:hazard H0109 drop: the way back does not bring back what was there
-- -- kura:hazard H0103 writers of `orders` wait for a moment
-- -- kura:check before the connection does not enforce foreign keys
-- --   SELECT foreign_keys = 0 FROM pragma_foreign_keys
-- DROP TABLE orders;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object warehouse lite
-- warehouse lite : sqlite { }
-- kura:object table orders
-- table orders {
--   order_id  bigint          primary key;
--   region    varchar(32);
--   amount    decimal(12, 2);
-- }
