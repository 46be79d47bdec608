-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE order_lines (
  line_id   BIGINT  NOT NULL,
  quantity  INTEGER NOT NULL,
  price     INTEGER NOT NULL,
  CONSTRAINT order_lines_pkey PRIMARY KEY (line_id)
);

