-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE parcels (
  parcel_id  BIGINT        NOT NULL,
  weight     DECIMAL(8, 3) NOT NULL,
  country    CHAR(2)       NOT NULL,
  code       VARCHAR(32),
  length_cm  INTEGER,
  width_cm   INTEGER,
  CONSTRAINT parcels_pkey PRIMARY KEY (parcel_id)
);

