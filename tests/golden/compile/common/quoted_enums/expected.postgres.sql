-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TYPE "order status" AS ENUM ('new', 'done');

CREATE TABLE orders (
  order_id  BIGINT         NOT NULL,
  state     "order status" NOT NULL DEFAULT 'new',
  note      TEXT,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

