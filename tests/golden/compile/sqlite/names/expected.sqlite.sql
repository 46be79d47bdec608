-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE "order" (
  "Id"         BIGINT NOT NULL,
  "group"      TEXT   NOT NULL,
  "select"     INT,
  "a""b"       INT,
  key          TEXT,
  desc         TEXT,
  "two words"  INT    GENERATED ALWAYS AS ("a""b" + 1) STORED,
  PRIMARY KEY ("Id"),
  CHECK ("select" > 0)
);

CREATE INDEX "order_group_Id_idx" ON "order" ("group", "Id");

