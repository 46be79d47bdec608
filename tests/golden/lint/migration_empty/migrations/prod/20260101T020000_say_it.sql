-- kura:migration 20260101T020000_say_it
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous 20260101T010000_first
-- kura:from 3f9b5856c4f030e3e55d2d45ae8c2a3a
-- kura:to bd0dd7a182e0057ad8e533666af64db4
-- kura:change set_table_comment table orders: change the comment

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:down
-- -- kura:session
-- -- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
-- SET lock_timeout = '5s';
-- SET TimeZone = 'UTC';
--
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 1 table orders: change the comment
-- COMMENT ON TABLE orders IS NULL;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object table orders
-- /// One row per order.
-- table orders {
--   order_id  bigint  primary key;
-- }
