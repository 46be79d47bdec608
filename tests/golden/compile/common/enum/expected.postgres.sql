-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TYPE order_status AS ENUM ('new', 'paid', 'on hold', 'it''s gone');

COMMENT ON TYPE order_status IS 'Where an order stands.';

CREATE TABLE orders (
  order_id  BIGINT       NOT NULL,
  status    order_status NOT NULL DEFAULT 'new',
  before    order_status,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

