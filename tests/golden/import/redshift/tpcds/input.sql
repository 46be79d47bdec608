-- TPC-DS: 24 tables, those of facts last. dbgen_version is not among them: nothing is loaded into it.

begin;

drop table if exists customer_address;
create table customer_address
(
ca_address_sk int4 not null,
ca_address_id char(16) not null,
ca_street_number char(10),
ca_street_name varchar(60),
ca_street_type char(15),
ca_suite_number char(10),
ca_city varchar(60),
ca_county varchar(30),
ca_state char(2),
ca_zip char(10),
ca_country varchar(20),
ca_gmt_offset numeric(5,2),
ca_location_type char(20),
primary key (ca_address_sk)
) distkey(ca_address_sk) sortkey(ca_address_sk) ;

drop table if exists customer_demographics;
create table customer_demographics
(
  cd_demo_sk integer not null encode raw,
  cd_gender character(1) encode lzo,
  cd_marital_status character(1) encode lzo,
  cd_education_status character(20) encode lzo,
  cd_purchase_estimate integer encode az64,
  cd_credit_rating character(10) encode lzo,
  cd_dep_count integer encode az64,
  cd_dep_employed_count integer encode az64,
  cd_dep_college_count integer encode az64,
  primary key(cd_demo_sk)
)
distkey(cd_demo_sk) sortkey(cd_demo_sk)
;

drop table if exists date_dim;
create table date_dim
(
    d_date_sk int not null primary key,
    d_date_id char(16) not null,
    d_date date not null,
    d_month_seq int,
    d_week_seq int,
    d_quarter_seq int,
    d_year int,
    d_dow int,
    d_moy int,
    d_dom int,
    d_qoy int,
    d_fy_year int,
    d_fy_quarter_seq int,
    d_fy_week_seq int,
    d_day_name char(9),
    d_quarter_name char(6),
    d_holiday char(1),
    d_weekend char(1),
    d_following_holiday char(1),
    d_first_dom int,
    d_last_dom int,
    d_same_day_ly int,
    d_same_day_lq int,
    d_current_day char(1),
    d_current_week char(1),
    d_current_month char(1),
    d_current_quarter char(1),
    d_current_year char(1)
) diststyle all sortkey(d_date_sk) ;

drop table if exists warehouse;
CREATE TABLE warehouse
(
   w_warehouse_sk INT4 ENCODE RAW NOT NULL
 , w_warehouse_id CHAR(16) ENCODE LZO NOT NULL
 , w_warehouse_name VARCHAR(20) ENCODE ZSTD
 , w_warehouse_sq_ft INT4 ENCODE AZ64
 , w_street_number CHAR(10) ENCODE LZO
 , w_street_name VARCHAR(60) ENCODE ZSTD
 , w_street_type CHAR(15) ENCODE LZO
 , w_suite_number CHAR(10) ENCODE LZO
 , w_city VARCHAR(60) ENCODE ZSTD
 , w_county VARCHAR(30) ENCODE ZSTD
 , w_state CHAR(2) ENCODE LZO
 , w_zip CHAR(10) ENCODE LZO
 , w_country VARCHAR(20) ENCODE ZSTD
 , w_gmt_offset NUMERIC(5,2) ENCODE AZ64
 , CONSTRAINT warehouse_key PRIMARY KEY (w_warehouse_sk)
)
DISTSTYLE ALL SORTKEY(W_WAREHOUSE_SK)
;

drop table if exists ship_mode;
create table ship_mode
(
	sm_ship_mode_sk int4 not null,
	sm_ship_mode_id nchar(16) not null,
	sm_type nchar(30),
	sm_code nchar(10),
	sm_carrier nchar(20),
	sm_contract nchar(20),
	primary key (sm_ship_mode_sk)
) diststyle all sortkey(sm_ship_mode_sk) ;

drop table if exists time_dim;
create table if not exists time_dim
(
  t_time_sk integer not null,
  t_time_id char(16) not null,
  t_time integer not null,
  t_hour integer,
  t_minute integer,
  t_second integer,
  t_am_pm char(2),
  t_shift char(20),
  t_sub_shift char(20),
  t_meal_time char(20),
  primary key (t_time_sk)
) diststyle all sortkey(t_time_sk) ;

