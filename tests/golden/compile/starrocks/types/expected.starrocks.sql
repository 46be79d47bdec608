-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE DATABASE IF NOT EXISTS `types`;

CREATE TABLE `types`.`every_type` (
  `id`            BIGINT                                                                NOT NULL,
  `is_open`       BOOLEAN                                                               NOT NULL,
  `tiny`          TINYINT                                                               NULL,
  `small`         SMALLINT                                                              NULL,
  `medium`        INT                                                                   NULL,
  `huge`          LARGEINT                                                              NULL,
  `single`        FLOAT                                                                 NULL,
  `double_one`    DOUBLE                                                                NULL,
  `plain_number`  DECIMAL(10, 0)                                                        NULL,
  `amount`        DECIMAL(18, 2)                                                        NULL,
  `wide_amount`   DECIMAL(60, 4)                                                        NULL,
  `code`          CHAR(3)                                                               NULL,
  `letter`        CHAR(1)                                                               NULL,
  `title`         VARCHAR(200)                                                          NULL,
  `any_title`     VARCHAR(65533)                                                        NULL,
  `note`          STRING                                                                NULL,
  `hash`          VARBINARY(16)                                                         NULL,
  `payload`       VARBINARY(1000)                                                       NULL,
  `blob`          VARBINARY                                                             NULL,
  `sold_on`       DATE                                                                  NULL,
  `sold_at`       DATETIME                                                              NULL,
  `sold_at_zone`  DATETIME                                                              NULL,
  `token`         VARCHAR(36)                                                           NULL,
  `document`      JSON                                                                  NULL,
  `anything`      JSON                                                                  NULL,
  `tags`          ARRAY<VARCHAR(20)>                                                    NULL,
  `scores`        MAP<VARCHAR(10), ARRAY<DOUBLE>>                                       NULL,
  `address`       STRUCT<`street` VARCHAR(100), `zip` INT, `more` STRUCT<`since` DATE>> NULL,
  `visitors`      BITMAP                                                                NULL
)
PRIMARY KEY (`id`)
COMMENT "Every type that StarRocks stores.";

