/* The sample warehouse of ticket sales:
   five dimensions, two tables of facts. */
drop table if exists sales;
drop table if exists listing;
drop table if exists event;
drop table if exists date;
drop table if exists category;
drop table if exists venue;
drop table if exists users;

create schema if not exists tickit;
set search_path to tickit;

create table users(
	userid integer not null distkey sortkey,
	username char(8),
	firstname varchar(30),
	lastname varchar(30),
	city varchar(30),
	state char(2),
	email varchar(100),
	phone char(14),
	likesports boolean,
	liketheatre boolean,
	likeconcerts boolean,
	likejazz boolean,
	likeclassical boolean,
	likeopera boolean,
	likerock boolean,
	likevegas boolean,
	likebroadway boolean,
	likemusicals boolean);

create table venue(
	venueid smallint not null distkey sortkey,
	venuename varchar(100),
	venuecity varchar(30),
	venuestate char(2),
	venueseats integer);

create table category(
	catid smallint not null distkey sortkey,
	catgroup varchar(10),
	catname varchar(10),
	catdesc varchar(50));

create table date(
	dateid smallint not null distkey sortkey,
	caldate date not null,
	day character(3) not null,
	week smallint not null,
	month character(5) not null,
	qtr character(5) not null,
	year smallint not null,
	holiday boolean default('N'));

create table event(
	eventid integer not null distkey,
	venueid smallint not null,
	catid smallint not null,
	dateid smallint not null sortkey,
	eventname varchar(200),
	starttime timestamp);

create table listing(
	listid integer not null distkey,
	sellerid integer not null,
	eventid integer not null,
	dateid smallint not null  sortkey,
	numtickets smallint not null,
	priceperticket decimal(8,2),
	totalprice decimal(8,2),
	listtime timestamp);

create table sales(
	salesid integer not null,
	listid integer not null distkey,
	sellerid integer not null,
	buyerid integer not null,
	eventid integer not null,
	dateid smallint not null sortkey,
	qtysold smallint not null,
	pricepaid decimal(8,2),
	commission decimal(8,2),
	saletime timestamp);

-- Rows come from a bucket.
copy users from 's3://sample/tickit/allusers_pipe.txt'
iam_role default
delimiter '|' region 'us-east-1';
copy sales from 's3://sample/tickit/sales_tab.txt' iam_role default
delimiter '\t' timeformat 'MM/DD/YYYY HH:MI:SS' region 'us-east-1';

alter table users add primary key (userid);
alter table venue add primary key (venueid);
alter table category add primary key (catid);
alter table date add primary key (dateid);
alter table event add primary key (eventid);
alter table listing add primary key (listid);
alter table sales add constraint sales_pkey primary key (salesid);
alter table event add foreign key (venueid) references venue (venueid);
alter table event add foreign key (catid) references category;
alter table event add foreign key (dateid) references date (dateid);
alter table listing add constraint listing_seller foreign key (sellerid) references users (userid);
alter table sales add foreign key (listid) references tickit.listing (listid);

analyze;
vacuum sort only sales to 99 percent;
grant usage on schema tickit to public;
grant select on all tables in schema tickit to group readers;
grant select on table sales, listing to group readers;

-- What each event brought in.
create view event_revenue as
select e.eventid, e.eventname, sum(s.pricepaid) as revenue
from sales s join event e on s.eventid = e.eventid
group by e.eventid, e.eventname;
