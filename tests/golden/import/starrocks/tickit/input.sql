create database if not exists tickit;
use tickit;

drop table if exists users force;

CREATE TABLE users (
  userid INT NOT NULL COMMENT "who",
  username CHAR(8),
  firstname VARCHAR(30),
  lastname VARCHAR(30),
  city VARCHAR(30),
  state CHAR(2),
  email VARCHAR(100),
  phone CHAR(14),
  likesports BOOLEAN,
  liketheatre BOOLEAN,
  likeconcerts BOOLEAN,
  likejazz BOOLEAN,
  likeclassical BOOLEAN,
  likeopera BOOLEAN,
  likerock BOOLEAN,
  likevegas BOOLEAN,
  likebroadway BOOLEAN,
  likemusicals BOOLEAN NULL DEFAULT "false"
)
PRIMARY KEY (userid)
DISTRIBUTED BY HASH(userid);

CREATE TABLE venue (
  venueid SMALLINT NOT NULL,
  venuename VARCHAR(100),
  venuecity VARCHAR(30),
  venuestate CHAR(2),
  venueseats INT,
  INDEX by_city (venuecity) USING BITMAP COMMENT "where"
)
PRIMARY KEY (venueid)
COMMENT "where it happens"
DISTRIBUTED BY HASH(venueid) BUCKETS 1;

CREATE TABLE category (
  catid SMALLINT,
  catgroup VARCHAR(10),
  catname VARCHAR(10),
  catdesc VARCHAR(50)
)
UNIQUE KEY (catid)
DISTRIBUTED BY HASH(catid) BUCKETS 1
PROPERTIES ("replication_num" = "1");

CREATE TABLE `date` (
  dateid SMALLINT NOT NULL,
  caldate DATE NOT NULL,
  day CHAR(3) NOT NULL,
  week SMALLINT NOT NULL,
  month CHAR(5) NOT NULL,
  qtr CHAR(5) NOT NULL,
  year SMALLINT NOT NULL,
  holiday BOOLEAN DEFAULT "0"
)
DUPLICATE KEY (dateid)
DISTRIBUTED BY HASH(dateid) BUCKETS 1;

-- Partitions come by themselves, a day each.
CREATE TABLE event (
  eventid BIGINT NOT NULL AUTO_INCREMENT,
  venueid SMALLINT NOT NULL,
  catid SMALLINT NOT NULL,
  dateid SMALLINT NOT NULL,
  eventname VARCHAR(200),
  starttime DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
)
DUPLICATE KEY (eventid)
PARTITION BY date_trunc('day', starttime)
DISTRIBUTED BY HASH(eventid) BUCKETS 0;

CREATE TABLE listing (
  listid INT NOT NULL,
  listtime DATETIME NOT NULL,
  sellerid INT NOT NULL,
  eventid INT NOT NULL,
  dateid SMALLINT NOT NULL,
  numtickets SMALLINT NOT NULL,
  priceperticket DECIMAL(8,2),
  totalprice DECIMAL(8,2)
)
DUPLICATE KEY (listid, listtime)
PARTITION BY RANGE (listtime) (
  PARTITION early VALUES LESS THAN ("2008-01-01 00:00:00"),
  PARTITION p2008 VALUES LESS THAN ("2009-01-01 00:00:00"),
  PARTITION later VALUES LESS THAN MAXVALUE
)
DISTRIBUTED BY HASH(listid) BUCKETS 8
PROPERTIES (
  "dynamic_partition.enable" = "false",
  "dynamic_partition.time_unit" = "YEAR",
  "dynamic_partition.end" = "2",
  "dynamic_partition.prefix" = "p",
  "bloom_filter_columns" = "sellerid,eventid"
);

CREATE TABLE sales_by_region (
  day DATE NOT NULL,
  region VARCHAR(8) NOT NULL,
  sold BIGINT SUM DEFAULT "0",
  buyers BITMAP BITMAP_UNION,
  sketch HLL HLL_UNION,
  last_price DECIMAL(8,2) REPLACE_IF_NOT_NULL NULL
)
AGGREGATE KEY (day, region)
PARTITION BY LIST (region) (
  PARTITION west VALUES IN ("CA", "OR", "WA"),
  PARTITION east VALUES IN ("NY", "NJ")
)
DISTRIBUTED BY HASH(day);

CREATE TABLE sales (
  salesid INT NOT NULL,
  listid INT NOT NULL,
  sellerid INT NOT NULL,
  buyerid INT NOT NULL,
  eventid INT NOT NULL,
  dateid SMALLINT NOT NULL,
  qtysold SMALLINT NOT NULL,
  pricepaid DECIMAL(8,2),
  commission DECIMAL(8,2),
  saletime DATETIME,
  net DECIMAL(8,2) AS (pricepaid - commission)
)
DUPLICATE KEY (salesid, listid)
DISTRIBUTED BY RANDOM
ORDER BY (dateid, salesid)
PROPERTIES ("foreign_key_constraints" = "(listid) REFERENCES listing(listid)");

GRANT SELECT ON TABLE tickit.sales TO ROLE reader;
SUBMIT TASK AS INSERT INTO sales SELECT * FROM sales;
