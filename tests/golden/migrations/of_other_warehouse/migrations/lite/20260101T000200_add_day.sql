-- kura:migration 20260101T000200_add_day
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse lite sqlite
-- kura:previous 20260101T000100_orders
-- kura:from 04dbd6bfbead571b8a6e09a2089b9783
-- kura:to c872edf9ba02640b02d3812c8c486939
-- kura:change add_column table orders: add column `sold_on` date

-- kura:begin
BEGIN;

-- kura:step 1 table orders: add column `sold_on`
ALTER TABLE orders ADD COLUMN sold_on TEXT;

-- kura:commit
COMMIT;

-- kura:down
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 1 table orders: drop column `sold_on`
-- -- kura:why SQLite writes every row again without the column
-- -- kura:hazard H0101 drop column `sold_on`: its values are lost
-- -- kura:hazard H0109 drop column `sold_on`: the way back does not bring back what was there
-- -- kura:hazard H0103 writers of `orders` wait while the table is written anew
-- -- kura:hazard H0112 the engine writes `orders` anew
-- -- kura:check before no trigger that has to do with `orders` names `sold_on`
-- --   SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND lower(sql) GLOB '*[^a-z0-9_]orders[^a-z0-9_]*' AND lower(sql) GLOB '*[^a-z0-9_]sold_on[^a-z0-9_]*')
-- ALTER TABLE orders DROP COLUMN sold_on;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object table orders
-- table orders {
--   order_id  bigint          primary key;
--   sold_on   date;
--   region    varchar(32);
--   amount    decimal(12, 2);
-- }
