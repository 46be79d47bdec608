-- TPC-DS: the dimensions, then the facts.
create database if not exists tpcds;
use tpcds;

drop table if exists dbgen_version;
create table dbgen_version
(
    dv_version                varchar(16),
    dv_create_date            date,
    dv_create_time            varchar(15),
    dv_cmdline_args           varchar(200)
)
duplicate key (dv_version)
distributed by hash(dv_version) buckets 1
properties("replication_num" = "1");

DROP TABLE IF EXISTS `customer_address` FORCE;
CREATE TABLE `customer_address`
(
  `ca_address_sk` int(11) NOT NULL COMMENT "",
  `ca_address_id` char(16) NOT NULL COMMENT "",
  `ca_street_number` char(10) NULL COMMENT "",
  `ca_street_name` varchar(60) NULL COMMENT "",
  `ca_street_type` char(15) NULL COMMENT "",
  `ca_suite_number` char(10) NULL COMMENT "",
  `ca_city` varchar(60) NULL COMMENT "",
  `ca_county` varchar(30) NULL COMMENT "",
  `ca_state` char(2) NULL COMMENT "",
  `ca_zip` char(10) NULL COMMENT "",
  `ca_country` varchar(20) NULL COMMENT "",
  `ca_gmt_offset` decimal64(5, 2) NULL COMMENT "",
  `ca_location_type` char(20) NULL COMMENT ""
) ENGINE=OLAP
DUPLICATE KEY (`ca_address_sk`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`ca_address_sk`) BUCKETS 8
PROPERTIES (
    "replication_num" = "1",
    "in_memory" = "false",
    "storage_format" = "DEFAULT",
    "enable_persistent_index" = "false"
);

drop table if exists customer_demographics;
create table customer_demographics
(
    cd_demo_sk                int                   not null,
    cd_gender                 char(1)               null,
    cd_marital_status         char(1)               null,
    cd_education_status       char(20)              null,
    cd_purchase_estimate      int                   null,
    cd_credit_rating          char(10)              null,
    cd_dep_count              int                   null,
    cd_dep_employed_count     int                   null,
    cd_dep_college_count      int                   null
)
duplicate key (cd_demo_sk)
comment "in one place"
distributed by hash(cd_demo_sk) buckets 8
properties("replication_num" = "1");

drop table if exists date_dim;
CREATE TABLE IF NOT EXISTS tpcds.date_dim
(
  d_date_sk INT NOT NULL,
  d_date_id CHAR(16) NOT NULL,
  d_date DATE NOT NULL,
  d_month_seq INT,
  d_week_seq INT,
  d_quarter_seq INT,
  d_year INT,
  d_dow INT,
  d_moy INT,
  d_dom INT,
  d_qoy INT,
  d_fy_year INT,
  d_fy_quarter_seq INT,
  d_fy_week_seq INT,
  d_day_name CHAR(9),
  d_quarter_name CHAR(6),
  d_holiday CHAR(1),
  d_weekend CHAR(1),
  d_following_holiday CHAR(1),
  d_first_dom INT,
  d_last_dom INT,
  d_same_day_ly INT,
  d_same_day_lq INT,
  d_current_day CHAR(1),
  d_current_week CHAR(1),
  d_current_month CHAR(1),
  d_current_quarter CHAR(1),
  d_current_year CHAR(1)
)
engine=olap
DUPLICATE KEY (d_date_sk)
COMMENT "OLAP"
DISTRIBUTED BY HASH(d_date_sk) BUCKETS 1
PROPERTIES (
    "replication_num" = "1",
    "compression" = "ZSTD"
);

drop table if exists warehouse;
create table warehouse
(
    w_warehouse_sk            integer               not null,
    w_warehouse_id            char(16)              not null,
    w_warehouse_name          varchar(20),
    w_warehouse_sq_ft         integer,
    w_street_number           char(10),
    w_street_name             varchar(60),
    w_street_type             char(15),
    w_suite_number            char(10),
    w_city                    varchar(60),
    w_county                  varchar(30),
    w_state                   char(2),
    w_zip                     char(10),
    w_country                 varchar(20),
    w_gmt_offset              decimal(5,2)
)
duplicate key (w_warehouse_sk)
distributed by hash(w_warehouse_sk) buckets 1
properties("replication_num" = "1");

