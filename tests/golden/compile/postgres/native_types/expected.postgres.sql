-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE hosts (
  host_id  BIGINT    NOT NULL,
  address  INET      NOT NULL,
  ports    INT4RANGE,
  CONSTRAINT hosts_pkey PRIMARY KEY (host_id)
);

CREATE TABLE readings (
  reading_id  BIGINT   NOT NULL,
  flags       BIT(8),
  search      TSVECTOR,
  tags        JSONB    NOT NULL,
  CONSTRAINT readings_pkey PRIMARY KEY (reading_id)
);

