-- kura:migration 20260101T010000_first
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse desk sqlite
-- kura:previous none
-- kura:from empty
-- kura:to 988e24df12486b33bed60f74648272b4
-- kura:change create_table table sales_orders: create

-- kura:begin
BEGIN;

-- kura:step 1 table sales_orders: create the table
CREATE TABLE sales_orders (
  order_id  BIGINT     NOT NULL,
  total     INT,
  state     VARCHAR(4),
  PRIMARY KEY (order_id),
  CHECK (state IN ('open', 'done'))
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
-- -- kura:step 1 table sales_orders: drop the table
-- -- kura:hazard H0101 its rows are lost
-- -- kura:hazard H0109 drop: the way back does not bring back what was there
-- -- kura:hazard H0103 writers of `sales_orders` wait for a moment
-- -- kura:check before the connection does not enforce foreign keys
-- --   SELECT foreign_keys = 0 FROM pragma_foreign_keys
-- DROP TABLE sales_orders;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object warehouse desk
-- warehouse desk : sqlite { }
-- kura:object enum state
-- enum state { open, done }
-- kura:object table sales_orders
-- table sales_orders {
--   order_id  bigint  primary key;
--   total     int;
--   state     state;
-- }