DROP TABLE IF EXISTS `ship_mode` FORCE;
CREATE TABLE `ship_mode`
(
  `sm_ship_mode_sk` int(11) NOT NULL COMMENT "",
  `sm_ship_mode_id` char(16) NOT NULL COMMENT "",
  `sm_type` char(30) NULL COMMENT "",
  `sm_code` char(10) NULL COMMENT "",
  `sm_carrier` char(20) NULL COMMENT "",
  `sm_contract` char(20) NULL COMMENT ""
) ENGINE=OLAP
DUPLICATE KEY (`sm_ship_mode_sk`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`sm_ship_mode_sk`) BUCKETS 1
PROPERTIES (
    "replication_num" = "1",
    "in_memory" = "false",
    "storage_format" = "DEFAULT",
    "enable_persistent_index" = "false"
);

drop table if exists time_dim;
create table time_dim
(
    t_time_sk                 int                   not null,
    t_time_id                 char(16)              not null,
    t_time                    int                   not null,
    t_hour                    int                   null,
    t_minute                  int                   null,
    t_second                  int                   null,
    t_am_pm                   char(2)               null,
    t_shift                   char(20)              null,
    t_sub_shift               char(20)              null,
    t_meal_time               char(20)              null
)
duplicate key (t_time_sk)
comment "in one place"
distributed by hash(t_time_sk) buckets 0
properties("replication_num" = "1");

drop table if exists reason;
CREATE TABLE IF NOT EXISTS tpcds.reason
(
  r_reason_sk INT NOT NULL,
  r_reason_id CHAR(16) NOT NULL,
  r_reason_desc CHAR(100)
)
engine=olap
UNIQUE KEY (r_reason_sk)
COMMENT "OLAP"
DISTRIBUTED BY HASH(r_reason_sk) BUCKETS 1
PROPERTIES("replication_num" = "1");

drop table if exists income_band;
create table income_band
(
    ib_income_band_sk         integer               not null,
    ib_lower_bound            integer,
    ib_upper_bound            integer
)
duplicate key (ib_income_band_sk)
distributed by hash(ib_income_band_sk) buckets 1
properties("replication_num" = "1");

DROP TABLE IF EXISTS `item` FORCE;
CREATE TABLE `item`
(
  `i_item_sk` int(11) NOT NULL COMMENT "",
  `i_item_id` char(16) NOT NULL COMMENT "",
  `i_rec_start_date` date NULL COMMENT "",
  `i_rec_end_date` date NULL COMMENT "",
  `i_item_desc` varchar(200) NULL COMMENT "",
  `i_current_price` decimal64(7, 2) NULL COMMENT "",
  `i_wholesale_cost` decimal64(7, 2) NULL COMMENT "",
  `i_brand_id` int(11) NULL COMMENT "",
  `i_brand` char(50) NULL COMMENT "",
  `i_class_id` int(11) NULL COMMENT "",
  `i_class` char(50) NULL COMMENT "",
  `i_category_id` int(11) NULL COMMENT "",
  `i_category` char(50) NULL COMMENT "",
  `i_manufact_id` int(11) NULL COMMENT "",
  `i_manufact` char(50) NULL COMMENT "",
  `i_size` char(20) NULL COMMENT "",
  `i_formulation` char(20) NULL COMMENT "",
  `i_color` char(20) NULL COMMENT "",
  `i_units` char(10) NULL COMMENT "",
  `i_container` char(10) NULL COMMENT "",
  `i_manager_id` int(11) NULL COMMENT "",
  `i_product_name` char(50) NULL COMMENT ""
) ENGINE=OLAP
PRIMARY KEY (`i_item_sk`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`i_item_sk`) BUCKETS 8
ORDER BY (i_category_id, i_brand_id)
PROPERTIES (
    "replication_num" = "1",
    "in_memory" = "false",
    "storage_format" = "DEFAULT",
    "enable_persistent_index" = "false"
);

