-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id    BIGINT         NOT NULL,
  status      VARCHAR(16)    NOT NULL DEFAULT 'new',
  note        VARCHAR(64)    DEFAULT 'it''s',
  region      VARCHAR(16)    DEFAULT 'EU',
  quantity    INT            NOT NULL DEFAULT 1,
  balance     NUMERIC(18, 2) NOT NULL DEFAULT -0.5,
  maximum     INT            DEFAULT 500,
  is_paid     BOOLEAN        NOT NULL DEFAULT FALSE,
  created_at  TEXT           NOT NULL DEFAULT CURRENT_TIMESTAMP,
  discount    NUMERIC(4, 2)  DEFAULT NULL,
  PRIMARY KEY (order_id)
);

