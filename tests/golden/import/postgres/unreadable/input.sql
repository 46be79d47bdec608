CREATE TABLE orders (
  order_id bigint PRIMARY KEY
);
CREATE TABLE broken (
  a integer,,
  b text
);
CREAT TABLE slip (a integer);
CREATE TABLE orders (order_id bigint);
ALTER TABLE customers ADD COLUMN name text;
COMMENT ON COLUMN orders.amount IS 'no such column';
CREATE TABLE kept (a integer);
CREATE TABLE unfinished (a integer
