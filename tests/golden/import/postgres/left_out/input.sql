CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TYPE place AS (lat double precision, lon double precision);
CREATE TABLE spots (
  spot_id integer PRIMARY KEY,
  height positive
) WITH (fillfactor = 70) ON COMMIT DELETE ROWS;
CREATE POLICY own_spots ON spots USING (true);
CREATE VIEW elsewhere AS SELECT account_id FROM crm.accounts;
ALTER TABLE spots ENABLE TRIGGER ALL;
CREATE TEMP TABLE scratch (n int);
CREATE ROLE analyst;
CREATE TABLE copied AS SELECT 1 AS n;
CREATE VIEW renamed (spot, other) AS SELECT spot_id, height FROM spots;
