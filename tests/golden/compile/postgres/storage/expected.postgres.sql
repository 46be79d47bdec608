-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE base (
  made_at  TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE UNLOGGED TABLE sessions (
  session_id  UUID NOT NULL DEFAULT gen_random_uuid(),
  region      TEXT NOT NULL
)
INHERITS ("base")
USING heap
WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false)
TABLESPACE pg_default;

CREATE UNIQUE INDEX sessions_by_id ON sessions (session_id);

CREATE INDEX sessions_by_region ON sessions (region);

ALTER TABLE sessions REPLICA IDENTITY FULL;

ALTER TABLE sessions CLUSTER ON sessions_by_region;

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE logins (
  login_id  UUID NOT NULL
);

CREATE UNIQUE INDEX logins_by_id ON logins (login_id);

ALTER TABLE logins REPLICA IDENTITY USING INDEX logins_by_id;

