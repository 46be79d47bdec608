-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE trips (
  trip_id   BIGINT                    NOT NULL,
  payload   SUPER,
  took      INTERVAL DAY TO SECOND(3),
  planned   INTERVAL YEAR TO MONTH,
  digest    VARBYTE(32),
  visitors  HLLSKETCH,
  code      BPCHAR                    ENCODE LZO
);

