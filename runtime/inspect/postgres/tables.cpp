// Statements that go with tables: owners of sequences, settings of columns, keys, indexes, settings of tables.
#include "runtime/inspect/postgres/queries.h"

namespace kura::inspect::postgres {
namespace {

constexpr Part kParts[] = {
    {0, R"(select 60, 0, r.prefix, r.relname::text, 0, concat('ALTER SEQUENCE ', r.name, ' OWNED BY ', k.name, '.',
  quote_ident(a.attname))
from kept r join pg_depend d on d.objid = r.oid and d.classid = 'pg_class'::regclass
  and d.refclassid = 'pg_class'::regclass and d.deptype = 'a'
join kept k on k.oid = d.refobjid join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
where r.relkind = 'S')"},
    {0, R"(select 70, 0, r.prefix, r.relname::text, a.attnum, concat('ALTER TABLE ', r.name, ' ALTER COLUMN ', a.name,
  ' SET ', v.setting)
from kept r join col a on a.attrelid = r.oid cross join lateral (values
  ('STORAGE ' || case when a.attstorage <> a.typstorage then case a.attstorage when 'p' then 'plain'
    when 'e' then 'external' when 'x' then 'extended' else 'main' end end),
  ('STATISTICS ' || nullif(a.attstattarget, -1)),
  ('(' || a.options || ')')) v(setting)
where r.relkind in ('r', 'p') and v.setting is not null)"},
    {14, R"(select 70, 0, r.prefix, r.relname::text, a.attnum, concat('ALTER TABLE ', r.name, ' ALTER COLUMN ', a.name,
  ' SET COMPRESSION ', case a.attcompression when 'p' then 'pglz' else 'lz4' end)
from kept r join col a on a.attrelid = r.oid where r.relkind in ('r', 'p') and a.attcompression <> '')"},
    // The functions print an index' parameters and tablespace for exclusions, and neither for keys.
    {0, R"(select case when t.contype = 'f' then 100 else 80 end, position(t.contype in 'puxcf'), t.prefix,
  t.relname::text, 0, concat('ALTER TABLE ', t.relation, ' ADD CONSTRAINT ', quote_ident(t.conname), ' ',
  case when t.contype in ('p', 'u') then concat(
    regexp_replace(pg_get_constraintdef(t.oid), '( DEFERRABLE)?( INITIALLY DEFERRED)?$', ''),
    ' WITH (' || o.words || ')', ' USING INDEX TABLESPACE ' || quote_ident(ts.spcname),
    case when t.condeferrable then ' DEFERRABLE' end, case when t.condeferred then ' INITIALLY DEFERRED' end)
  when t.contype = 'x' then regexp_replace(pg_get_constraintdef(t.oid), $quoted$, $bare$, 'g')
  else pg_get_constraintdef(t.oid) end)
from con t left join pg_class i on i.oid = t.conindid and t.contype in ('p', 'u') left join option o on o.oid = i.oid
left join pg_tablespace ts on ts.oid = i.reltablespace where t.contype in ('p', 'u', 'x', 'c', 'f'))"},
    {0, R"(select case x.of_kind when 'm' then 130 else 90 end, 0, x.prefix, x.relname::text, 0, concat(
  regexp_replace(left(text, length(text) - coalesce(length(predicate), 0)), $quoted$, $bare$, 'g'),
  ' TABLESPACE ' || quote_ident(ts.spcname), predicate)
from own_index x left join pg_tablespace ts on ts.oid = x.reltablespace
cross join lateral (select case x.relkind when 'I' then replace(pg_get_indexdef(x.indexrelid, 0, true), ' ON ONLY ',
  ' ON ') else pg_get_indexdef(x.indexrelid, 0, true) end as text,
  ' WHERE ' || pg_get_expr(x.indpred, x.indrelid, true) as predicate) def where x.indisvalid)"},
    {0, R"(select 110, 0, r.prefix, r.relname::text, v.number, concat('ALTER TABLE ', r.name, ' ', v.words)
from kept r cross join lateral (values
  (1, case r.relreplident when 'f' then 'REPLICA IDENTITY FULL' when 'n' then 'REPLICA IDENTITY NOTHING'
    when 'i' then 'REPLICA IDENTITY USING INDEX ' || (select quote_ident(index) from ind x where x.indrelid = r.oid
      and x.indisreplident) end),
  (2, 'CLUSTER ON ' || (select quote_ident(index) from ind x where x.indrelid = r.oid and x.indisclustered)),
  (3, case when r.relrowsecurity then 'ENABLE ROW LEVEL SECURITY' end),
  (4, case when r.relforcerowsecurity then 'FORCE ROW LEVEL SECURITY' end)) v(number, words)
where r.relkind in ('r', 'p') and v.words is not null)"},
};

}  // namespace

std::span<const Part> table_parts() {
  return kParts;
}

}  // namespace kura::inspect::postgres
