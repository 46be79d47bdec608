-- kura:migration 20260101T000500_add_mail
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod postgres
-- kura:previous 20260101T000300_customers
-- kura:from 1e0aef2456b3968c647c319e86c0538e
-- kura:to a1a446101988f77a2927b0cf4706ab3c
-- kura:change add_column table customers: add column `mail` text

-- kura:session
-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.
SET lock_timeout = '5s';
SET TimeZone = 'UTC';

-- kura:begin
BEGIN;

-- kura:step 1 table customers: add column `mail` text
-- kura:hazard H0103 readers and writers of `customers` wait for a moment
ALTER TABLE customers ADD COLUMN mail TEXT;

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
-- -- kura:step 1 table customers: drop column `mail`
-- -- kura:hazard H0101 drop column `mail`: its values are lost
-- -- kura:hazard H0109 drop column `mail`: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `customers` wait for a moment
-- ALTER TABLE customers DROP COLUMN mail;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object table customers
-- table customers {
--   customer_id  bigint        primary key;
--   mail         text;
--   name         varchar(200);
-- }
