-- kura:migration 20260101T020000_rename
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous 20260101T010000_first
-- kura:from b46bb1f650a4c781c374e314627979d4
-- kura:to f7c2934bd7baac19cf41ea6fa36ca4dc
-- kura:change rename_enum_label enum state: rename the label 'done' to 'closed'
-- kura:change rename_table table orders: rename from `sales_orders`
-- kura:change rename_column table orders: rename column `total` to `amount`
-- kura:change rename_primary_key table orders: rename the primary key
-- kura:was enum state label closed: done
-- kura:was table orders: sales_orders
-- kura:was table orders column amount: total

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 enum state: rename the label 'done' to 'closed'
ALTER TYPE state RENAME VALUE 'done' TO 'closed';

-- kura:step 2 table orders: rename the table from `sales_orders`
ALTER TABLE sales_orders RENAME TO orders;

-- kura:step 3 table orders: rename the primary key
-- kura:hazard H0103 readers and writers of `orders` wait for a moment
ALTER TABLE orders RENAME CONSTRAINT sales_orders_pkey TO orders_pkey;

-- kura:step 4 table orders: rename column `total` to `amount`
-- kura:hazard H0103 readers and writers of `orders` wait for a moment
ALTER TABLE orders RENAME COLUMN total TO amount;

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
-- -- kura:step 1 enum state: rename the label 'closed' to 'done'
-- ALTER TYPE state RENAME VALUE 'closed' TO 'done';
--
-- -- kura:step 2 table sales_orders: rename the table from `orders`
-- ALTER TABLE orders RENAME TO sales_orders;
--
-- -- kura:step 3 table sales_orders: rename the primary key
-- -- kura:hazard H0103 readers and writers of `sales_orders` wait for a moment
-- ALTER TABLE sales_orders RENAME CONSTRAINT orders_pkey TO sales_orders_pkey;
--
-- -- kura:step 4 table sales_orders: rename column `amount` to `total`
-- -- kura:hazard H0103 readers and writers of `sales_orders` wait for a moment
-- ALTER TABLE sales_orders RENAME COLUMN amount TO total;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:gone table sales_orders
-- kura:object enum state
-- enum state { open, closed }
-- kura:object table orders
-- table orders {
--   order_id  bigint  primary key;
--   amount    int;
--   state     state;
-- }