drop table if exists store;
create table store
(
    s_store_sk                int                   not null,
    s_store_id                char(16)              not null,
    s_rec_start_date          date                  null,
    s_rec_end_date            date                  null,
    s_closed_date_sk          int                   null,
    s_store_name              varchar(50)           null,
    s_number_employees        int                   null,
    s_floor_space             int                   null,
    s_hours                   char(20)              null,
    s_manager                 varchar(40)           null,
    s_market_id               int                   null,
    s_geography_class         varchar(100)          null,
    s_market_desc             varchar(100)          null,
    s_market_manager          varchar(40)           null,
    s_division_id             int                   null,
    s_division_name           varchar(50)           null,
    s_company_id              int                   null,
    s_company_name            varchar(50)           null,
    s_street_number           varchar(10)           null,
    s_street_name             varchar(60)           null,
    s_street_type             char(15)              null,
    s_suite_number            char(10)              null,
    s_city                    varchar(60)           null,
    s_county                  varchar(30)           null,
    s_state                   char(2)               null,
    s_zip                     char(10)              null,
    s_country                 varchar(20)           null,
    s_gmt_offset              numeric(5,2)          null,
    s_tax_precentage          numeric(5,2)          null
)
duplicate key (s_store_sk)
comment "in one place"
distributed by hash(s_store_sk) buckets 1
properties("replication_num" = "1");

drop table if exists call_center;
CREATE TABLE IF NOT EXISTS tpcds.call_center
(
  cc_call_center_sk INT NOT NULL,
  cc_call_center_id CHAR(16) NOT NULL,
  cc_rec_start_date DATE,
  cc_rec_end_date DATE,
  cc_closed_date_sk INT,
  cc_open_date_sk INT,
  cc_name VARCHAR(50),
  cc_class VARCHAR(50),
  cc_employees INT,
  cc_sq_ft INT,
  cc_hours CHAR(20),
  cc_manager VARCHAR(40),
  cc_mkt_id INT,
  cc_mkt_class CHAR(50),
  cc_mkt_desc VARCHAR(100),
  cc_market_manager VARCHAR(40),
  cc_division INT,
  cc_division_name VARCHAR(50),
  cc_company INT,
  cc_company_name CHAR(50),
  cc_street_number CHAR(10),
  cc_street_name VARCHAR(60),
  cc_street_type CHAR(15),
  cc_suite_number CHAR(10),
  cc_city VARCHAR(60),
  cc_county VARCHAR(30),
  cc_state CHAR(2),
  cc_zip CHAR(10),
  cc_country VARCHAR(20),
  cc_gmt_offset DECIMAL(5, 2),
  cc_tax_percentage DECIMAL(5, 2)
)
engine=olap
DUPLICATE KEY (cc_call_center_sk)
COMMENT "OLAP"
DISTRIBUTED BY HASH(cc_call_center_sk) BUCKETS 1
PROPERTIES("replication_num" = "1");

drop table if exists household_demographics;
create table household_demographics
(
    hd_demo_sk                integer               not null,
    hd_income_band_sk         integer,
    hd_buy_potential          char(15),
    hd_dep_count              integer,
    hd_vehicle_count          integer
)
duplicate key (hd_demo_sk)
distributed by hash(hd_demo_sk) buckets 1
properties("replication_num" = "1");

DROP TABLE IF EXISTS `customer` FORCE;
CREATE TABLE `customer`
(
  `c_customer_sk` int(11) NOT NULL COMMENT "",
  `c_customer_id` char(16) NOT NULL COMMENT "",
  `c_current_cdemo_sk` int(11) NULL COMMENT "",
  `c_current_hdemo_sk` int(11) NULL COMMENT "",
  `c_current_addr_sk` int(11) NULL COMMENT "",
  `c_first_shipto_date_sk` int(11) NULL COMMENT "",
  `c_first_sales_date_sk` int(11) NULL COMMENT "",
  `c_salutation` char(10) NULL COMMENT "",
  `c_first_name` char(20) NULL COMMENT "",
  `c_last_name` char(30) NULL COMMENT "",
  `c_preferred_cust_flag` char(1) NULL COMMENT "",
  `c_birth_day` int(11) NULL COMMENT "",
  `c_birth_month` int(11) NULL COMMENT "",
  `c_birth_year` int(11) NULL COMMENT "",
  `c_birth_country` varchar(20) NULL COMMENT "",
  `c_login` char(13) NULL COMMENT "",
  `c_email_address` char(50) NULL COMMENT "",
  `c_last_review_date_sk` int(11) NULL COMMENT ""
) ENGINE=OLAP
DUPLICATE KEY (`c_customer_sk`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`c_customer_sk`)
PROPERTIES (
    "replication_num" = "1",
    "in_memory" = "false",
    "storage_format" = "DEFAULT",
    "enable_persistent_index" = "false",
    "bloom_filter_columns" = "c_email_address, c_last_name"
);

