-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT     NOT NULL,
  status    VARCHAR(4) NOT NULL,
  PRIMARY KEY (order_id),
  CHECK (status IN ('new', 'paid'))
);

