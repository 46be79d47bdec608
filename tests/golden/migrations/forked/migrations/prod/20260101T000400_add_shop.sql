-- kura:migration 20260101T000400_add_shop
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous 20260101T000300_customers
-- kura:from 1e0aef2456b3968c647c319e86c0538e
-- kura:to 87a089fd6df71f6c5b676148b7cd80c2
-- kura:change add_column table orders: add column `shop` varchar(10)

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 table orders: add column `shop` varchar(10)
-- kura:hazard H0103 readers and writers of `orders` wait for a moment
ALTER TABLE orders ADD COLUMN shop VARCHAR(10);

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
-- -- kura:step 1 table orders: drop column `shop`
-- -- kura:hazard H0101 drop column `shop`: its values are lost
-- -- kura:hazard H0109 drop column `shop`: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `orders` wait for a moment
-- ALTER TABLE orders DROP COLUMN shop;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object table orders
-- table orders {
--   order_id  bigint          primary key;
--   sold_on   date;
--   shop      varchar(10);
--   region    varchar(32);
--   amount    decimal(12, 2);
-- }