drop table if exists web_site;
create table web_site
(
    web_site_sk               int                   not null,
    web_site_id               char(16)              not null,
    web_rec_start_date        date                  null,
    web_rec_end_date          date                  null,
    web_name                  varchar(50)           null,
    web_open_date_sk          int                   null,
    web_close_date_sk         int                   null,
    web_class                 varchar(50)           null,
    web_manager               varchar(40)           null,
    web_mkt_id                int                   null,
    web_mkt_class             varchar(50)           null,
    web_mkt_desc              varchar(100)          null,
    web_market_manager        varchar(40)           null,
    web_company_id            int                   null,
    web_company_name          char(50)              null,
    web_street_number         char(10)              null,
    web_street_name           varchar(60)           null,
    web_street_type           char(15)              null,
    web_suite_number          char(10)              null,
    web_city                  varchar(60)           null,
    web_county                varchar(30)           null,
    web_state                 char(2)               null,
    web_zip                   char(10)              null,
    web_country               varchar(20)           null,
    web_gmt_offset            numeric(5,2)          null,
    web_tax_percentage        numeric(5,2)          null
)
duplicate key (web_site_sk)
comment "in one place"
distributed by hash(web_site_sk) buckets 1
properties("replication_num" = "1");

drop table if exists web_page;
CREATE TABLE IF NOT EXISTS tpcds.web_page
(
  wp_web_page_sk INT NOT NULL,
  wp_web_page_id CHAR(16) NOT NULL,
  wp_rec_start_date DATE,
  wp_rec_end_date DATE,
  wp_creation_date_sk INT,
  wp_access_date_sk INT,
  wp_autogen_flag CHAR(1),
  wp_customer_sk INT,
  wp_url VARCHAR(100),
  wp_type CHAR(50),
  wp_char_count INT,
  wp_link_count INT,
  wp_image_count INT,
  wp_max_ad_count INT
)
engine=olap
DUPLICATE KEY (wp_web_page_sk)
COMMENT "OLAP"
DISTRIBUTED BY RANDOM BUCKETS 4
PROPERTIES("replication_num" = "1");

drop table if exists catalog_page;
create table catalog_page
(
    cp_catalog_page_sk        integer               not null,
    cp_catalog_page_id        char(16)              not null,
    cp_start_date_sk          integer,
    cp_end_date_sk            integer,
    cp_department             varchar(50),
    cp_catalog_number         integer,
    cp_catalog_page_number    integer,
    cp_description            varchar(100),
    cp_type                   varchar(100)
)
duplicate key (cp_catalog_page_sk)
distributed by hash(cp_catalog_page_sk) buckets 2
properties("replication_num" = "1");

DROP TABLE IF EXISTS `promotion` FORCE;
CREATE TABLE `promotion`
(
  `p_promo_sk` int(11) NOT NULL COMMENT "",
  `p_promo_id` char(16) NOT NULL COMMENT "",
  `p_start_date_sk` int(11) NULL COMMENT "",
  `p_end_date_sk` int(11) NULL COMMENT "",
  `p_item_sk` int(11) NULL COMMENT "",
  `p_cost` decimal64(15, 2) NULL COMMENT "",
  `p_response_target` int(11) NULL COMMENT "",
  `p_promo_name` char(50) NULL COMMENT "",
  `p_channel_dmail` char(1) NULL COMMENT "",
  `p_channel_email` char(1) NULL COMMENT "",
  `p_channel_catalog` char(1) NULL COMMENT "",
  `p_channel_tv` char(1) NULL COMMENT "",
  `p_channel_radio` char(1) NULL COMMENT "",
  `p_channel_press` char(1) NULL COMMENT "",
  `p_channel_event` char(1) NULL COMMENT "",
  `p_channel_demo` char(1) NULL COMMENT "",
  `p_channel_details` varchar(100) NULL COMMENT "",
  `p_purpose` char(15) NULL COMMENT "",
  `p_discount_active` char(1) NULL COMMENT ""
) ENGINE=OLAP
DUPLICATE KEY (`p_promo_sk`)
COMMENT "OLAP"
DISTRIBUTED BY HASH(`p_promo_sk`) BUCKETS 1
PROPERTIES (
    "replication_num" = "1",
    "in_memory" = "false",
    "storage_format" = "DEFAULT",
    "enable_persistent_index" = "false"
);

