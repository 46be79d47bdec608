-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE basics (
  id      BIGINT NOT NULL,
  answer  BIGINT,
  extra   BIGINT,
  CONSTRAINT basics_pkey PRIMARY KEY (id)
);

CREATE TABLE answers (
  id     BIGINT NOT NULL,
  basic  BIGINT,
  CONSTRAINT answers_pkey PRIMARY KEY (id),
  CONSTRAINT answers_basic_fkey FOREIGN KEY (basic) REFERENCES basics (id)
);

CREATE TABLE extras (
  CONSTRAINT extras_pkey PRIMARY KEY (id)
)
INHERITS ("basics");

ALTER TABLE basics ADD CONSTRAINT basics_answer_fkey FOREIGN KEY (answer) REFERENCES answers (id);

ALTER TABLE basics ADD CONSTRAINT basics_extra_fkey FOREIGN KEY (extra) REFERENCES extras (id);

