-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE customers (
  customer_id  BIGINT NOT NULL,
  CONSTRAINT customers_pkey PRIMARY KEY (customer_id)
);

CREATE TABLE orders (
  order_id     BIGINT NOT NULL,
  customer_id  BIGINT NOT NULL,
  referred_by  BIGINT,
  parent_id    BIGINT,
  CONSTRAINT orders_pkey PRIMARY KEY (order_id),
  CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (customer_id),
  CONSTRAINT orders_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES orders (order_id),
  CONSTRAINT referrer FOREIGN KEY (referred_by) REFERENCES customers (customer_id)
);

CREATE TABLE contacts (
  contact_id  BIGINT NOT NULL,
  account_id  BIGINT NOT NULL,
  CONSTRAINT contacts_pkey PRIMARY KEY (contact_id),
  CONSTRAINT contacts_account_id_fkey FOREIGN KEY (account_id) REFERENCES crm.accounts (account_id)
);

