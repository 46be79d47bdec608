-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `samples` (
  `sample_id`   BIGINT         NOT NULL,
  `is_good`     BOOLEAN        NOT NULL,
  `tiny`        TINYINT        NULL,
  `small`       SMALLINT       NULL,
  `medium`      INT            NULL,
  `ratio`       FLOAT          NULL,
  `share`       DOUBLE         NULL,
  `price`       DECIMAL(18, 2) NOT NULL,
  `country`     CHAR(2)        NULL,
  `name`        VARCHAR(200)   NOT NULL,
  `note`        STRING         NULL,
  `digest`      VARBINARY(32)  NULL,
  `taken_on`    DATE           NULL,
  `taken_at`    DATETIME       NULL,
  `changed_at`  DATETIME       NULL,
  `details`     JSON           NULL
)
PRIMARY KEY (`sample_id`)
COMMENT "One column of each portable type that every engine has.";

