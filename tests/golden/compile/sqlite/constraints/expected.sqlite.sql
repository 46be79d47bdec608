-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id     INTEGER        NOT NULL PRIMARY KEY AUTOINCREMENT,
  status       VARCHAR(7)     NOT NULL DEFAULT 'new',
  customer_id  BIGINT,
  amount       NUMERIC(10, 2),
  tax          NUMERIC(10, 2) GENERATED ALWAYS AS (amount * 0.2) VIRTUAL,
  gross        NUMERIC(10, 2) GENERATED ALWAYS AS (amount + tax) STORED,
  email        TEXT,
  CHECK (amount >= 0),
  CONSTRAINT has_at CHECK (email LIKE '%@%' AND amount IS NOT NULL),
  CHECK (status <> 'paid' OR amount BETWEEN 1 AND 10000),
  CHECK (status IN ('new', 'paid', 'shipped')),
  FOREIGN KEY (customer_id) REFERENCES customers (customer_id) ON DELETE CASCADE ON UPDATE SET NULL,
  CONSTRAINT late FOREIGN KEY (customer_id) REFERENCES customers (customer_id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (customer_id) REFERENCES customers (customer_id) NOT DEFERRABLE
);

CREATE TABLE customers (
  customer_id  BIGINT NOT NULL,
  favourite    BIGINT,
  PRIMARY KEY (customer_id),
  FOREIGN KEY (favourite) REFERENCES orders (order_id) ON DELETE SET NULL
);

