"""What MariaDB's description of its databases must see, and what not."""

import contextlib

import mariadb_server

SETUP = (
    "create role kura_reader",
    "create role kura_writer",
    "create database other character set latin1",
    "create table customers (id int auto_increment primary key, name varchar(40) not null default 'nobody' comment 'who', mail varchar(80), "
    "unique key by_mail (mail)) comment 'people'",
    "create table orders (id int primary key, customer int, amount decimal(10,2) not null, state enum('new', 'paid'), total decimal(12,2) as (amount * 2) stored, "
    "key by_state (state, amount desc), constraint of_customer foreign key (customer) references customers (id) on delete cascade, "
    "constraint is_positive check (amount >= 0))",
    "create table parts (id int not null, day date not null, primary key (id, day)) partition by range columns (day) "
    "(partition p1 values less than ('2024-01-01'), partition p2 values less than ('2025-01-01'))",
    "create table spread (id int primary key) partition by hash (id) partitions 4",
    "create table history (id int primary key, what text) with system versioning",
    "create table clocks (id int primary key, at timestamp not null default '2024-06-01 12:00:00')",
    "create table log_lines (line text) engine = aria",
    "create table kura_migrations (id int primary key)",
    "create view paid as select id, amount from orders where state = 'paid'",
    "create view rich as select * from paid where amount > 1000",
    "create sequence numbers start with 10 increment by 2",
    "create function twice (n int) returns int deterministic return n * 2",
    "create procedure nothing () select 1",
    "create trigger clean before insert on orders for each row set new.amount = abs(new.amount)",
    "create table other.far (id int primary key, note varchar(10))",
    "create table other.customers (id int primary key)",
    "grant select on live.orders to kura_reader",
)

# Statement, the objects that it changes; `live` is the default database, whose objects go by their names alone.
CASES = (
    ("insert into customers (mail) values ('a@example.org'), ('b@example.org')", ""),
    ("alter table customers auto_increment = 500", ""),
    ("update customers set name = 'somebody'", ""),
    ("delete from customers where id = 2", ""),
    ("insert into orders (id, customer, amount, state) values (1, 1, 5, 'new'), (2, 1, 7, 'paid')", ""),
    ("insert into history values (1, 'a')", ""),
    ("update history set what = 'b'", ""),
    ("do nextval(numbers)", ""),
    ("select setval(numbers, 500)", ""),
    ("analyze table customers, orders, parts", ""),
    ("analyze table customers persistent for all", ""),
    ("optimize table customers", ""),
    ("check table customers", ""),
    ("flush tables", ""),
    ("alter table customers force", ""),
    ("truncate table spread", ""),
    ("alter table customers modify column name varchar(40) not null default 'nobody' comment 'who'", ""),
    ("create user if not exists somebody@localhost", ""),
    ("create temporary table passing (a int)", ""),
    ("flush privileges", ""),
    ("create table fresh (a int)", "fresh"),
    ("create table fresh_copy as select 1 as a", "fresh_copy"),
    ("create table like_orders like orders", "like_orders"),
    ("alter table fresh add column b int", "fresh"),
    ("alter table fresh add column c int after a", "fresh"),
    ("alter table fresh modify column b bigint", "fresh"),
    ("alter table fresh modify column b bigint unsigned not null", "fresh"),
    ("alter table fresh rename column c to d", "fresh"),
    ("alter table fresh alter column b set default 5", "fresh"),
    ("alter table fresh alter column b drop default", "fresh"),
    ("alter table fresh modify column b bigint unsigned not null comment 'counted'", "fresh"),
    ("alter table fresh modify column d int first", "fresh"),
    ("alter table fresh modify column d int invisible", "fresh"),
    ("alter table fresh drop column d", "fresh"),
    ("alter table fresh add column v int as (a + 1) virtual", "fresh"),
    ("alter table fresh modify column v int as (a + 2) virtual", "fresh"),
    ("alter table fresh add primary key (b)", "fresh"),
    ("alter table fresh modify column b bigint unsigned not null auto_increment", "fresh"),
    ("alter table fresh comment 'made of nothing'", "fresh"),
    ("alter table fresh row_format = compressed", "fresh"),
    ("alter table fresh default character set latin1", "fresh"),
    ("alter table fresh stats_persistent = 1", "fresh"),
    ("alter table customers modify column name varchar(40) character set utf8mb4 collate utf8mb4_bin not null default 'nobody'", "customers"),
    ("alter table customers convert to character set utf8mb4 collate utf8mb4_unicode_ci", "customers"),
    ("create index by_name on customers (name)", "customers"),
    ("alter table customers rename index by_name to by_full_name", "customers"),
    ("alter table customers alter index by_full_name ignored", "customers"),
    ("drop index by_full_name on customers", "customers"),
    ("create unique index by_name on customers (name(10))", "customers"),
    ("drop index by_name on customers", "customers"),
    ("create index by_name on customers (name(10)) comment 'a prefix'", "customers"),
    ("create fulltext index by_words on customers (name)", "customers"),
    ("alter table orders drop constraint is_positive", "orders"),
    ("alter table orders add constraint is_positive check (amount > 0)", "orders"),
    ("alter table orders drop foreign key of_customer", "orders"),
    ("alter table orders add constraint of_customer foreign key (customer) references customers (id) on update cascade", "orders"),
    ("alter table orders modify column state enum('new', 'paid', 'sent')", "orders"),
    ("alter table clocks add constraint of_far foreign key (id) references other.far (id)", "clocks"),
    ("alter table clocks drop foreign key of_far", "clocks"),
    ("alter table parts add partition (partition p3 values less than (maxvalue))", "parts"),
    ("alter table parts drop partition p1", "parts"),
    ("alter table parts reorganize partition p3 into (partition p3 values less than ('2026-01-01'), partition p4 values less than (maxvalue))", "parts"),
    ("alter table parts remove partitioning", "parts"),
    ("alter table parts partition by key (id) partitions 3", "parts"),
    ("alter table spread add partition partitions 2", "spread"),
    ("alter table history drop system versioning", "history"),
    ("alter table log_lines engine = innodb", "log_lines"),
    ("alter table log_lines add column at timestamp not null default current_timestamp on update current_timestamp", "log_lines"),
    ("alter table log_lines modify column at timestamp not null default current_timestamp", "log_lines"),
    ("alter table clocks alter column at set default '2024-06-01 13:00:00'", "clocks"),
    ("rename table fresh to renamed", "fresh renamed"),
    ("rename table renamed to other.renamed", "renamed other.renamed"),
    ("rename table customers to people", "customers people orders"),
    ("rename table log_lines to swap, clocks to log_lines, swap to clocks", "clocks log_lines"),
    ("create or replace view paid as select id, amount, state from orders where state = 'paid'", "paid"),
    ("alter algorithm = merge view paid as select id, amount, state from orders where state = 'paid'", "paid"),
    ("alter algorithm = merge sql security invoker view paid as select id, amount, state from orders where state = 'paid'", "paid"),
    ("create or replace view paid as select id from orders where state = 'paid' with check option", "paid"),
    ("create view wide as select 'a\\nb' as text", "wide"),
    ("drop view rich", "rich"),
    ("alter sequence numbers increment by 5", "numbers"),
    ("alter sequence numbers maxvalue 100000 cycle", "numbers"),
    ("create sequence more_numbers", "more_numbers"),
    ("drop sequence more_numbers", "more_numbers"),
    ("grant insert on orders to kura_reader", "orders"),
    ("grant select on orders to kura_reader with grant option", "orders"),
    ("grant update (amount) on orders to kura_writer", "orders"),
    ("revoke insert on orders from kura_reader", "orders"),
    ("grant select on paid to kura_reader", "paid"),
    ("grant select on live.* to kura_writer", "live"),
    ("grant select on other.* to kura_writer", "other"),
    ("alter database other character set utf8mb4", "other"),
    ("alter database live comment 'the main one'", "live"),
    ("create database third", "third"),
    ("drop database third", "third"),
    ("alter table other.far add column more int", "other.far"),
    ("create trigger look after delete on orders for each row set @gone = old.id", "look"),
    ("drop trigger look", "look"),
    ("create or replace function twice (n int) returns int deterministic return n + n", "twice"),
    ("create procedure less () select 2", "less"),
    ("drop procedure less", "less"),
    ("drop table orders", "orders clean"),
    ("drop table like_orders", "like_orders"),
    ("drop database other", "other other.far other.customers other.renamed"),
)