drop table if exists reason;
create table reason
(
r_reason_sk int4 not null,
r_reason_id char(16) not null,
r_reason_desc char(100),
primary key (r_reason_sk)
) diststyle all sortkey auto ;

drop table if exists income_band;
create table income_band
(
  ib_income_band_sk integer not null encode raw,
  ib_lower_bound integer encode az64,
  ib_upper_bound integer encode az64,
  primary key(ib_income_band_sk)
)
diststyle all sortkey(ib_income_band_sk)
;

drop table if exists item;
create table item
(
    i_item_sk int not null primary key,
    i_item_id char(16) not null,
    i_rec_start_date date,
    i_rec_end_date date,
    i_item_desc varchar(200),
    i_current_price numeric(7,2),
    i_wholesale_cost numeric(7,2),
    i_brand_id int,
    i_brand char(50),
    i_class_id int,
    i_class char(50),
    i_category_id int,
    i_category char(50),
    i_manufact_id int,
    i_manufact char(50),
    i_size char(20),
    i_formulation char(20),
    i_color char(20),
    i_units char(10),
    i_container char(10),
    i_manager_id int,
    i_product_name char(50)
) diststyle even sortkey(i_category) ;

drop table if exists store;
CREATE TABLE store
(
   s_store_sk INT4 ENCODE RAW NOT NULL
 , s_store_id CHAR(16) ENCODE LZO NOT NULL
 , s_rec_start_date date ENCODE AZ64
 , s_rec_end_date date ENCODE AZ64
 , s_closed_date_sk INT4 ENCODE AZ64
 , s_store_name VARCHAR(50) ENCODE ZSTD
 , s_number_employees INT4 ENCODE AZ64
 , s_floor_space INT4 ENCODE AZ64
 , s_hours CHAR(20) ENCODE LZO
 , s_manager VARCHAR(40) ENCODE ZSTD
 , s_market_id INT4 ENCODE AZ64
 , s_geography_class VARCHAR(100) ENCODE ZSTD
 , s_market_desc VARCHAR(100) ENCODE ZSTD
 , s_market_manager VARCHAR(40) ENCODE ZSTD
 , s_division_id INT4 ENCODE AZ64
 , s_division_name VARCHAR(50) ENCODE ZSTD
 , s_company_id INT4 ENCODE AZ64
 , s_company_name VARCHAR(50) ENCODE ZSTD
 , s_street_number VARCHAR(10) ENCODE ZSTD
 , s_street_name VARCHAR(60) ENCODE ZSTD
 , s_street_type CHAR(15) ENCODE LZO
 , s_suite_number CHAR(10) ENCODE LZO
 , s_city VARCHAR(60) ENCODE ZSTD
 , s_county VARCHAR(30) ENCODE ZSTD
 , s_state CHAR(2) ENCODE LZO
 , s_zip CHAR(10) ENCODE LZO
 , s_country VARCHAR(20) ENCODE ZSTD
 , s_gmt_offset NUMERIC(5,2) ENCODE AZ64
 , s_tax_precentage NUMERIC(5,2) ENCODE AZ64
 , CONSTRAINT store_key PRIMARY KEY (s_store_sk)
)
DISTSTYLE ALL SORTKEY(S_STORE_SK)
;

drop table if exists call_center;
create table call_center
(
	cc_call_center_sk int4 not null,
	cc_call_center_id nchar(16) not null,
	cc_rec_start_date date,
	cc_rec_end_date date,
	cc_closed_date_sk int4,
	cc_open_date_sk int4,
	cc_name nvarchar(50),
	cc_class nvarchar(50),
	cc_employees int4,
	cc_sq_ft int4,
	cc_hours nchar(20),
	cc_manager nvarchar(40),
	cc_mkt_id int4,
	cc_mkt_class nchar(50),
	cc_mkt_desc nvarchar(100),
	cc_market_manager nvarchar(40),
	cc_division int4,
	cc_division_name nvarchar(50),
	cc_company int4,
	cc_company_name nchar(50),
	cc_street_number nchar(10),
	cc_street_name nvarchar(60),
	cc_street_type nchar(15),
	cc_suite_number nchar(10),
	cc_city nvarchar(60),
	cc_county nvarchar(30),
	cc_state nchar(2),
	cc_zip nchar(10),
	cc_country nvarchar(20),
	cc_gmt_offset dec(5,2),
	cc_tax_percentage dec(5,2),
	primary key (cc_call_center_sk)
) diststyle all sortkey(cc_call_center_sk) ;

