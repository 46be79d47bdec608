-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE visits (
  visitor_id  BIGINT NOT NULL,
  region      TEXT
)
PARTITION BY LIST (region);

CREATE TABLE visits_north PARTITION OF visits FOR VALUES IN ('no', 'se', NULL);

CREATE TABLE visits_south PARTITION OF visits FOR VALUES IN ('es');

CREATE TABLE visits_rest PARTITION OF visits DEFAULT;

CREATE TABLE sessions (
  session_id  BIGINT NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (session_id)
)
PARTITION BY HASH (session_id);

CREATE TABLE sessions_p0 PARTITION OF sessions FOR VALUES WITH (MODULUS 3, REMAINDER 0);

CREATE TABLE sessions_p1 PARTITION OF sessions FOR VALUES WITH (MODULUS 3, REMAINDER 1);

CREATE TABLE sessions_p2 PARTITION OF sessions FOR VALUES WITH (MODULUS 3, REMAINDER 2);

CREATE TABLE clicks (
  click_id    BIGINT NOT NULL,
  session_id  BIGINT NOT NULL,
  CONSTRAINT clicks_pkey PRIMARY KEY (click_id, session_id),
  CONSTRAINT clicks_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (session_id)
)
PARTITION BY HASH (session_id, click_id);

CREATE TABLE clicks_even PARTITION OF clicks FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE clicks_1 PARTITION OF clicks FOR VALUES WITH (MODULUS 4, REMAINDER 1);

CREATE TABLE clicks_3 PARTITION OF clicks FOR VALUES WITH (MODULUS 4, REMAINDER 3);

CREATE TABLE owned (
  k  INTEGER
)
PARTITION BY HASH (k);

CREATE TABLE owned_p0 PARTITION OF owned FOR VALUES WITH (MODULUS 1, REMAINDER 0);

ALTER TABLE owned OWNER TO shop;

ALTER TABLE owned_p0 OWNER TO shop;

