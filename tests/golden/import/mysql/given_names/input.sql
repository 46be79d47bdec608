-- What is given no name has one in the database.
CREATE TABLE shops (
  shop_id  INT PRIMARY KEY,
  code     CHAR(4) UNIQUE,
  city     VARCHAR(40),
  street   VARCHAR(80),
  floors   INT CHECK (floors > 0),
  KEY (city),
  UNIQUE (city, street),
  INDEX (city(10), floors),
  CHECK (floors < 100),
  CONSTRAINT `primary` CHECK (shop_id > 0)
);
CREATE TABLE tills (
  till_id  INT PRIMARY KEY,
  shop_id  INT,
  spare    INT,
  covered  INT,
  FOREIGN KEY (shop_id) REFERENCES shops (shop_id) ON DELETE CASCADE,
  FOREIGN KEY (covered) REFERENCES shops (shop_id) ON UPDATE NO ACTION,
  CONSTRAINT named FOREIGN KEY (spare) REFERENCES shops (shop_id) ON DELETE RESTRICT,
  INDEX (covered, till_id)
);
ALTER TABLE tills ADD FOREIGN KEY (till_id) REFERENCES shops (shop_id);
ALTER TABLE shops DROP INDEX city_3;
ALTER TABLE tills DROP FOREIGN KEY tills_ibfk_2;

CREATE TABLE drafts (draft_id SERIAL, shop_id INT, FOREIGN KEY (shop_id) REFERENCES shops (shop_id));
RENAME TABLE drafts TO plans;
