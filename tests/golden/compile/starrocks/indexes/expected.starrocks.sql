-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `articles` (
  `id`         BIGINT       NOT NULL,
  `kind`       VARCHAR(10)  NOT NULL,
  `title`      VARCHAR(200) NULL,
  `body`       STRING       NULL,
  `embedding`  ARRAY<FLOAT> NOT NULL,
  `author_id`  INT          NULL,
  INDEX `by_kind` (`kind`) USING BITMAP COMMENT "Few kinds, many articles.",
  INDEX `articles_author_id_idx` (`author_id`) USING BITMAP,
  INDEX `grams` (`title`) USING NGRAMBF ("case_sensitive" = "false", "gram_num" = "4"),
  INDEX `words` (`body`) USING GIN ("parser" = "english"),
  INDEX `near` (`embedding`) USING VECTOR ("M" = "16", "dim" = "256", "index_type" = "hnsw", "metric_type" = "l2_distance")
)
PRIMARY KEY (`id`);

CREATE TABLE `events` (
  `id`    BIGINT      NOT NULL,
  `name`  VARCHAR(20) NULL,
  `at`    DATETIME    NULL
)
DUPLICATE KEY (`id`, `name`)
PROPERTIES (
  "bloom_filter_columns" = "name,at"
);

