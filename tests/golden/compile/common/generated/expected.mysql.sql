-- mysql (MySQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `order_lines` (
  `line_id`   BIGINT NOT NULL,
  `quantity`  INT    NOT NULL,
  `price`     INT    NOT NULL,
  `amount`    INT    GENERATED ALWAYS AS (`quantity` * `price`) STORED,
  PRIMARY KEY (`line_id`)
)
ENGINE = InnoDB
DEFAULT CHARSET = utf8mb4;

