-- kura:migration 20260101T000200_add_day
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous 20260101T000100_orders
-- kura:from 51fac3b346ac6422b23e4d3e681fd1e0
-- kura:to bbafa055ae3104fca6a53ece54413324
-- kura:change add_column table orders: add column `sold_on` date

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 table orders: add column `sold_on` date
-- kura:hazard H0103 readers and writers of `orders` wait for a moment
ALTER TABLE orders ADD COLUMN sold_on DATE;

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
-- -- kura:step 1 table orders: drop column `sold_on`
-- -- kura:hazard H0101 drop column `sold_on`: its values are lost
-- -- kura:hazard H0109 drop column `sold_on`: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `orders` wait for a moment
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
