-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `columns` (
  `id`          BIGINT         NOT NULL AUTO_INCREMENT COMMENT "Made by the server.",
  `name`        VARCHAR(40)    NOT NULL DEFAULT "it's \"new\" \\ old" COMMENT "It's \"quoted\" with a \\ in it,\non two lines.",
  `count`       INT            NOT NULL DEFAULT "0",
  `ratio`       DOUBLE         NULL DEFAULT "-0.5",
  `half`        FLOAT          NULL DEFAULT "0.5",
  `price`       DECIMAL(9, 2)  NOT NULL DEFAULT "9.99",
  `is_open`     BOOLEAN        NOT NULL DEFAULT "true",
  `opened_on`   DATE           NULL DEFAULT "2025-01-01",
  `closed_on`   DATE           NULL DEFAULT "2025-12-31",
  `created_at`  DATETIME       NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `token`       VARCHAR(36)    NULL DEFAULT (uuid()),
  `number`      LARGEINT       NULL DEFAULT (uuid_numeric()),
  `document`    JSON           NULL DEFAULT "{\"a\": [1, 2]}",
  `empty`       VARBINARY      NULL DEFAULT "",
  `nothing`     INT            NULL,
  `total`       DECIMAL(18, 2) AS (`price` * `count`),
  `label`       VARCHAR(100)   AS (concat(concat(concat(`name`, ' ('), CAST(`count` AS VARCHAR(10))), ')'))
)
PRIMARY KEY (`id`)
COMMENT "Columns with everything that may stand behind a type.";

