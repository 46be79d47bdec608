-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  BIGINT     NOT NULL,
  status    VARCHAR(9) NOT NULL DEFAULT 'new',
  before    VARCHAR(9),
  PRIMARY KEY (order_id),
  CHECK (status IN ('new', 'paid', 'on hold', 'it''s gone')),
  CHECK (before IN ('new', 'paid', 'on hold', 'it''s gone'))
);

