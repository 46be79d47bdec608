-- prod (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE customers (
  name    VARCHAR(800)   NOT NULL,
  code    CHAR(3),
  note    VARCHAR(65535),
  status  VARCHAR(4)     DEFAULT 'new' NOT NULL
);

