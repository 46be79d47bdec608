-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `portable` (
  `c_boolean`      BOOLEAN,
  `c_tinyint`      TINYINT,
  `c_smallint`     SMALLINT,
  `c_int`          INT,
  `c_bigint`       BIGINT,
  `c_hugeint`      DECIMAL(38, 0),
  `c_real`         FLOAT,
  `c_double`       DOUBLE,
  `c_decimal`      DECIMAL(18, 2),
  `c_decimal0`     DECIMAL(9, 0),
  `c_char`         CHAR(3),
  `c_varchar`      VARCHAR(40),
  `c_text`         LONGTEXT,
  `c_binary`       BINARY(16),
  `c_varbinary`    VARBINARY(20),
  `c_bytes`        LONGBLOB,
  `c_date`         DATE,
  `c_time`         TIME(6),
  `c_time3`        TIME(3),
  `c_timestamp`    DATETIME(6),
  `c_timestamp0`   DATETIME(0),
  `c_timestamptz`  TIMESTAMP(6)   NULL,
  `c_uuid`         CHAR(36),
  `c_json`         JSON,
  `c_variant`      JSON,
  `c_geometry`     GEOMETRY
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

CREATE TABLE `own` (
  `id`  MEDIUMINT UNSIGNED        NOT NULL,
  `a`   INT UNSIGNED ZEROFILL,
  `b`   YEAR,
  `c`   ENUM('new', 'It''s Done'),
  `d`   SET('red', 'Blue'),
  `e`   TINYTEXT                  CHARACTER SET latin1 COLLATE latin1_bin,
  `f`   BIT(12),
  `g`   DATETIME(3),
  `h`   POINT                     SRID 4326,
  `i`   FLOAT,
  PRIMARY KEY (`id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

