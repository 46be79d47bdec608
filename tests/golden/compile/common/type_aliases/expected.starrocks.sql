-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `samples` (
  `sample_id`  BIGINT         NOT NULL,
  `is_good`    BOOLEAN        NULL,
  `small`      SMALLINT       NULL,
  `medium`     INT            NULL,
  `share`      DOUBLE         NULL,
  `price`      DECIMAL(18, 2) NULL,
  `name`       VARCHAR(200)   NULL,
  `note`       STRING         NULL,
  `taken_at`   DATETIME       NULL,
  `read_at`    DATETIME       NULL
)
PRIMARY KEY (`sample_id`);

