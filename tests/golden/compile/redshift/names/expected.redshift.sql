-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS "tag";

CREATE TABLE "tag"."order" (
  "primary"       INTEGER NOT NULL,
  "user"          INTEGER,
  "open"          INTEGER,
  "start"         INTEGER,
  "with a blank"  INTEGER,
  "a ""quote"""   INTEGER,
  "größe"         INTEGER,
  "raw"           INTEGER,
  CONSTRAINT order_pkey PRIMARY KEY ("primary")
);

CREATE TABLE "tag"."Mixed" (
  id         INTEGER,
  "camelId"  INTEGER,
  CONSTRAINT "Mixed_camelId_fkey" FOREIGN KEY ("camelId") REFERENCES "tag"."order" ("primary")
)
DISTSTYLE KEY
DISTKEY ("camelId")
COMPOUND SORTKEY ("camelId");

CREATE VIEW "tag"."select" AS
select "user", "camelId" from "tag"."order" join "tag"."Mixed" on "Mixed"."camelId" = "order"."primary";