drop table if exists household_demographics;
create table if not exists household_demographics
(
  hd_demo_sk integer not null,
  hd_income_band_sk integer references income_band (ib_income_band_sk),
  hd_buy_potential char(15),
  hd_dep_count integer,
  hd_vehicle_count integer,
  primary key (hd_demo_sk)
) diststyle all sortkey(hd_demo_sk) ;

drop table if exists customer;
create table customer
(
c_customer_sk int4 not null,
c_customer_id char(16) not null,
c_current_cdemo_sk int4,
c_current_hdemo_sk int4,
c_current_addr_sk int4,
c_first_shipto_date_sk int4,
c_first_sales_date_sk int4,
c_salutation char(10),
c_first_name char(20),
c_last_name char(30),
c_preferred_cust_flag char(1),
c_birth_day int4,
c_birth_month int4,
c_birth_year int4,
c_birth_country varchar(20),
c_login char(13),
c_email_address char(50),
c_last_review_date_sk int4,
primary key (c_customer_sk),
foreign key (c_current_cdemo_sk) references customer_demographics (cd_demo_sk),
foreign key (c_current_hdemo_sk) references household_demographics (hd_demo_sk),
foreign key (c_current_addr_sk) references customer_address (ca_address_sk),
foreign key (c_first_shipto_date_sk) references date_dim (d_date_sk),
foreign key (c_first_sales_date_sk) references date_dim (d_date_sk),
foreign key (c_last_review_date_sk) references date_dim (d_date_sk)
) distkey(c_customer_sk) sortkey(c_customer_sk) ;

drop table if exists web_site;
create table web_site
(
  web_site_sk integer not null encode raw,
  web_site_id character(16) not null encode lzo,
  web_rec_start_date date encode az64,
  web_rec_end_date date encode az64,
  web_name character varying(50) encode zstd,
  web_open_date_sk integer encode az64,
  web_close_date_sk integer encode az64,
  web_class character varying(50) encode zstd,
  web_manager character varying(40) encode zstd,
  web_mkt_id integer encode az64,
  web_mkt_class character varying(50) encode zstd,
  web_mkt_desc character varying(100) encode zstd,
  web_market_manager character varying(40) encode zstd,
  web_company_id integer encode az64,
  web_company_name character(50) encode lzo,
  web_street_number character(10) encode lzo,
  web_street_name character varying(60) encode zstd,
  web_street_type character(15) encode lzo,
  web_suite_number character(10) encode lzo,
  web_city character varying(60) encode zstd,
  web_county character varying(30) encode zstd,
  web_state character(2) encode lzo,
  web_zip character(10) encode lzo,
  web_country character varying(20) encode zstd,
  web_gmt_offset decimal(5,2) encode az64,
  web_tax_percentage decimal(5,2) encode az64,
  primary key(web_site_sk)
)
diststyle all sortkey(web_site_sk)
;

drop table if exists web_page;
create table web_page
(
    wp_web_page_sk int not null primary key,
    wp_web_page_id char(16) not null,
    wp_rec_start_date date,
    wp_rec_end_date date,
    wp_creation_date_sk int,
    wp_access_date_sk int,
    wp_autogen_flag char(1),
    wp_customer_sk int,
    wp_url varchar(100),
    wp_type char(50),
    wp_char_count int,
    wp_link_count int,
    wp_image_count int,
    wp_max_ad_count int
) diststyle all sortkey(wp_web_page_sk) ;

