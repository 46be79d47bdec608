// Statements that create: schemas, enums, sequences, tables, partitions, views.
#include "runtime/inspect/postgres/queries.h"

namespace kura::inspect::postgres {
namespace {

constexpr Part kParts[] = {
    {0, R"(select 10, 0, '', n.nspname::text, 0, 'CREATE SCHEMA IF NOT EXISTS ' || quote_ident(n.nspname) from mine n
where n.nspname <> $home$ and n.oid not in (select objid from member where classid = 'pg_namespace'::regclass)
  and (n.nspname <> 'public' or exists (select from kept k where k.relnamespace = n.oid)
    or exists (select from kind k where k.typnamespace = n.oid)))"},
    {0, R"(select 20, 0, k.prefix, k.typname::text, 0, concat('CREATE TYPE ', k.name, ' AS ENUM (', (
  select string_agg(concat('''', replace(e.enumlabel, '''', ''''''), ''''), ', ' order by e.enumsortorder)
  from pg_enum e where e.enumtypid = k.oid), ')')
from kind k where k.typtype = 'e')"},
    {0, R"(select 30, 0, r.prefix, r.relname::text, 0, concat('CREATE SEQUENCE ', r.name,
  case when s.seqtypid <> 'int8'::regtype then ' AS ' || s.seqtypid::regtype end,
  case when s.has_start then ' START WITH ' || s.seqstart end, s.words)
from kept r join number s on s.seqrelid = r.oid)"},
    {0, R"(select 40, l.depth, r.prefix, r.relname::text, 0, concat('CREATE ',
  case when r.relpersistence = 'u' then 'UNLOGGED ' end, r.word, ' ', r.name, E' (\n  ', (
  select string_agg(concat(a.name, ' ', format_type(coalesce(b.base, a.atttypid), coalesce(b.mode, a.atttypmod)),
    repeat('[]', a.attndims - 1),
    ' COLLATE ' || nullif(a.attcollation, t.typcollation)::regcollation,
    case when a.attgenerated = '' then ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
      else ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ')'
        || case when a.attgenerated = 's' then ' STORED' else ' VIRTUAL' end end,
    case when a.attidentity <> '' then concat(' GENERATED ', case when a.attidentity = 'a' then 'ALWAYS'
      else 'BY DEFAULT' end, ' AS IDENTITY', (
        select ' (' || ltrim(words) || ')' from (select concat(case when s.has_start or s.seqstart <> 1
          then ' START WITH ' || s.seqstart end, s.words) as words
        from counting q join number s on s.seqrelid = q.oid where q.relid = a.attrelid and q.attnum = a.attnum) w
        where words <> ''))
      when a.attnotnull then ' NOT NULL' end), E',\n  ' order by a.attnum)
  from col a join pg_type t on t.oid = a.atttypid left join plain_type b on b.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = r.oid), E'\n)',
  ' INHERITS (' || (select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno) from pg_inherits i
    where i.inhrelid = r.oid) || ')',
  case when r.relkind = 'p' then ' PARTITION BY ' || pg_get_partkeydef(r.oid) end,
  ' USING ' || quote_ident(nullif(am.amname, 'heap')), ' WITH (' || o.words || ')',
  ' TABLESPACE ' || quote_ident(ts.spcname), ' SERVER ' || quote_ident(s.srvname))
from kept r join level l on l.oid = r.oid left join option o on o.oid = r.oid
left join pg_am am on am.oid = r.relam left join pg_tablespace ts on ts.oid = r.reltablespace
left join pg_foreign_table f on f.ftrelid = r.oid left join pg_foreign_server s on s.oid = f.ftserver
where r.relkind in ('r', 'p', 'f'))"},
    {0, R"(select 50, 0, r.prefix, r.relname::text, 0, concat('CREATE ',
  case when r.relpersistence = 'u' then 'UNLOGGED ' end, 'TABLE ', r.name, ' PARTITION OF ', r.parent, ' ',
  pg_get_expr(r.relpartbound, r.oid), ' USING ' || quote_ident(nullif(am.amname, 'heap')),
  ' WITH (' || o.words || ')', ' TABLESPACE ' || quote_ident(ts.spcname))
from part r left join option o on o.oid = r.oid left join pg_am am on am.oid = r.relam
left join pg_tablespace ts on ts.oid = r.reltablespace)"},
    {0, R"(select 120, l.depth, r.prefix, r.relname::text, 0, concat('CREATE ', r.word, ' ', r.name,
  ' USING ' || quote_ident(nullif(am.amname, 'heap')), ' WITH (' || o.words || ')',
  ' TABLESPACE ' || quote_ident(ts.spcname), E' AS\n', rtrim(pg_get_viewdef(r.oid, true), ';'),
  (select E'\n  WITH ' || upper(value) || ' CHECK OPTION' from parameter c where c.oid = r.oid
    and c.name = 'check_option'),
  case when r.relkind = 'm' and not r.relispopulated then E'\n  WITH NO DATA' end)
from kept r join level l on l.oid = r.oid left join option o on o.oid = r.oid
left join pg_am am on am.oid = r.relam left join pg_tablespace ts on ts.oid = r.reltablespace
where r.relkind in ('v', 'm'))"},
};

}  // namespace

std::span<const Part> object_parts() {
  return kParts;
}

}  // namespace kura::inspect::postgres