drop table if exists inventory;
create table inventory
(
    inv_date_sk               int                   not null,
    inv_item_sk               int                   not null,
    inv_warehouse_sk          int                   not null,
    inv_quantity_on_hand      int                   null
)
primary key (inv_date_sk, inv_item_sk, inv_warehouse_sk)
comment "in one place"
partition by list (inv_warehouse_sk) (partition few values in ("1", "2"), partition more values in ("3", "4", "5"))
distributed by hash(inv_item_sk, inv_warehouse_sk) buckets 16
properties("replication_num" = "1");

drop table if exists store_sales;
CREATE TABLE IF NOT EXISTS tpcds.store_sales
(
  ss_sold_date_sk INT,
  ss_sold_time_sk INT,
  ss_item_sk INT NOT NULL,
  ss_customer_sk INT,
  ss_cdemo_sk INT,
  ss_hdemo_sk INT,
  ss_addr_sk INT,
  ss_store_sk INT,
  ss_promo_sk INT,
  ss_ticket_number BIGINT NOT NULL,
  ss_quantity INT,
  ss_wholesale_cost DECIMAL(7, 2),
  ss_list_price DECIMAL(7, 2),
  ss_sales_price DECIMAL(7, 2),
  ss_ext_discount_amt DECIMAL(7, 2),
  ss_ext_sales_price DECIMAL(7, 2),
  ss_ext_wholesale_cost DECIMAL(7, 2),
  ss_ext_list_price DECIMAL(7, 2),
  ss_ext_tax DECIMAL(7, 2),
  ss_coupon_amt DECIMAL(7, 2),
  ss_net_paid DECIMAL(7, 2),
  ss_net_paid_inc_tax DECIMAL(7, 2),
  ss_net_profit DECIMAL(7, 2)
)
engine=olap
DUPLICATE KEY (ss_sold_date_sk)
COMMENT "OLAP"
PARTITION BY RANGE(ss_sold_date_sk)
(
PARTITION p1 values [("-2147483648"), ("2451180")),
PARTITION p2 values [("2451180"), ("2451545")),
PARTITION p3 values [("2451545"), ("2451911")),
PARTITION p4 values [("2451911"), (maxvalue))
)
DISTRIBUTED BY HASH(ss_item_sk, ss_ticket_number) BUCKETS 48
PROPERTIES (
    "replication_num" = "1",
    "colocate_with" = "store_facts"
);

drop table if exists store_returns;
create table store_returns
(
    sr_item_sk                integer               not null,
    sr_ticket_number          bigint                not null,
    sr_returned_date_sk       integer,
    sr_return_time_sk         integer,
    sr_customer_sk            integer,
    sr_cdemo_sk               integer,
    sr_hdemo_sk               integer,
    sr_addr_sk                integer,
    sr_store_sk               integer,
    sr_reason_sk              integer,
    sr_return_quantity        integer,
    sr_return_amt             decimal(7,2),
    sr_return_tax             decimal(7,2),
    sr_return_amt_inc_tax     decimal(7,2),
    sr_fee                    decimal(7,2),
    sr_return_ship_cost       decimal(7,2),
    sr_refunded_cash          decimal(7,2),
    sr_reversed_charge        decimal(7,2),
    sr_store_credit           decimal(7,2),
    sr_net_loss               decimal(7,2)
)
duplicate key (sr_item_sk, sr_ticket_number, sr_returned_date_sk)
distributed by hash(sr_item_sk, sr_ticket_number) buckets 48
properties (
    "replication_num" = "1",
    "colocate_with" = "store_facts"
);

