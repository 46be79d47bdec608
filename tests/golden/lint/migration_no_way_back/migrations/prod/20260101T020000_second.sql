-- kura:migration 20260101T020000_second
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous 20260101T010000_first
-- kura:from c2cb58aea9408301834da0235ea945c4
-- kura:to 3f9b5856c4f030e3e55d2d45ae8c2a3a
-- kura:change drop_column table orders: drop column `email`

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 table orders: drop column `email`
-- kura:hazard H0101 drop column `email`: its values are lost
-- kura:hazard H0109 drop column `email`: the way back does not bring back what was there
-- kura:hazard H0103 readers and writers of `orders` wait for a moment
ALTER TABLE orders DROP COLUMN email;

-- kura:commit
COMMIT;

-- kura:state
-- kura:object table orders
-- table orders {
--   order_id  bigint  primary key;
-- }
