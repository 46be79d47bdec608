-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS "My Sales";

CREATE TABLE "My Sales"."order" (
  "Id"       BIGINT  NOT NULL,
  "user"     TEXT    NOT NULL,
  "select"   INTEGER,
  "a""b"     INTEGER,
  between    INTEGER,
  "verbose"  INTEGER,
  CONSTRAINT order_pkey PRIMARY KEY ("Id"),
  CONSTRAINT order_select_check CHECK ("select" > 0)
);

CREATE INDEX "order_user_Id_idx" ON "My Sales"."order" ("user", "Id");