DROP TABLE IF EXISTS `catalog_sales` FORCE;
CREATE TABLE `catalog_sales`
(
  `cs_sold_date_sk` int(11) NULL COMMENT "",
  `cs_sold_time_sk` int(11) NULL COMMENT "",
  `cs_ship_date_sk` int(11) NULL COMMENT "",
  `cs_bill_customer_sk` int(11) NULL COMMENT "",
  `cs_bill_cdemo_sk` int(11) NULL COMMENT "",
  `cs_bill_hdemo_sk` int(11) NULL COMMENT "",
  `cs_bill_addr_sk` int(11) NULL COMMENT "",
  `cs_ship_customer_sk` int(11) NULL COMMENT "",
  `cs_ship_cdemo_sk` int(11) NULL COMMENT "",
  `cs_ship_hdemo_sk` int(11) NULL COMMENT "",
  `cs_ship_addr_sk` int(11) NULL COMMENT "",
  `cs_call_center_sk` int(11) NULL COMMENT "",
  `cs_catalog_page_sk` int(11) NULL COMMENT "",
  `cs_ship_mode_sk` int(11) NULL COMMENT "",
  `cs_warehouse_sk` int(11) NULL COMMENT "",
  `cs_item_sk` int(11) NOT NULL COMMENT "",
  `cs_promo_sk` int(11) NULL COMMENT "",
  `cs_order_number` bigint(20) NOT NULL COMMENT "",
  `cs_quantity` int(11) NULL COMMENT "",
  `cs_wholesale_cost` decimal64(7, 2) NULL COMMENT "",
  `cs_list_price` decimal64(7, 2) NULL COMMENT "",
  `cs_sales_price` decimal64(7, 2) NULL COMMENT "",
  `cs_ext_discount_amt` decimal64(7, 2) NULL COMMENT "",
  `cs_ext_sales_price` decimal64(7, 2) NULL COMMENT "",
  `cs_ext_wholesale_cost` decimal64(7, 2) NULL COMMENT "",
  `cs_ext_list_price` decimal64(7, 2) NULL COMMENT "",
  `cs_ext_tax` decimal64(7, 2) NULL COMMENT "",
  `cs_coupon_amt` decimal64(7, 2) NULL COMMENT "",
  `cs_ext_ship_cost` decimal64(7, 2) NULL COMMENT "",
  `cs_net_paid` decimal64(7, 2) NULL COMMENT "",
  `cs_net_paid_inc_tax` decimal64(7, 2) NULL COMMENT "",
  `cs_net_paid_inc_ship` decimal64(7, 2) NULL COMMENT "",
  `cs_net_paid_inc_ship_tax` decimal64(7, 2) NULL COMMENT "",
  `cs_net_profit` decimal64(7, 2) NULL COMMENT ""
) ENGINE=OLAP
DUPLICATE KEY (`cs_sold_date_sk`)
COMMENT "OLAP"
PARTITION BY RANGE(cs_sold_date_sk)
(
start ("2450815") end ("2452642") every (365)
)
DISTRIBUTED BY HASH(`cs_item_sk`, `cs_order_number`)
PROPERTIES (
    "replication_num" = "1",
    "in_memory" = "false",
    "storage_format" = "DEFAULT",
    "enable_persistent_index" = "false"
);

drop table if exists catalog_returns;
create table catalog_returns
(
    cr_returned_date_sk       int                   null,
    cr_returned_time_sk       int                   null,
    cr_item_sk                int                   not null,
    cr_refunded_customer_sk   int                   null,
    cr_refunded_cdemo_sk      int                   null,
    cr_refunded_hdemo_sk      int                   null,
    cr_refunded_addr_sk       int                   null,
    cr_returning_customer_sk  int                   null,
    cr_returning_cdemo_sk     int                   null,
    cr_returning_hdemo_sk     int                   null,
    cr_returning_addr_sk      int                   null,
    cr_call_center_sk         int                   null,
    cr_catalog_page_sk        int                   null,
    cr_ship_mode_sk           int                   null,
    cr_warehouse_sk           int                   null,
    cr_reason_sk              int                   null,
    cr_order_number           bigint                not null,
    cr_return_quantity        int                   null,
    cr_return_amount          numeric(7,2)          null,
    cr_return_tax             numeric(7,2)          null,
    cr_return_amt_inc_tax     numeric(7,2)          null,
    cr_fee                    numeric(7,2)          null,
    cr_return_ship_cost       numeric(7,2)          null,
    cr_refunded_cash          numeric(7,2)          null,
    cr_reversed_charge        numeric(7,2)          null,
    cr_store_credit           numeric(7,2)          null,
    cr_net_loss               numeric(7,2)          null
)
duplicate key (cr_returned_date_sk)
comment "in one place"
distributed by hash(cr_item_sk, cr_order_number) buckets 16
properties("replication_num" = "1");

