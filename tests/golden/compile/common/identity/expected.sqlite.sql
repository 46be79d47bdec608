-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE orders (
  order_id  INTEGER     NOT NULL PRIMARY KEY AUTOINCREMENT,
  region    VARCHAR(32) NOT NULL
);

