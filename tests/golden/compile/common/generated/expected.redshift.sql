-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE order_lines (
  line_id   BIGINT  NOT NULL,
  quantity  INTEGER NOT NULL,
  price     INTEGER NOT NULL,
  PRIMARY KEY (line_id)
);

