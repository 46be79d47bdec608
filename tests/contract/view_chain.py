#!/usr/bin/python3
"""A chain of views over a table whose column changes its type, as plain SQL through psql: view_chain.py KURA."""

import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "live")]
import counting
import postgres_server
import server_process
from compiler import Compiler

BEFORE = """
table orders {
  order_id  bigint          identity  primary key;
  region    varchar(10)     not null;
  amount    decimal(8, 2)   not null;
  sold_on   date            not null;

  index by_region on (region);
}

view big_orders as
  select order_id, region, amount, sold_on from orders where amount > 10;

view regions as
  select region, sum(amount) as total, max(sold_on) as last_sale from big_orders group by region;

materialized view region_totals {
  unique index one_region on (region);
} as
  select region, total, last_sale from regions;
"""
AFTER = (
    BEFORE.replace("amount    decimal(8, 2)   not null", "price     decimal(20, 4)  not null  was amount")
    .replace("region    varchar(10) ", "region    varchar(200)")
    .replace("region, amount, sold_on from orders where amount > 10", "region, price, sold_on from orders where price > 10")
    .replace("sum(amount)", "sum(price)")
)
# What nobody declared.
HANGING = """
insert into orders (region, amount, sold_on) values ('north', 12.34, '2024-01-02'), ('south', 99.99, '2024-02-03'), ('north', 5, '2024-03-04'),
  ('it''s', 123456.78, '2024-04-05');
create role analyst; create role auditor; create role keeper;
grant select on orders to analyst; grant select on big_orders to analyst with grant option; grant select on regions to analyst;
grant select on region_totals to analyst; grant select (amount), update (region) on orders to auditor;
grant select (region) on big_orders to auditor; grant select (total) on region_totals to auditor;
comment on view regions is 'By region, it''s said.'; comment on column region_totals.total is 'In euros.';
alter view big_orders set (security_barrier = true); alter view regions owner to keeper;
grant select on big_orders to keeper;
refresh materialized view region_totals;
"""
# Each gives one line; what is expected of it on the way there.
QUESTIONS = {
    "rows of the table": ("select string_agg(concat_ws(',', order_id, region, {amount}::decimal(20, 2), sold_on), ' ' order by order_id) from orders",
                          "1,north,12.34,2024-01-02 2,south,99.99,2024-02-03 3,north,5.00,2024-03-04 4,it's,123456.78,2024-04-05"),
    "rows of the materialized view": ("select string_agg(concat_ws(',', region, total::decimal(20, 2), last_sale), ' ' order by region) from region_totals",
                                      "it's,123456.78,2024-04-05 north,12.34,2024-01-02 south,99.99,2024-02-03"),
    "unique index": ("select indexdef from pg_indexes where indexname = 'one_region'",
                     "CREATE UNIQUE INDEX one_region ON public.region_totals USING btree (region)"),
    "grants": ("select string_agg(concat_ws(' ', table_name, privilege_type, is_grantable), ', ' order by table_name) from"
               " information_schema.role_table_grants where grantee = 'analyst'", "big_orders SELECT YES, orders SELECT NO, regions SELECT NO"),
    "grant on the materialized view": ("select has_table_privilege('analyst', 'region_totals', 'select')", "t"),
    "grants on columns": ("select string_agg(concat_ws(' ', attrelid::regclass, attname, attacl), ', ' order by attrelid::regclass::text, attname)"
                          " from pg_attribute where attacl is not null and attrelid >= 16384",
                          "big_orders region {{auditor=r/postgres}}, orders {amount} {{auditor=r/postgres}}, orders region {{auditor=w/postgres}},"
                          " region_totals total {{auditor=r/postgres}}"),
    "comment of a view": ("select obj_description('regions'::regclass)", "By region, it's said."),
    "comment of a column": ("select col_description('region_totals'::regclass, 2)", "In euros."),
    "view option": ("select reloptions from pg_class where oid = 'big_orders'::regclass", "{{security_barrier=true}}"),
    "owner": ("select pg_get_userbyid(relowner) from pg_class where oid = 'regions'::regclass", "keeper"),
    "next identity": ("insert into orders (region, {amount}, sold_on) values ('new', 1, '2024-05-06') returning order_id", "5"),
}
AFTERWARDS = {
    "types": ("select string_agg(format_type(atttypid, atttypmod), ', ' order by attname) from pg_attribute where attrelid = 'orders'::regclass and"
              " attname in ('price', 'region')", "numeric(20,4), character varying(200)"),
    "nothing left over": ("select count(*) from pg_class where relname like '%kura%' and relpersistence <> 't'", "0"),
}


def main():
    server_process.exit_on_terminate()
    count = counting.Count()
    compiler = Compiler(pathlib.Path(sys.argv[1]).resolve(), "postgres")
    with tempfile.TemporaryDirectory(prefix="kura-chain-") as folder, postgres_server.running() as server:
        before, after = pathlib.Path(folder, "before.schema"), pathlib.Path(folder, "after.schema")
        before.write_text(BEFORE, encoding="utf-8")
        after.write_text(AFTER, encoding="utf-8")
        for options in ((), ("--rebuild", "always")):
            run_chain(server, compiler, before, after, options, count)
        (again,) = compiler.ask((after, after))
        count.check(not again.plan["changes"] and not again.plan["steps"], "the second plan is empty", str(again.plan))
    return count.finish()


def run_chain(server, compiler, before, after, options, count):
    title = f"chain {' '.join(options)}".rstrip()
    server.psql("postgres", "-c", "drop database if exists chain", "-c", "create database chain", "-c", "drop role if exists analyst, auditor, keeper")
    made = server.psql("chain", "-f", "-", text=compiler.text("empty", before) + "\n" + HANGING)
    if not count.check(made.returncode == 0, f"{title}: the state before is made", made.stderr):
        return
    script = compiler.text(before, after, *options)
    done = server.psql("chain", "-f", "-", text=script)
    if not count.check(done.returncode == 0, f"{title}: the plan applies in one go", f"{done.stderr}\n{script}"):
        return
    for what, (question, wanted) in {**QUESTIONS, **AFTERWARDS}.items():
        answer = server.psql("chain", "-c", question.format(amount="price"))
        got = answer.stdout.strip() or answer.stderr
        count.check(got == wanted.format(amount="price"), f"{title}: {what}", f"wanted: {wanted}\ngot:    {got}")


if __name__ == "__main__":
    sys.exit(main())
