-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE countries (
  code  VARCHAR(2)  NOT NULL,
  name  VARCHAR(64) NOT NULL,
  CONSTRAINT countries_pkey PRIMARY KEY (code)
);

CREATE TABLE order_lines (
  order_id  BIGINT      NOT NULL,
  line      INTEGER     NOT NULL,
  code      VARCHAR(32) NOT NULL,
  CONSTRAINT order_lines_pkey PRIMARY KEY (order_id, line),
  CONSTRAINT line_code UNIQUE (code, order_id, line)
);

CREATE TABLE codes (
  code_id  BIGINT      NOT NULL,
  code     VARCHAR(32) NOT NULL,
  CONSTRAINT codes_pkey PRIMARY KEY (code_id),
  CONSTRAINT codes_code_key UNIQUE (code)
);

