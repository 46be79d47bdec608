-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT     NOT NULL,
  state     VARCHAR(4) NOT NULL DEFAULT 'new',
  note      TEXT,
  PRIMARY KEY (order_id),
  CHECK (state IN ('new', 'done'))
);

