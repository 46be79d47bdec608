-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TYPE "order status" AS ENUM ('new', 'done');

CREATE TABLE orders (
  order_id  BIGINT           NOT NULL,
  states    "order status"[],
  before    "order status"[],
  state     "order status"   NOT NULL,
  next      "order status",
  CONSTRAINT orders_pkey PRIMARY KEY (order_id),
  CONSTRAINT orders_state_check CHECK (state = CAST('new' AS "order status")),
  CONSTRAINT orders_next_check CHECK (next = CAST('done' AS "order status"))
);

ALTER TABLE orders ALTER COLUMN next SET STORAGE plain;

