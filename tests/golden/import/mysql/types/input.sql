-- Types in other words, and numbers that are no truth values.
CREATE TABLE samples (
  is_good      TINYINT(1) DEFAULT '1',
  is_kept      BOOL NOT NULL DEFAULT FALSE,
  counted      TINYINT(1) UNSIGNED NOT NULL DEFAULT TRUE,
  filled       TINYINT(1) ZEROFILL,
  graded       TINYINT(1) NOT NULL DEFAULT 5,
  lowered      TINYINT(1) DEFAULT '-1',
  shade        MEDIUMINT(8) UNSIGNED NOT NULL DEFAULT '7',
  depth        INT3 DEFAULT -3,
  middle       MIDDLEINT(5),
  born         YEAR(4),
  flag         BIT,
  flags        BIT(8) DEFAULT b'101',
  mask         BIT(8) DEFAULT 0x0F,
  tale         LONG VARCHAR,
  photo        LONG VARBINARY,
  wide         FLOAT(53),
  rounded      FLOAT(7, 3)
);
