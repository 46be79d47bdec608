-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE places (
  place_id  BIGINT NOT NULL,
  region    TEXT,
  notes     TEXT   COMPRESSION lz4 NOT NULL,
  title     TEXT,
  CONSTRAINT places_pkey PRIMARY KEY (place_id)
);

ALTER TABLE places ALTER COLUMN region SET STORAGE external;

ALTER TABLE places ALTER COLUMN notes SET STORAGE main;

ALTER TABLE places ALTER COLUMN title SET STATISTICS 500;