class Client:
    def __init__(self, server):
        self.url = f"mariadb://root@localhost/live?socket={server.socket}"
        self._server = server

    def run(self, sql):
        done = self._server.client(sql, "live")
        if done.returncode != 0:
            raise RuntimeError(f"{sql}: {done.stderr}")


@contextlib.contextmanager
def running():
    with mariadb_server.running() as server:
        if server.client("create database live").returncode != 0:
            raise RuntimeError("the server makes no database")
        yield Client(server)


def check_more(client, describe, count):
    check_names(client, describe, count)
    check_settings(client, describe, count)
    check_neighbours(client, describe, count)


def check_names(client, describe, count):
    client.run("create database other")
    client.run("create table other.people (id int primary key)")
    client.run("create table `Odd ``name\\` (`a b` int)")
    client.run("create table `蔵` (id int primary key)")
    client.run("create table kura_steps (id int primary key)")
    everything = describe()
    count.check(not [name for name in everything if "kura_" in name], "the tables of the runner are not described", str(sorted(everything)))
    for names, found in (
        (("kura_migrations",), {"kura_migrations"}),
        (("people",), {"people", "other.people"}),
        (("paid", "spread", "id"), {"paid", "spread"}),
        (("odd `name\\",), {"Odd `name\\"}),
        (("蔵",), {"蔵"}),
        (("numbers",), {"numbers"}),
        (("twice",), {"twice"}),
        (("other",), {"other"}),
        (("nowhere",), set()),
    ):
        named = describe(names)
        count.check(set(named) == found, f"found by {names}", str(sorted(named)))
        count.check(all(everything.get(name, lines) == lines for name, lines in named.items()), f"described alike by {names}")


def check_settings(client, describe, count):
    before = describe()
    for setting, default in (("sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES'", "default"), ("sql_mode = 'ORACLE'", "default"),
                             ("sql_quote_show_create = 0", "1"), ("time_zone = '-05:00'", "'SYSTEM'")):
        client.run(f"set global {setting}")
        after = describe()
        count.check(before == after, f"described with {setting}", str({key for key in before if before[key] != after.get(key)}))
        client.run(f"set global {setting.split(' ')[0]} = {default}")


def check_neighbours(client, describe, count):
    """A view is described as ever while a table is missing that it reads, and rights over nothing are no facts."""
    client.run("create table below (id int)")
    client.run("create view above as select id from below")
    before = describe(["above"])
    client.run("drop table below")
    count.check(before == describe(["above"]), "a view without its table")
    client.run("create table held (id int)")
    client.run("grant select on held to kura_reader")
    client.run("drop table held")
    count.check(describe(["held"]) == {}, "what is left of a table's rights", str(describe(["held"])))
    count.check(describe.before("drop table a, b") == [], "nothing runs before a repetition")
