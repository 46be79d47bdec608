# TPC-H for 100 GB
create database if not exists tpch;
use tpch;

drop table if exists customer;
create table customer (
    c_custkey     int           not null,
    c_name        varchar(25)   not null,
    c_address     varchar(40)   not null,
    c_nationkey   int           not null,
    c_phone       varchar(15)   not null,
    c_acctbal     decimal(15, 2) not null,
    c_mktsegment  varchar(10)   not null,
    c_comment     varchar(117)  not null
)ENGINE=OLAP
DUPLICATE KEY(`c_custkey`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`c_custkey`) BUCKETS 24
PROPERTIES (
    "replication_num" = "1",
    "in_memory" = "false",
    "storage_format" = "DEFAULT"
);

drop table if exists lineitem;
create table lineitem (
    l_shipdate    date not null,
    l_orderkey    int not null,
    l_linenumber  int not null,
    l_partkey     int not null,
    l_suppkey     int not null,
    l_quantity    decimal(15, 2) not null,
    l_extendedprice  decimal(15, 2) not null,
    l_discount    decimal(15, 2) not null,
    l_tax         decimal(15, 2) not null,
    l_returnflag  varchar(1) not null,
    l_linestatus  varchar(1) not null,
    l_commitdate  date not null,
    l_receiptdate date not null,
    l_shipinstruct varchar(25) not null,
    l_shipmode     varchar(10) not null,
    l_comment      varchar(44) not null
)ENGINE=OLAP
DUPLICATE KEY(`l_shipdate`, `l_orderkey`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`l_orderkey`) BUCKETS 96
PROPERTIES (
    "replication_num" = "1",
    "colocate_with" = "tpch2",
    "in_memory" = "false",
    "storage_format" = "DEFAULT"
);

drop table if exists nation;
create table `nation` (
  `n_nationkey` int(11) NOT NULL,
  `n_name`      varchar(25) NOT NULL,
  `n_regionkey` int(11) NOT NULL,
  `n_comment`   varchar(152) NULL
) ENGINE=OLAP
DUPLICATE KEY(`N_NATIONKEY`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`N_NATIONKEY`) BUCKETS 1
PROPERTIES ("replication_num" = "3", "in_memory" = "false", "storage_format" = "DEFAULT");

drop table if exists orders;
create table orders (
    o_orderkey       bigint not null,
    o_orderdate      date not null,
    o_custkey        int not null,
    o_orderstatus    char(1) not null,
    o_totalprice     decimal128(15, 2) not null,
    o_orderpriority  char(15) not null,
    o_clerk          char(15) not null,
    o_shippriority   int not null,
    o_comment        varchar(79) not null
)
UNIQUE KEY(`o_orderkey`, `o_orderdate`)
COMMENT "ten for each customer"
PARTITION BY date_trunc('month', o_orderdate)
DISTRIBUTED BY HASH(`o_orderkey`)
PROPERTIES (
    "replication_num" = "1",
    "enable_persistent_index" = "false"
);

drop table if exists part;
create table part (
    p_partkey     int not null,
    p_name        varchar(55) not null,
    p_mfgr        varchar(25) not null,
    p_brand       varchar(10) not null,
    p_type        varchar(25) not null,
    p_size        int not null,
    p_container   varchar(10) not null,
    p_retailprice decimal64(15, 2) not null,
    p_comment     varchar(23) not null
)ENGINE=OLAP
PRIMARY KEY(`p_partkey`)
DISTRIBUTED BY HASH(`p_partkey`) BUCKETS 24
ORDER BY (`p_brand`, `p_size`)
PROPERTIES (
    "replication_num" = "1",
    "colocate_with" = "tpch2p"
);

drop table if exists partsupp;
create table partsupp (
    ps_partkey    int not null,
    ps_suppkey    int not null,
    ps_availqty   int sum not null default "0",
    ps_supplycost decimal(15, 2) max not null,
    ps_comment    varchar(199) replace not null
)ENGINE=OLAP
AGGREGATE KEY(ps_partkey, ps_suppkey)
DISTRIBUTED BY HASH(ps_partkey) BUCKETS 24
PROPERTIES ("replication_num" = "1", "compression" = "LZ4");

drop table if exists region;
create table region (
    r_regionkey  int not null,
    r_name       varchar(25) not null,
    r_comment    varchar(152)
)ENGINE=OLAP
DUPLICATE KEY(`r_regionkey`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`r_regionkey`) BUCKETS 1
PROPERTIES ("replication_num" = "1");

drop table if exists supplier;
create table supplier (
    s_suppkey    int not null,
    s_name       varchar(25) not null,
    s_address    varchar(40) not null,
    s_nationkey  int not null,
    s_phone      varchar(15) not null,
    s_acctbal    decimal(15, 2) not null,
    s_comment    string not null
)ENGINE=OLAP
DUPLICATE KEY(`s_suppkey`)
COMMENT "OLAP"
DISTRIBUTED BY RANDOM BUCKETS 12
PROPERTIES ("replication_num" = "1");

/* Revenue per supplier, query 15. */
drop view if exists revenue0;
create view revenue0 (supplier_no, total_revenue) as
    select l_suppkey, sum(l_extendedprice * (1 - l_discount))
    from lineitem
    where l_shipdate >= date '1996-01-01' and l_shipdate < date '1996-01-01' + interval '3' month
    group by l_suppkey;
