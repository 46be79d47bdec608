-- prod (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS sales;

CREATE TABLE sales."Orders" (
  "orderId"  BIGINT NOT NULL,
  "ORDERID"  BIGINT,
  CONSTRAINT "Orders_pkey" PRIMARY KEY ("orderId")
);

CREATE TABLE sales.orders (
  order_id  BIGINT NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

