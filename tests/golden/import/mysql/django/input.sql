--
-- Create model Author
--
CREATE TABLE `books_author` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `name` varchar(100) NOT NULL, `born` date NULL, `score` double precision NOT NULL, `data` json NOT NULL, `is_staff` bool NOT NULL);
--
-- Create model Book
--
CREATE TABLE `books_book` (`id` bigint AUTO_INCREMENT NOT NULL PRIMARY KEY, `title` varchar(200) NOT NULL UNIQUE, `pages` integer UNSIGNED NOT NULL CHECK (`pages` >= 0), `published` datetime(6) NOT NULL, `author_id` bigint NOT NULL, `body` longtext NOT NULL);
ALTER TABLE `books_book` ADD CONSTRAINT `books_book_author_id_8b91747b_fk_books_author_id` FOREIGN KEY (`author_id`) REFERENCES `books_author` (`id`);
CREATE INDEX `books_book_published_aa0d` ON `books_book` (`published`);
--
-- Alter field name on author
--
ALTER TABLE `books_author` MODIFY `name` varchar(150) NOT NULL;
ALTER TABLE `books_author` ADD COLUMN `email` varchar(254) DEFAULT '' NOT NULL;
ALTER TABLE `books_author` ALTER COLUMN `email` DROP DEFAULT;
ALTER TABLE `books_author` CHANGE `born` `born_on` date NULL AFTER `email`;
ALTER TABLE `books_book` DROP INDEX `title`, ADD UNIQUE INDEX one_title (`title`);
RENAME TABLE `books_book` TO `books_volume`;
