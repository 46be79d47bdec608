-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `parcels` (
  `parcel_id`  BIGINT        NOT NULL,
  `weight`     DECIMAL(8, 3) NOT NULL,
  `country`    CHAR(2)       NOT NULL,
  `code`       VARCHAR(32)   NULL,
  `length_cm`  INT           NULL,
  `width_cm`   INT           NULL
)
PRIMARY KEY (`parcel_id`);