drop table if exists catalog_page;
CREATE TABLE catalog_page
(
   cp_catalog_page_sk INT4 ENCODE RAW NOT NULL
 , cp_catalog_page_id CHAR(16) ENCODE LZO NOT NULL
 , cp_start_date_sk INT4 ENCODE AZ64
 , cp_end_date_sk INT4 ENCODE AZ64
 , cp_department VARCHAR(50) ENCODE ZSTD
 , cp_catalog_number INT4 ENCODE AZ64
 , cp_catalog_page_number INT4 ENCODE AZ64
 , cp_description VARCHAR(100) ENCODE ZSTD
 , cp_type VARCHAR(100) ENCODE ZSTD
 , CONSTRAINT catalog_page_key PRIMARY KEY (cp_catalog_page_sk)
)
DISTSTYLE ALL SORTKEY(CP_CATALOG_PAGE_SK)
;

drop table if exists promotion;
create table promotion
(
	p_promo_sk int4 not null,
	p_promo_id nchar(16) not null,
	p_start_date_sk int4,
	p_end_date_sk int4,
	p_item_sk int4,
	p_cost dec(15,2),
	p_response_target int4,
	p_promo_name nchar(50),
	p_channel_dmail nchar(1),
	p_channel_email nchar(1),
	p_channel_catalog nchar(1),
	p_channel_tv nchar(1),
	p_channel_radio nchar(1),
	p_channel_press nchar(1),
	p_channel_event nchar(1),
	p_channel_demo nchar(1),
	p_channel_details nvarchar(100),
	p_purpose nchar(15),
	p_discount_active nchar(1),
	primary key (p_promo_sk)
) diststyle auto sortkey(p_promo_sk) ;

drop table if exists inventory;
create table if not exists inventory
(
  inv_date_sk integer not null,
  inv_item_sk integer not null references item (i_item_sk),
  inv_warehouse_sk integer not null,
  inv_quantity_on_hand integer,
  primary key (inv_date_sk, inv_item_sk, inv_warehouse_sk)
) distkey(inv_item_sk) interleaved sortkey (inv_date_sk, inv_item_sk, inv_warehouse_sk) ;

drop table if exists store_sales;
create table store_sales
(
ss_sold_date_sk int4,
ss_sold_time_sk int4,
ss_item_sk int4 not null,
ss_customer_sk int4,
ss_cdemo_sk int4,
ss_hdemo_sk int4,
ss_addr_sk int4,
ss_store_sk int4,
ss_promo_sk int4,
ss_ticket_number int8 not null,
ss_quantity int4,
ss_wholesale_cost numeric(7,2),
ss_list_price numeric(7,2),
ss_sales_price numeric(7,2),
ss_ext_discount_amt numeric(7,2),
ss_ext_sales_price numeric(7,2),
ss_ext_wholesale_cost numeric(7,2),
ss_ext_list_price numeric(7,2),
ss_ext_tax numeric(7,2),
ss_coupon_amt numeric(7,2),
ss_net_paid numeric(7,2),
ss_net_paid_inc_tax numeric(7,2),
ss_net_profit numeric(7,2),
primary key (ss_item_sk, ss_ticket_number),
foreign key (ss_sold_date_sk) references date_dim (d_date_sk),
foreign key (ss_sold_time_sk) references time_dim (t_time_sk),
foreign key (ss_item_sk) references item (i_item_sk),
foreign key (ss_customer_sk) references customer (c_customer_sk),
foreign key (ss_cdemo_sk) references customer_demographics (cd_demo_sk),
foreign key (ss_hdemo_sk) references household_demographics (hd_demo_sk),
foreign key (ss_addr_sk) references customer_address (ca_address_sk),
foreign key (ss_store_sk) references store (s_store_sk),
foreign key (ss_promo_sk) references promotion (p_promo_sk)
) distkey(ss_item_sk) compound sortkey(ss_sold_date_sk, ss_sold_time_sk) ;

