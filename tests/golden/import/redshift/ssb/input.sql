/* The star schema benchmark, before and after its tables were tuned. */

DROP TABLE IF EXISTS lineorder;
DROP TABLE IF EXISTS customer CASCADE;
drop table if exists part, supplier, dwdate;

CREATE TABLE part
(
  p_partkey     INTEGER NOT NULL,
  p_name        VARCHAR(22) NOT NULL,
  p_mfgr        VARCHAR(6) NOT NULL
);
-- Once more, with all its columns.
DROP TABLE part;

CREATE TABLE part (
  p_partkey     	integer     	not null	sortkey distkey,
  p_name        	varchar(22) 	not null,
  p_mfgr        	varchar(6)      not null,
  p_category    	varchar(7)      not null,
  p_brand1      	varchar(9)      not null,
  p_color       	varchar(11) 	not null,
  p_type        	varchar(25) 	not null,
  p_size        	integer     	not null,
  p_container   	varchar(10)     not null
);

CREATE TABLE IF NOT EXISTS supplier (
  s_suppkey     	int4         	not null sortkey,
  s_name        	character varying(25)    	not null,
  s_address     	character varying(25)    	not null,
  s_city        	character varying(10) 	not null,
  s_nation      	character varying(15) 	not null,
  s_region      	character varying(12) 	not null,
  s_phone       	character varying(15) 	not null)
diststyle all
;

CREATE TABLE customer (
  c_custkey     	integer        not null sortkey encode raw,
  c_name        	varchar(25)    not null encode lzo,
  c_address     	varchar(25)    not null encode zstd,
  c_city        	varchar(10)    not null encode bytedict,
  c_nation      	varchar(15)    not null encode bytedict,
  c_region      	varchar(12)    not null encode bytedict,
  c_phone       	varchar(15)    not null encode zstd,
  c_mktsegment      varchar(10)    not null encode bytedict,
  constraint customer_key primary key (c_custkey))
diststyle all;

CREATE TABLE dwdate (
  d_datekey            integer       not null sortkey,
  d_date               varchar(19)   not null,
  d_dayofweek	      varchar(10)   not null,
  d_month      	    varchar(10)   not null,
  d_year               integer       not null,
  d_yearmonthnum       integer  	 not null,
  d_yearmonth          varchar(8)	not null,
  d_daynuminweek       integer       not null,
  d_daynuminmonth      integer       not null,
  d_daynuminyear       integer       not null,
  d_monthnuminyear     integer       not null,
  d_weeknuminyear      integer       not null,
  d_sellingseason      varchar(13)    not null,
  d_lastdayinweekfl    varchar(1)    not null,
  d_lastdayinmonthfl   bool          not null,
  d_holidayfl          bool          default false,
  d_weekdayfl          boolean       default true not null)
diststyle all;

CREATE TABLE lineorder (
  lo_id                 bigint identity(0,1) not null,
  lo_orderkey      	    integer     	not null encode az64,
  lo_linenumber        	int2     	not null encode delta,
  lo_custkey           	integer     	not null encode mostly16 references customer(c_custkey),
  lo_partkey           	integer     	not null distkey encode az64,
  lo_suppkey           	integer     	not null encode az64,
  lo_orderdate         	integer     	not null encode raw,
  lo_orderpriority     	varchar(15)     	not null encode runlength,
  lo_shippriority      	varchar(1)      	not null encode text255,
  lo_quantity          	integer     	not null encode mostly8,
  lo_extendedprice     	integer     	not null encode az64,
  lo_ordertotalprice   	integer     	not null encode az64,
  lo_discount          	integer     	not null encode mostly8,
  lo_revenue           	numeric     	not null encode az64,
  lo_supplycost        	float8     	not null encode zstd,
  lo_tax               	real     	not null encode zstd,
  lo_commitdate         integer         not null encode delta32k,
  lo_shipmode          	varchar(10)     	not null encode text32k,
  lo_loaded_at          timestamptz default sysdate encode az64,
  primary key (lo_orderkey, lo_linenumber)
)
compound sortkey(lo_orderdate, lo_custkey);

-- By any of them.
CREATE TABLE lineorder_interleaved (
  lo_orderkey      	    integer     	not null,
  lo_linenumber        	smallint     	not null,
  lo_custkey           	integer     	not null,
  lo_suppkey           	integer     	not null,
  lo_orderdate         	integer     	not null,
  lo_revenue           	decimal(15,2)  	not null)
diststyle key distkey (lo_custkey)
interleaved sortkey (lo_custkey, lo_suppkey, lo_orderdate);

-- Where rows are put before they are looked at: the same design.
create table lineorder_staging (like lineorder_interleaved);

copy customer from 's3://sample/ssbgz/customer-tbl'
credentials 'aws_iam_role=arn:aws:iam::000000000000:role/load'
compupdate off region 'us-east-1' null as '\000';

analyze compression lineorder;
vacuum full lineorder;
GRANT ALL ON lineorder TO loader;
GRANT SELECT, INSERT ON TABLE customer, supplier TO ROLE analyst;
unload ('select * from lineorder') to 's3://sample/out/' iam_role default parallel off;
