-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE customers (
  customer_id  BIGINT NOT NULL,
  PRIMARY KEY (customer_id)
);

CREATE TABLE orders (
  order_id     BIGINT NOT NULL,
  customer_id  BIGINT NOT NULL,
  referred_by  BIGINT,
  parent_id    BIGINT,
  PRIMARY KEY (order_id),
  FOREIGN KEY (customer_id) REFERENCES customers (customer_id),
  FOREIGN KEY (parent_id) REFERENCES orders (order_id),
  CONSTRAINT referrer FOREIGN KEY (referred_by) REFERENCES customers (customer_id)
);

CREATE TABLE contacts (
  contact_id  BIGINT NOT NULL,
  account_id  BIGINT NOT NULL,
  PRIMARY KEY (contact_id),
  FOREIGN KEY (account_id) REFERENCES crm.accounts (account_id)
);

