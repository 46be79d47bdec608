-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE by_key (
  id      BIGINT      NOT NULL,
  day     DATE        NOT NULL,
  region  VARCHAR(10)
)
DISTSTYLE KEY
DISTKEY (id)
COMPOUND SORTKEY (day, id);

CREATE TABLE interleaved (
  id      BIGINT      NOT NULL,
  region  VARCHAR(10)
)
DISTSTYLE ALL
INTERLEAVED SORTKEY (id, region);

CREATE TABLE automatic (
  id  BIGINT NOT NULL
)
DISTSTYLE AUTO
SORTKEY AUTO;

CREATE TABLE unsorted (
  id  BIGINT NOT NULL
)
DISTSTYLE EVEN;

ALTER TABLE unsorted ALTER SORTKEY NONE;

CREATE TABLE random_rows (
  id  BIGINT NOT NULL
)
DISTSTYLE EVEN;

CREATE TABLE overridden (
  id      BIGINT      NOT NULL,
  region  VARCHAR(10)
)
DISTSTYLE KEY
DISTKEY (id)
INTERLEAVED SORTKEY (id, region);

CREATE TABLE staging (
  id    BIGINT      ENCODE AZ64,
  line  VARCHAR(99) ENCODE LZO
)
BACKUP NO
DISTSTYLE KEY
DISTKEY (id)
COMPOUND SORTKEY (line)
ENCODE AUTO;

