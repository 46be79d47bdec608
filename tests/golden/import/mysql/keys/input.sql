-- Keys as the catalogue tells them.
CREATE TABLE users (
  user_name      VARCHAR(190) NOT NULL,
  bytes          VARBINARY(16),
  current_state  SMALLINT,
  note           TEXT,
  CONSTRAINT pk_users PRIMARY KEY USING BTREE (user_name(190)),
  UNIQUE KEY whole (bytes(16)),
  UNIQUE KEY part (bytes(4)),
  KEY current_state_idx (current_state),
  KEY by_note (note(20)) USING BTREE
) ENGINE=InnoDB;
CREATE UNIQUE INDEX by_name ON users (user_name(190));
CREATE TABLE sessions (
  session_id  BIGINT PRIMARY KEY,
  user_name   VARCHAR(190) NOT NULL,
  opened_by   VARCHAR(190),
  -- As a dump prints the index that the server made for the key; the other one is somebody's.
  KEY fk_user (user_name),
  KEY by_opener (opened_by),
  CONSTRAINT fk_user FOREIGN KEY (user_name) REFERENCES users (user_name) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT fk_opener FOREIGN KEY (opened_by) REFERENCES users (user_name) ON DELETE SET NULL ON UPDATE NO ACTION
);
CREATE TABLE lookups (a INT, b INT, KEY by_a (a) USING HASH, KEY by_b (b) USING BTREE) ENGINE=MEMORY;
CREATE VIEW named AS SELECT user_name FROM users WITH CASCADED CHECK OPTION;
