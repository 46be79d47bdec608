-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id    BIGINT         NOT NULL,
  status      VARCHAR(16)    DEFAULT 'new' NOT NULL,
  note        VARCHAR(64)    DEFAULT 'it''s',
  region      VARCHAR(16)    DEFAULT 'EU',
  quantity    INTEGER        DEFAULT 1 NOT NULL,
  balance     DECIMAL(18, 2) DEFAULT -0.5 NOT NULL,
  maximum     INTEGER        DEFAULT 500,
  is_paid     BOOLEAN        DEFAULT FALSE NOT NULL,
  created_at  TIMESTAMP      DEFAULT GETDATE() NOT NULL,
  discount    DECIMAL(4, 2)  DEFAULT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id)
);