drop table if exists web_sales;
CREATE TABLE IF NOT EXISTS tpcds.web_sales
(
  ws_sold_date_sk INT,
  ws_sold_time_sk INT,
  ws_ship_date_sk INT,
  ws_item_sk INT NOT NULL,
  ws_bill_customer_sk INT,
  ws_bill_cdemo_sk INT,
  ws_bill_hdemo_sk INT,
  ws_bill_addr_sk INT,
  ws_ship_customer_sk INT,
  ws_ship_cdemo_sk INT,
  ws_ship_hdemo_sk INT,
  ws_ship_addr_sk INT,
  ws_web_page_sk INT,
  ws_web_site_sk INT,
  ws_ship_mode_sk INT,
  ws_warehouse_sk INT,
  ws_promo_sk INT,
  ws_order_number BIGINT NOT NULL,
  ws_quantity INT,
  ws_wholesale_cost DECIMAL(7, 2),
  ws_list_price DECIMAL(7, 2),
  ws_sales_price DECIMAL(7, 2),
  ws_ext_discount_amt DECIMAL(7, 2),
  ws_ext_sales_price DECIMAL(7, 2),
  ws_ext_wholesale_cost DECIMAL(7, 2),
  ws_ext_list_price DECIMAL(7, 2),
  ws_ext_tax DECIMAL(7, 2),
  ws_coupon_amt DECIMAL(7, 2),
  ws_ext_ship_cost DECIMAL(7, 2),
  ws_net_paid DECIMAL(7, 2),
  ws_net_paid_inc_tax DECIMAL(7, 2),
  ws_net_paid_inc_ship DECIMAL(7, 2),
  ws_net_paid_inc_ship_tax DECIMAL(7, 2),
  ws_net_profit DECIMAL(7, 2)
)
engine=olap
DUPLICATE KEY (ws_sold_date_sk)
COMMENT "OLAP"
PARTITION by (ws_sold_date_sk)
DISTRIBUTED BY HASH(ws_item_sk, ws_order_number) BUCKETS 32
PROPERTIES("replication_num" = "1");

drop table if exists web_returns;
create table web_returns
(
    wr_returned_date_sk       integer,
    wr_returned_time_sk       integer,
    wr_item_sk                integer               not null,
    wr_refunded_customer_sk   integer,
    wr_refunded_cdemo_sk      integer,
    wr_refunded_hdemo_sk      integer,
    wr_refunded_addr_sk       integer,
    wr_returning_customer_sk  integer,
    wr_returning_cdemo_sk     integer,
    wr_returning_hdemo_sk     integer,
    wr_returning_addr_sk      integer,
    wr_web_page_sk            integer,
    wr_reason_sk              integer,
    wr_order_number           bigint                not null,
    wr_return_quantity        integer,
    wr_return_amt             decimal(7,2),
    wr_return_tax             decimal(7,2),
    wr_return_amt_inc_tax     decimal(7,2),
    wr_fee                    decimal(7,2),
    wr_return_ship_cost       decimal(7,2),
    wr_refunded_cash          decimal(7,2),
    wr_reversed_charge        decimal(7,2),
    wr_account_credit         decimal(7,2),
    wr_net_loss               decimal(7,2)
)
duplicate key (wr_returned_date_sk)
distributed by hash(wr_item_sk, wr_order_number) buckets 16
properties("replication_num" = "1");

analyze full table store_sales;
select count(*) from store_sales; -- 288 M rows at 100 GB
