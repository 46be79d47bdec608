-- Character sets and collations in all of their spellings.
CREATE TABLE members (
  member_id   INT PRIMARY KEY,
  nickname    NVARCHAR(40) NOT NULL,
  initials    NATIONAL CHAR(3),
  motto       NATIONAL CHARACTER VARYING(80),
  secret      VARCHAR(40) BINARY DEFAULT NULL,
  token       VARCHAR(32) CHARACTER SET ascii BINARY NOT NULL,
  home_page   VARCHAR(200) CHARSET utf8mb3,
  old_name    VARCHAR(20) COLLATE latin1_german1_ci,
  raw_key     VARCHAR(16) CHARACTER SET binary
) DEFAULT CHARSET=utf8;

CREATE TABLE words (
  word   VARCHAR(30) NOT NULL,
  again  VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci,
  exact  VARCHAR(30) BINARY
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE plain_latin (a VARCHAR(5)) ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
CREATE TABLE of_collation (a VARCHAR(5)) COLLATE utf8_bin;

-- What is there is encoded anew, or keeps what it has.
CREATE TABLE converted (a VARCHAR(5) CHARACTER SET latin1, b INT) CHARSET latin1;
ALTER TABLE converted CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE TABLE kept (a VARCHAR(5), b INT) CHARSET latin1;
ALTER TABLE kept DEFAULT CHARACTER SET utf8mb4, ADD COLUMN c VARCHAR(5);
