-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE products (
  id          BIGINT       NOT NULL,
  name        VARCHAR(200) NOT NULL,
  created_at  TEXT         NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at  TEXT,
  PRIMARY KEY (id)
);

CREATE TABLE suppliers (
  id          BIGINT       NOT NULL,
  created_at  TEXT         NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at  TEXT,
  name        VARCHAR(200) NOT NULL,
  PRIMARY KEY (id)
);

