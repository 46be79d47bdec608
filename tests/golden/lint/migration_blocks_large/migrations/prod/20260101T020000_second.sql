-- kura:migration 20260101T020000_second
-- kura:written 1 by Kura 0.1.0
-- kura:warehouse prod redshift
-- kura:previous 20260101T010000_first
-- kura:from 84d2472aebaf67ba15a81cb9e4583564
-- kura:to 8370c0597e08e445a40b8aefdf753169
-- kura:change change_type table orders: change the type of column `amount` from int to decimal(18, 2)
-- kura:change add_column table regions: add column `name` varchar(64)

-- kura:session
SET statement_timeout TO 0;

-- kura:step 1 table orders: create the new table
-- kura:why Redshift changes the length of a varchar and no other type in place: rebuild
-- kura:hazard H0102 every row is copied, to change the type of column `amount` from int to decimal(18, 2)
-- kura:hazard H0104 it runs by itself and cannot be rolled back
DROP TABLE IF EXISTS orders__kura_new;
CREATE TABLE orders__kura_new (
  order_id  BIGINT         NOT NULL,
  amount    DECIMAL(18, 2)
);

-- kura:begin
BEGIN;

-- kura:step 2 table orders: lock the table
-- kura:hazard H0103 readers and writers of `orders` wait until the new table has its name
LOCK orders;

-- kura:step 3 table orders: copy the rows
-- kura:hazard H0106 change the type of column `amount` from int to decimal(18, 2): rows may not allow it
-- kura:hazard H0114 change the type of column `amount` from int to decimal(18, 2): values are converted
INSERT INTO orders__kura_new (order_id, amount)
SELECT order_id, CAST(amount AS DECIMAL(18, 2))
FROM orders;
-- kura:check after both tables have as many rows
--   SELECT a.n = b.n FROM (SELECT COUNT(*) AS n FROM orders) AS a CROSS JOIN (SELECT COUNT(*) AS n FROM orders__kura_new) AS b

-- kura:step 4 table orders: put the new table in the place of the old one
-- kura:hazard H0110 policies of row-level security and masking, and datashares, of `orders`: attach them again
-- kura:keep grants
--   SELECT 'GRANT ' || privilege_type || ' ON orders TO ' || CASE identity_type WHEN 'public' THEN 'PUBLIC' WHEN 'role' THEN 'ROLE ' || QUOTE_IDENT(identity_name) WHEN 'group' THEN 'GROUP ' || QUOTE_IDENT(identity_name) ELSE QUOTE_IDENT(identity_name) END || CASE WHEN admin_option AND identity_type = 'user' THEN ' WITH GRANT OPTION' ELSE '' END
--   FROM svv_relation_privileges
--   WHERE namespace_name = 'public' AND relation_name = 'orders' AND privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'DROP', 'REFERENCES', 'ALTER', 'TRUNCATE')
-- kura:keep grants on columns
--   SELECT 'GRANT ' || privilege_type || ' (' || QUOTE_IDENT(column_name) || ') ON orders TO ' || CASE identity_type WHEN 'public' THEN 'PUBLIC' WHEN 'role' THEN 'ROLE ' || QUOTE_IDENT(identity_name) WHEN 'group' THEN 'GROUP ' || QUOTE_IDENT(identity_name) ELSE QUOTE_IDENT(identity_name) END
--   FROM svv_column_privileges
--   WHERE namespace_name = 'public' AND relation_name = 'orders' AND column_name IN ('amount', 'order_id')
-- kura:keep the comment
--   SELECT 'COMMENT ON TABLE orders IS ' || QUOTE_LITERAL(description)
--   FROM pg_description
--   WHERE objoid = 'orders'::regclass::oid AND objsubid = 0
-- kura:keep comments on columns
--   SELECT 'COMMENT ON COLUMN orders.' || QUOTE_IDENT(a.attname) || ' IS ' || QUOTE_LITERAL(d.description)
--   FROM pg_description AS d JOIN pg_attribute AS a ON a.attrelid = d.objoid AND a.attnum = d.objsubid
--   WHERE d.objoid = 'orders'::regclass::oid AND a.attname IN ('amount', 'order_id')
-- kura:keep the owner
--   SELECT 'ALTER TABLE orders OWNER TO ' || QUOTE_IDENT(PG_GET_USERBYID(relowner))
--   FROM pg_class
--   WHERE pg_class.oid = 'orders'::regclass::oid
ALTER TABLE orders RENAME TO orders__kura_old;
ALTER TABLE orders__kura_new RENAME TO orders;
ALTER TABLE orders__kura_old DROP CONSTRAINT orders_pkey;
ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY (order_id);

-- kura:step 5 table regions: add column `name` varchar(64)
-- kura:hazard H0103 readers and writers of `regions` wait for a moment
ALTER TABLE regions ADD COLUMN name VARCHAR(64);

-- kura:commit
COMMIT;

-- kura:step 6 table orders: gather statistics
-- kura:why the new table has none
-- kura:hazard H0104 it runs by itself and cannot be rolled back
ANALYZE orders;

-- kura:begin
BEGIN;

-- kura:step 7 table orders: drop the old table
-- kura:why everything that read it reads the new one
DROP TABLE orders__kura_old;

-- kura:commit
COMMIT;