drop table if exists store_returns;
create table store_returns
(
  sr_returned_date_sk integer encode raw,
  sr_return_time_sk integer encode az64,
  sr_item_sk integer not null encode az64,
  sr_customer_sk integer encode az64,
  sr_cdemo_sk integer encode az64,
  sr_hdemo_sk integer encode az64,
  sr_addr_sk integer encode az64,
  sr_store_sk integer encode az64,
  sr_reason_sk integer encode az64,
  sr_ticket_number bigint not null encode az64,
  sr_return_quantity integer encode az64,
  sr_return_amt decimal(7,2) encode az64,
  sr_return_tax decimal(7,2) encode az64,
  sr_return_amt_inc_tax decimal(7,2) encode az64,
  sr_fee decimal(7,2) encode az64,
  sr_return_ship_cost decimal(7,2) encode az64,
  sr_refunded_cash decimal(7,2) encode az64,
  sr_reversed_charge decimal(7,2) encode az64,
  sr_store_credit decimal(7,2) encode az64,
  sr_net_loss decimal(7,2) encode az64,
  primary key(sr_item_sk, sr_ticket_number)
)
distkey(sr_item_sk) sortkey(sr_returned_date_sk)
;

drop table if exists catalog_sales;
create table catalog_sales
(
    cs_sold_date_sk int,
    cs_sold_time_sk int,
    cs_ship_date_sk int,
    cs_bill_customer_sk int,
    cs_bill_cdemo_sk int,
    cs_bill_hdemo_sk int,
    cs_bill_addr_sk int,
    cs_ship_customer_sk int,
    cs_ship_cdemo_sk int,
    cs_ship_hdemo_sk int,
    cs_ship_addr_sk int,
    cs_call_center_sk int,
    cs_catalog_page_sk int,
    cs_ship_mode_sk int,
    cs_warehouse_sk int,
    cs_item_sk int not null,
    cs_promo_sk int,
    cs_order_number int8 not null,
    cs_quantity int,
    cs_wholesale_cost numeric(7,2),
    cs_list_price numeric(7,2),
    cs_sales_price numeric(7,2),
    cs_ext_discount_amt numeric(7,2),
    cs_ext_sales_price numeric(7,2),
    cs_ext_wholesale_cost numeric(7,2),
    cs_ext_list_price numeric(7,2),
    cs_ext_tax numeric(7,2),
    cs_coupon_amt numeric(7,2),
    cs_ext_ship_cost numeric(7,2),
    cs_net_paid numeric(7,2),
    cs_net_paid_inc_tax numeric(7,2),
    cs_net_paid_inc_ship numeric(7,2),
    cs_net_paid_inc_ship_tax numeric(7,2),
    cs_net_profit numeric(7,2),
    primary key (cs_item_sk, cs_order_number)
) distkey(cs_item_sk) sortkey(cs_sold_date_sk) ;

drop table if exists catalog_returns;
CREATE TABLE catalog_returns
(
   cr_returned_date_sk INT4 ENCODE RAW
 , cr_returned_time_sk INT4 ENCODE AZ64
 , cr_item_sk INT4 ENCODE AZ64 NOT NULL
 , cr_refunded_customer_sk INT4 ENCODE AZ64
 , cr_refunded_cdemo_sk INT4 ENCODE AZ64
 , cr_refunded_hdemo_sk INT4 ENCODE AZ64
 , cr_refunded_addr_sk INT4 ENCODE AZ64
 , cr_returning_customer_sk INT4 ENCODE AZ64
 , cr_returning_cdemo_sk INT4 ENCODE AZ64
 , cr_returning_hdemo_sk INT4 ENCODE AZ64
 , cr_returning_addr_sk INT4 ENCODE AZ64
 , cr_call_center_sk INT4 ENCODE AZ64
 , cr_catalog_page_sk INT4 ENCODE AZ64
 , cr_ship_mode_sk INT4 ENCODE AZ64
 , cr_warehouse_sk INT4 ENCODE AZ64
 , cr_reason_sk INT4 ENCODE AZ64
 , cr_order_number BIGINT ENCODE AZ64 NOT NULL
 , cr_return_quantity INT4 ENCODE AZ64
 , cr_return_amount NUMERIC(7,2) ENCODE AZ64
 , cr_return_tax NUMERIC(7,2) ENCODE AZ64
 , cr_return_amt_inc_tax NUMERIC(7,2) ENCODE AZ64
 , cr_fee NUMERIC(7,2) ENCODE AZ64
 , cr_return_ship_cost NUMERIC(7,2) ENCODE AZ64
 , cr_refunded_cash NUMERIC(7,2) ENCODE AZ64
 , cr_reversed_charge NUMERIC(7,2) ENCODE AZ64
 , cr_store_credit NUMERIC(7,2) ENCODE AZ64
 , cr_net_loss NUMERIC(7,2) ENCODE AZ64
 , CONSTRAINT catalog_returns_key PRIMARY KEY (cr_item_sk, cr_order_number)
)
distkey(cr_item_sk) sortkey(cr_returned_date_sk)
;

