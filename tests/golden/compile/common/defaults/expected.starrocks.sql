-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `orders` (
  `order_id`    BIGINT         NOT NULL,
  `status`      VARCHAR(16)    NOT NULL DEFAULT "new",
  `note`        VARCHAR(64)    NULL DEFAULT "it's",
  `region`      VARCHAR(16)    NULL DEFAULT "EU",
  `quantity`    INT            NOT NULL DEFAULT "1",
  `balance`     DECIMAL(18, 2) NOT NULL DEFAULT "-0.5",
  `maximum`     INT            NULL DEFAULT "500",
  `is_paid`     BOOLEAN        NOT NULL DEFAULT "false",
  `created_at`  DATETIME       NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `discount`    DECIMAL(4, 2)  NULL
)
PRIMARY KEY (`order_id`);