-- kura:down
-- -- kura:session
-- SET statement_timeout TO 0;
--
-- -- kura:step 1 table orders: create the new table
-- -- kura:why Redshift changes the length of a varchar and no other type in place: rebuild
-- -- kura:hazard H0102 every row is copied, to change the type of column `amount` from decimal(18, 2) to int
-- -- kura:hazard H0104 it runs by itself and cannot be rolled back
-- DROP TABLE IF EXISTS orders__kura_new;
-- CREATE TABLE orders__kura_new (
--   order_id  BIGINT  NOT NULL,
--   amount    INTEGER
-- );
--
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 2 table orders: lock the table
-- -- kura:hazard H0103 readers and writers of `orders` wait until the new table has its name
-- LOCK orders;
--
-- -- kura:step 3 table orders: copy the rows
-- -- kura:hazard H0106 change the type of column `amount` from decimal(18, 2) to int: rows may not allow it
-- -- kura:hazard H0114 change the type of column `amount` from decimal(18, 2) to int: values are converted
-- INSERT INTO orders__kura_new (order_id, amount)
-- SELECT order_id, CAST(amount AS INTEGER)
-- FROM orders;
-- -- kura:check after both tables have as many rows
-- --   SELECT a.n = b.n FROM (SELECT COUNT(*) AS n FROM orders) AS a CROSS JOIN (SELECT COUNT(*) AS n FROM orders__kura_new) AS b
--
-- -- kura:step 4 table orders: put the new table in the place of the old one
-- -- kura:hazard H0110 policies of row-level security and masking, and datashares, of `orders`: attach them again
-- -- kura:keep grants
-- --   SELECT 'GRANT ' || privilege_type || ' ON orders TO ' || CASE identity_type WHEN 'public' THEN 'PUBLIC' WHEN 'role' THEN 'ROLE ' || QUOTE_IDENT(identity_name) WHEN 'group' THEN 'GROUP ' || QUOTE_IDENT(identity_name) ELSE QUOTE_IDENT(identity_name) END || CASE WHEN admin_option AND identity_type = 'user' THEN ' WITH GRANT OPTION' ELSE '' END
-- --   FROM svv_relation_privileges
-- --   WHERE namespace_name = 'public' AND relation_name = 'orders' AND privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'DROP', 'REFERENCES', 'ALTER', 'TRUNCATE')
-- -- kura:keep grants on columns
-- --   SELECT 'GRANT ' || privilege_type || ' (' || QUOTE_IDENT(column_name) || ') ON orders TO ' || CASE identity_type WHEN 'public' THEN 'PUBLIC' WHEN 'role' THEN 'ROLE ' || QUOTE_IDENT(identity_name) WHEN 'group' THEN 'GROUP ' || QUOTE_IDENT(identity_name) ELSE QUOTE_IDENT(identity_name) END
-- --   FROM svv_column_privileges
-- --   WHERE namespace_name = 'public' AND relation_name = 'orders' AND column_name IN ('amount', 'order_id')
-- -- kura:keep the comment
-- --   SELECT 'COMMENT ON TABLE orders IS ' || QUOTE_LITERAL(description)
-- --   FROM pg_description
-- --   WHERE objoid = 'orders'::regclass::oid AND objsubid = 0
-- -- kura:keep comments on columns
-- --   SELECT 'COMMENT ON COLUMN orders.' || QUOTE_IDENT(a.attname) || ' IS ' || QUOTE_LITERAL(d.description)
-- --   FROM pg_description AS d JOIN pg_attribute AS a ON a.attrelid = d.objoid AND a.attnum = d.objsubid
-- --   WHERE d.objoid = 'orders'::regclass::oid AND a.attname IN ('amount', 'order_id')
-- -- kura:keep the owner
-- --   SELECT 'ALTER TABLE orders OWNER TO ' || QUOTE_IDENT(PG_GET_USERBYID(relowner))
-- --   FROM pg_class
-- --   WHERE pg_class.oid = 'orders'::regclass::oid
-- ALTER TABLE orders RENAME TO orders__kura_old;
-- ALTER TABLE orders__kura_new RENAME TO orders;
-- ALTER TABLE orders__kura_old DROP CONSTRAINT orders_pkey;
-- ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY (order_id);
--
-- -- kura:step 5 table regions: drop column `name`
-- -- kura:hazard H0101 drop column `name`: its values are lost
-- -- kura:hazard H0109 drop column `name`: the way back does not bring back what was there
-- -- kura:hazard H0103 readers and writers of `regions` wait for a moment
-- -- kura:check before Redshift has not made `name` a distribution or sort key by itself (declare other keys when it has)
-- --   SELECT COUNT(*) = 0 FROM pg_attribute WHERE attrelid = 'regions'::regclass::oid AND attname = 'name' AND (attisdistkey OR attsortkeyord <> 0)
-- ALTER TABLE regions DROP COLUMN name;
--
-- -- kura:commit
-- COMMIT;
--
-- -- kura:step 6 table orders: gather statistics
-- -- kura:why the new table has none
-- -- kura:hazard H0104 it runs by itself and cannot be rolled back
-- ANALYZE orders;
--
-- -- kura:begin
-- BEGIN;
--
-- -- kura:step 7 table orders: drop the old table
-- -- kura:why everything that read it reads the new one
-- DROP TABLE orders__kura_old;
--
-- -- kura:commit
-- COMMIT;
--

-- kura:state
-- kura:object table orders
-- table orders {
--   order_id  bigint          primary key;
--   amount    decimal(18, 2);
-- }
-- kura:object table regions
-- table regions {
--   region_id  int          primary key;
--   name       varchar(64);
-- }
