-- Tables that inherit: columns come from the parents, checks stay with them.
CREATE TABLE note (
  id serial PRIMARY KEY,
  body text NOT NULL DEFAULT '',
  class integer NOT NULL CHECK (class > 0)
);
COMMENT ON COLUMN note.body IS 'What it says.';
CREATE TABLE ticket_note (PRIMARY KEY (id), CHECK (class = 3)) INHERITS (note);
CREATE TABLE order_note (
  order_id bigint NOT NULL,
  body text NOT NULL DEFAULT 'none'
) INHERITS (note);
CREATE INDEX order_note_id_idx ON order_note (id);
CREATE TABLE orphan (a integer) INHERITS (nowhere);
-- Rows are no schema, nor is what follows on such a table.
CREATE TABLE summary AS SELECT id, body FROM note;
ALTER TABLE summary ADD PRIMARY KEY (id);
CREATE INDEX summary_body_idx ON summary (body);
