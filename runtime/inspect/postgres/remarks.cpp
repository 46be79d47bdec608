// Statements about what exists: comments, owners, grants.
#include "runtime/inspect/postgres/queries.h"

namespace kura::inspect::postgres {
namespace {

constexpr Part kParts[] = {
    {0, R"(select 140 + v.place, 0, v.prefix, v.name, v.number, concat('COMMENT ON ', v.words, ' IS ''',
  replace(d.description, '''', ''''''), '''')
from pg_description d join (
  select 0 as place, 'pg_namespace'::regclass as class, n.oid, 0 as number, '' as prefix, n.nspname::text as name,
    'SCHEMA ' || quote_ident(n.nspname) as words from mine n where n.nspname <> $home$
    and exists (select from kept k where k.relnamespace = n.oid)
  union all select 1, 'pg_type'::regclass, k.oid, 0, k.prefix, k.typname::text, 'TYPE ' || k.name from kind k
    where k.typtype = 'e'
  union all select 2, 'pg_class'::regclass, r.oid, 0, r.prefix, r.relname::text, r.word || ' ' || r.name from kept r
    where r.relkind <> 'f'
  union all select 2, 'pg_class'::regclass, r.oid, a.attnum, r.prefix, r.relname::text,
    concat('COLUMN ', r.name, '.', a.name) from kept r join col a on a.attrelid = r.oid where r.relkind <> 'f'
  union all select 3, 'pg_class'::regclass, x.indexrelid, 0, x.prefix, x.index::text, 'INDEX ' || x.name
    from own_index x where x.indisvalid
) v on v.class = d.classoid and v.oid = d.objoid and v.number = d.objsubid
where d.description <> 'standard public schema')"},
    // Who runs the statements owns what they make.
    {0, R"(select 150, 0, r.prefix, r.relname::text, 0, concat('ALTER ', r.word, ' ', r.name, ' OWNER TO ',
  quote_ident(pg_get_userbyid(r.relowner)))
from (select prefix, relname, name, word, relkind, relowner from kept union all select prefix, relname, name, word,
  relkind, relowner from part) r where r.relkind in ('r', 'p', 'v', 'm') and pg_get_userbyid(r.relowner) <> current_user)"},
    // MAINTAIN came with 17, so how many there are is asked.
    {0, R"(select 160, 0, r.prefix, r.relname::text, 0, concat('GRANT ', case when count(*) = (
    select count(*) from aclexplode(acldefault('r', r.relowner))) then 'ALL'
    else string_agg(i.privilege_type, ', ' order by i.privilege_type collate "C") end, ' ON TABLE ', r.name, ' TO ',
  case when i.grantee = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(i.grantee)) end,
  case when i.is_grantable then ' WITH GRANT OPTION' end)
from kept r cross join lateral (select distinct grantee, privilege_type, is_grantable from aclexplode(r.relacl)) i
where r.relkind in ('r', 'p', 'v', 'm') and i.grantee <> r.relowner
group by r.prefix, r.relname, r.name, r.relowner, i.grantee, i.is_grantable)"},
    {0, R"(select 170, 0, r.prefix, r.relname::text, 0, concat('GRANT ', i.privilege_type, ' (',
  string_agg(a.name, ', ' order by a.attnum), ') ON TABLE ', r.name, ' TO ',
  case when i.grantee = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(i.grantee)) end,
  case when i.is_grantable then ' WITH GRANT OPTION' end)
from kept r join col a on a.attrelid = r.oid
cross join lateral (select distinct grantee, privilege_type, is_grantable from aclexplode(a.attacl)) i
where r.relkind in ('r', 'p', 'v', 'm') and i.grantee <> r.relowner
group by r.prefix, r.relname, r.name, i.grantee, i.privilege_type, i.is_grantable)"},
};

}  // namespace

std::span<const Part> remark_parts() {
  return kParts;
}

}  // namespace kura::inspect::postgres
