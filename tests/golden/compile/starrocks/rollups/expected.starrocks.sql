-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `visits` (
  `site`  INT    NOT NULL,
  `page`  INT    NOT NULL,
  `user`  BIGINT NULL
)
ENGINE = OLAP
DEFAULT CHARSET utf8
DUPLICATE KEY (`site`, `page`, `user`)
ORDER BY (`page`)
ROLLUP (
  `by_page` (`page`, `site`) DUPLICATE KEY (`page`),
  `by_site` (`site`, `page`, `user`) FROM `visits` PROPERTIES ("timeout" = "3600")
);

