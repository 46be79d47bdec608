CREATE TABLE counters (n int NOT NULL PRIMARY KEY) # the only table
ENGINE = InnoDB;
DELIMITER $$
CREATE PROCEDURE bump()
BEGIN
  UPDATE counters SET n = n + 1;
  INSERT INTO counters VALUES (1);
END $$
CREATE DEFINER = 'app'@'%' TRIGGER t BEFORE INSERT ON counters FOR EACH ROW BEGIN SET NEW.n = 1; END $$
DELIMITER ;
CREATE DEFINER = 'app'@'%' SQL SECURITY INVOKER VIEW v (total, `Most`) AS SELECT count(*), max(n) FROM counters;
GRANT SELECT, INSERT ON counters TO 'app'@'%';
GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost';
