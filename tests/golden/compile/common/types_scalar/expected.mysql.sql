-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `samples` (
  `sample_id`   BIGINT         NOT NULL,
  `is_good`     BOOLEAN        NOT NULL,
  `tiny`        TINYINT,
  `small`       SMALLINT,
  `medium`      INT,
  `ratio`       FLOAT,
  `share`       DOUBLE,
  `price`       DECIMAL(18, 2) NOT NULL,
  `country`     CHAR(2),
  `name`        VARCHAR(200)   NOT NULL,
  `note`        LONGTEXT,
  `digest`      VARBINARY(32),
  `taken_on`    DATE,
  `taken_at`    DATETIME(6),
  `changed_at`  TIMESTAMP(6)   NULL,
  `details`     JSON,
  PRIMARY KEY (`sample_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4
COMMENT = 'One column of each portable type that every engine has.';

