-- LIKE takes over the whole table, but for its foreign keys.
CREATE TABLE regions (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) DEFAULT 'x' COMMENT 'What it is called.');
CREATE TABLE orders (
  id INT AUTO_INCREMENT PRIMARY KEY,
  region INT,
  amount DECIMAL(10, 2) NOT NULL DEFAULT 0,
  KEY by_amount (amount),
  CONSTRAINT in_region FOREIGN KEY (region) REFERENCES regions (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE old_orders LIKE orders;
CREATE TABLE older_orders (LIKE orders);
