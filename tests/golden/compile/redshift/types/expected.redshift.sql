-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS lab;

CREATE TABLE lab.samples (
  a_boolean      BOOLEAN,
  a_tinyint      SMALLINT,
  a_smallint     SMALLINT,
  an_int         INTEGER,
  a_bigint       BIGINT,
  a_hugeint      DECIMAL(38, 0),
  a_real         REAL,
  a_double       DOUBLE PRECISION,
  a_decimal      DECIMAL(38, 10),
  a_plain_one    DECIMAL(18, 0),
  a_char         CHAR(12),
  a_letter       CHAR(1),
  a_varchar      VARCHAR(65535),
  a_short_one    VARCHAR(256),
  a_text         VARCHAR(65535),
  a_binary       VARBYTE(16),
  a_varbinary    VARBYTE(1024),
  an_open_one    VARBYTE(64000),
  some_bytes     VARBYTE(16777216),
  a_date         DATE,
  a_time         TIME,
  a_timetz       TIMETZ,
  a_timestamp    TIMESTAMP,
  a_rounded_one  TIMESTAMP,
  a_timestamptz  TIMESTAMPTZ,
  a_uuid         CHAR(36),
  a_json         SUPER,
  a_variant      SUPER,
  an_array       SUPER,
  a_map          SUPER,
  a_struct       SUPER,
  a_geometry     GEOMETRY,
  a_geography    GEOGRAPHY,
  a_sketch       HLLSKETCH,
  a_mood         VARCHAR(10)
);

