-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE "Line Items" (
  index      BIGINT      NOT NULL,
  "Name"     VARCHAR(64) NOT NULL,
  "order"    VARCHAR(64),
  "a ""b"""  INTEGER,
  "select"   INTEGER     DEFAULT 0,
  "when"     DATE,
  CONSTRAINT "Line Items_pkey" PRIMARY KEY (index)
);

CREATE VIEW "Named Items" AS
select index, "Name" as "The Name", "order" from "Line Items" where "order" <> '"Line Items"';

