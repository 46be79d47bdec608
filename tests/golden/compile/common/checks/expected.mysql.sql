-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `parcels` (
  `parcel_id`  BIGINT        NOT NULL,
  `weight`     DECIMAL(8, 3) NOT NULL,
  `country`    CHAR(2)       NOT NULL,
  `code`       VARCHAR(32),
  `length_cm`  INT,
  `width_cm`   INT,
  PRIMARY KEY (`parcel_id`),
  CONSTRAINT `parcels_weight_check` CHECK (`weight` > 0 AND `weight` < 1000),
  CONSTRAINT `parcels_country_check` CHECK (`country` IN ('at', 'ch', 'de')),
  CONSTRAINT `parcels_code_check` CHECK (`code` IS NULL OR `code` NOT LIKE 'X%'),
  CONSTRAINT `longer_than_wide` CHECK (`length_cm` IS NULL OR NOT `length_cm` < `width_cm`),
  CONSTRAINT `parcels_length_cm_check` CHECK (`length_cm` BETWEEN 1 AND 500),
  CONSTRAINT `parcels_check` CHECK (CASE WHEN `country` = 'ch' THEN `weight` <= 30 ELSE TRUE END)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

