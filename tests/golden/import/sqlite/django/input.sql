BEGIN;
CREATE TABLE "app_author" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL);
CREATE TABLE "app_book" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(200) NOT NULL, "pages" integer unsigned NOT NULL CHECK ("pages" >= 0), "author_id" bigint NOT NULL REFERENCES "app_author" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "app_book_author_id_1" ON "app_book" ("author_id");
--
-- Alter field title on book
--
CREATE TABLE "new__app_book" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(250) NOT NULL UNIQUE, "pages" integer unsigned NOT NULL CHECK ("pages" >= 0), "author_id" bigint NOT NULL REFERENCES "app_author" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "new__app_book" ("id", "pages", "author_id", "title") SELECT "id", "pages", "author_id", "title" FROM "app_book";
DROP TABLE "app_book";
ALTER TABLE "new__app_book" RENAME TO "app_book";
CREATE INDEX "app_book_author_id_1" ON "app_book" ("author_id");
COMMIT;