drop table if exists web_sales;
create table web_sales
(
	ws_sold_date_sk int4,
	ws_sold_time_sk int4,
	ws_ship_date_sk int4,
	ws_item_sk int4 not null,
	ws_bill_customer_sk int4,
	ws_bill_cdemo_sk int4,
	ws_bill_hdemo_sk int4,
	ws_bill_addr_sk int4,
	ws_ship_customer_sk int4,
	ws_ship_cdemo_sk int4,
	ws_ship_hdemo_sk int4,
	ws_ship_addr_sk int4,
	ws_web_page_sk int4,
	ws_web_site_sk int4,
	ws_ship_mode_sk int4,
	ws_warehouse_sk int4,
	ws_promo_sk int4,
	ws_order_number bigint not null,
	ws_quantity int4,
	ws_wholesale_cost dec(7,2),
	ws_list_price dec(7,2),
	ws_sales_price dec(7,2),
	ws_ext_discount_amt dec(7,2),
	ws_ext_sales_price dec(7,2),
	ws_ext_wholesale_cost dec(7,2),
	ws_ext_list_price dec(7,2),
	ws_ext_tax dec(7,2),
	ws_coupon_amt dec(7,2),
	ws_ext_ship_cost dec(7,2),
	ws_net_paid dec(7,2),
	ws_net_paid_inc_tax dec(7,2),
	ws_net_paid_inc_ship dec(7,2),
	ws_net_paid_inc_ship_tax dec(7,2),
	ws_net_profit dec(7,2),
	primary key (ws_item_sk, ws_order_number)
) distkey(ws_order_number) sortkey(ws_sold_date_sk) ;

drop table if exists web_returns;
create table if not exists web_returns
(
  wr_returned_date_sk integer,
  wr_returned_time_sk integer references time_dim (t_time_sk),
  wr_item_sk integer not null,
  wr_refunded_customer_sk integer references customer (c_customer_sk),
  wr_refunded_cdemo_sk integer,
  wr_refunded_hdemo_sk integer references household_demographics (hd_demo_sk),
  wr_refunded_addr_sk integer,
  wr_returning_customer_sk integer references customer (c_customer_sk),
  wr_returning_cdemo_sk integer,
  wr_returning_hdemo_sk integer references household_demographics (hd_demo_sk),
  wr_returning_addr_sk integer,
  wr_web_page_sk integer references web_page (wp_web_page_sk),
  wr_reason_sk integer,
  wr_order_number int8 not null,
  wr_return_quantity integer,
  wr_return_amt decimal(7,2),
  wr_return_tax decimal(7,2),
  wr_return_amt_inc_tax decimal(7,2),
  wr_fee decimal(7,2),
  wr_return_ship_cost decimal(7,2),
  wr_refunded_cash decimal(7,2),
  wr_reversed_charge decimal(7,2),
  wr_account_credit decimal(7,2),
  wr_net_loss decimal(7,2),
  primary key (wr_item_sk, wr_order_number)
) distkey(wr_order_number) backup no sortkey (wr_returned_date_sk) ;

commit;

/* Loading */
copy store_sales from 's3://sample/tpcds/store_sales/' iam_role default gzip delimiter '|' emptyasnull region 'us-east-1';
copy web_sales from 's3://sample/tpcds/web_sales/' iam_role default gzip delimiter '|' emptyasnull region 'us-east-1';

analyze store_sales predicate columns;
vacuum reindex inventory;
