-- kura:migration 20260101T020000_rename
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse desk sqlite
-- kura:previous 20260101T010000_first
-- kura:from 988e24df12486b33bed60f74648272b4
-- kura:to 475415837709f3b9f41f4b97051cb627
-- kura:change rename_table table orders: rename from `sales_orders`
-- kura:change rename_column table orders: rename column `total` to `amount`
-- kura:change change_type table orders: change the type of column `state` from varchar(4) to varchar(6)
-- kura:change rename_text_labels table orders: rename labels in the values of column `state`: 'done' to 'closed'
-- kura:change drop_check table orders: drop check
-- kura:change add_check table orders: add check
-- kura:was table orders: sales_orders
-- kura:was table orders column amount: total
-- kura:was table orders column state label closed: done

-- kura:session
PRAGMA foreign_keys = OFF;

-- kura:begin
BEGIN;

-- kura:step 1 table orders: rename the table from `sales_orders`
ALTER TABLE sales_orders RENAME TO orders;

-- kura:step 2 table orders: rename column `total` to `amount`
-- kura:why SQLite cannot change a column's type: rebuild; the rows hold the labels and a check lists them: rebuild; SQLite cannot drop a check: rebuild; SQLite cannot add a check: rebuild
-- kura:hazard H0102 every row is copied, to rename column `total` to `amount`, change the type of column `state` from varchar(4) to varchar(6), rename labels in the values of column `state`: 'done' to 'closed', drop check, add check
ALTER TABLE orders RENAME COLUMN total TO amount;

-- kura:step 3 table orders: copy the rows into a new table `orders__kura_new`
-- kura:hazard H0103 whoever writes to the file waits until the transaction ends
-- kura:hazard H0106 add check: rows may not allow it
CREATE TABLE orders__kura_new (
  order_id  BIGINT     NOT NULL,
  amount    INT,
  state     VARCHAR(6),
  PRIMARY KEY (order_id),
  CHECK (state IN ('open', 'closed'))
);
INSERT INTO orders__kura_new (rowid, order_id, amount, state)
SELECT rowid, order_id, amount, CASE state WHEN 'done' THEN 'closed' ELSE state END
FROM orders;
-- kura:check after orders__kura_new has as many rows as orders
--   SELECT (SELECT count(*) FROM orders) = (SELECT count(*) FROM orders__kura_new)

-- kura:step 4 table orders: put the new table in the place of the old one
-- kura:hazard H0110 triggers on `orders` go with the old table: `kura apply` creates them again, a plain run of the file does not
-- kura:keep triggers
--   SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'orders' ORDER BY rowid
-- kura:check before the connection does not enforce foreign keys
--   SELECT foreign_keys = 0 FROM pragma_foreign_keys
PRAGMA legacy_alter_table = ON;
DROP TABLE orders;
ALTER TABLE orders__kura_new RENAME TO orders;
PRAGMA legacy_alter_table = OFF;

-- kura:commit
COMMIT;

-- kura:down
-- -- kura:session
-- PRAGMA foreign_keys = OFF;
--
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 1 table sales_orders: rename the table from `orders`
-- ALTER TABLE orders RENAME TO sales_orders;
--
-- -- kura:step 2 table sales_orders: rename column `amount` to `total`
-- -- kura:why SQLite cannot change a column's type: rebuild; the rows hold the labels and a check lists them: rebuild; SQLite cannot drop a check: rebuild; SQLite cannot add a check: rebuild
-- -- kura:hazard H0102 every row is copied, to rename column `amount` to `total`, change the type of column `state` from varchar(6) to varchar(4), rename labels in the values of column `state`: 'closed' to 'done', drop check, add check
-- ALTER TABLE sales_orders RENAME COLUMN amount TO total;
--
-- -- kura:step 3 table sales_orders: copy the rows into a new table `sales_orders__kura_new`
-- -- kura:hazard H0103 whoever writes to the file waits until the transaction ends
-- -- kura:hazard H0106 add check: rows may not allow it
-- CREATE TABLE sales_orders__kura_new (
--   order_id  BIGINT     NOT NULL,
--   total     INT,
--   state     VARCHAR(4),
--   PRIMARY KEY (order_id),
--   CHECK (state IN ('open', 'done'))
-- );
-- INSERT INTO sales_orders__kura_new (rowid, order_id, total, state)
-- SELECT rowid, order_id, total, CASE state WHEN 'closed' THEN 'done' ELSE state END
-- FROM sales_orders;
-- -- kura:check after sales_orders__kura_new has as many rows as sales_orders
-- --   SELECT (SELECT count(*) FROM sales_orders) = (SELECT count(*) FROM sales_orders__kura_new)
--
-- -- kura:step 4 table sales_orders: put the new table in the place of the old one
-- -- kura:hazard H0110 triggers on `sales_orders` go with the old table: `kura apply` creates them again, a plain run of the file does not
-- -- kura:keep triggers
-- --   SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'sales_orders' ORDER BY rowid
-- -- kura:check before the connection does not enforce foreign keys
-- --   SELECT foreign_keys = 0 FROM pragma_foreign_keys
-- PRAGMA legacy_alter_table = ON;
-- DROP TABLE sales_orders;
-- ALTER TABLE sales_orders__kura_new RENAME TO sales_orders;
-- PRAGMA legacy_alter_table = OFF;
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
