-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE products (
  id          BIGINT       NOT NULL,
  name        VARCHAR(200) NOT NULL,
  created_at  TIMESTAMP    DEFAULT GETDATE() NOT NULL,
  updated_at  TIMESTAMP,
  CONSTRAINT products_pkey PRIMARY KEY (id)
);

COMMENT ON COLUMN products.id IS 'The row''s number.';

CREATE TABLE suppliers (
  id          BIGINT       NOT NULL,
  created_at  TIMESTAMP    DEFAULT GETDATE() NOT NULL,
  updated_at  TIMESTAMP,
  name        VARCHAR(200) NOT NULL,
  CONSTRAINT suppliers_pkey PRIMARY KEY (id)
);

COMMENT ON COLUMN suppliers.id IS 'The row''s number.';

