-- kura:migration 20260101T010000_first
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse desk sqlite
-- kura:previous none
-- kura:from empty
-- kura:to 8d135065bb560d8eeed7189a42873750
-- kura:change create_table table orders: create

-- kura:begin
BEGIN;

-- kura:step 1 table orders: create the table
CREATE TABLE orders (
  order_id  BIGINT NOT NULL,
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
-- kura:object warehouse desk
-- warehouse desk : sqlite { }
-- kura:object table orders
-- table orders {
--   order_id  bigint  primary key;
-- }
