// What is missing of objects that are stated otherwise: details that the language has no words for.
#include "runtime/inspect/postgres/queries.h"

namespace kura::inspect::postgres {
namespace {

constexpr Part kParts[] = {
    // Relations that get no statement at all.
    {0, R"(select concat('table ', r.name), case
  when r.relispartition and k.oid is null then 'it is a partition of a table that is not stated'
  when r.relispartition and r.relkind = 'p' then 'partitions that have partitions are not part of the language'
  when r.relispartition and r.relkind = 'f' then 'partitions that are foreign tables are not part of the language'
  when r.relispartition then 'partitions in another schema than their table are not part of the language'
  else 'it has no columns, and a table needs some' end
from rel r left join pg_inherits i on i.inhrelid = r.oid and r.relispartition left join kept k on k.oid = i.inhparent
where r.oid not in (select oid from kept) and r.oid not in (select oid from part))"},
    {0,
     R"(select concat('schema ', quote_ident(n.nspname)), 'nothing of it is stated, and a schema is declared by its objects'
from mine n where n.nspname not in ($home$, 'public')
  and n.oid not in (select objid from member where classid = 'pg_namespace'::regclass)
  and not exists (select from kept k where k.relnamespace = n.oid)
  and not exists (select from kind k where k.typnamespace = n.oid and k.typtype = 'e'))"},
    {0, R"(select concat('comment on schema ', quote_ident(n.nspname)), case when n.nspname = $home$
  then 'what is in the default schema stands in no `schema`' else 'nothing of the schema is stated' end
from mine n join pg_description d on d.classoid = 'pg_namespace'::regclass and d.objoid = n.oid
where d.description <> 'standard public schema' and (n.nspname = $home$ or not exists (
  select from kept k where k.relnamespace = n.oid)))"},
    {0, R"(select concat('owner of schema ', quote_ident(n.nspname)), 'schemas have no `owner` in the language'
from mine n where n.nspname <> 'public' and pg_get_userbyid(n.nspowner) <> current_user)"},
    {0,
     R"(select concat('grants on schema ', quote_ident(n.nspname)), 'only tables and views have grants in the language'
from mine n where n.nspacl is not null and n.nspacl <> acldefault('n', n.nspowner) and n.nspname <> 'public')"},
    {0, R"(select concat(v.what, ' of type ', k.name), v.why from kind k cross join lateral (values
  ('owner', 'types have no `owner` in the language', pg_get_userbyid(k.typowner) <> current_user),
  ('grants', 'only tables and views have grants in the language', k.typacl <> acldefault('T', k.typowner)))
  v(what, why, holds)
where k.typtype = 'e' and v.holds)"},
    {0, R"(select concat(v.what, ' of sequence ', r.name), v.why from kept r cross join lateral (values
  ('owner', 'sequences have no `owner` in the language', pg_get_userbyid(r.relowner) <> current_user
    and not exists (select from pg_depend d where d.objid = r.oid and d.classid = 'pg_class'::regclass
    and d.refclassid = 'pg_class'::regclass and d.deptype = 'a')),
  ('grants', 'only tables and views have grants in the language', r.relacl <> acldefault('s', r.relowner)),
  ('unlogged', 'sequences have no `unlogged` in the language', r.relpersistence = 'u')) v(what, why, holds)
where r.relkind = 'S' and v.holds)"},
    {0, R"(select concat(v.what, ' of identity column ', a.relation, '.', a.name), v.why
from counting q join col a on a.attrelid = q.relid and a.attnum = q.attnum join pg_class s on s.oid = q.oid
join pg_class r on r.oid = q.relid cross join lateral (values
  ('comment on the sequence', 'it belongs to the column, whose comment is its own',
    obj_description(s.oid, 'pg_class') is not null),
  ('grants on the sequence', 'only tables and views have grants in the language',
    s.relacl <> acldefault('s', s.relowner)),
  ('sequence ' || quote_ident(s.relname), 'the sequence of an identity column has the name that the engine gives it',
    octet_length(r.relname) + octet_length(a.attname) < 58
    and s.relname !~ ('^' || regexp_replace(r.relname || '_' || a.attname || '_seq', '(\W)', '\\\1', 'g') || '\d*$')))
  v(what, why, holds) where v.holds)"},
    {0, R"(select concat('serial column ', a.relation, '.', a.name), 'it is stated as an identity column'
from kept s join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass
  and d.refclassid = 'pg_class'::regclass and d.deptype = 'a'
join col a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid join pg_class r on r.oid = a.attrelid
join number n on n.seqrelid = s.oid join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
where s.relkind = 'S' and s.relname = r.relname || '_' || a.attname || '_seq'
  and n.words ~ '^( INCREMENT BY -?\d+)?$' and obj_description(s.oid, 'pg_class') is null
  and pg_get_expr(e.adbin, e.adrelid) ~ '^nextval\(')"},
    {0, R"(select concat('privileges of the owner of ', r.name), 'what an owner gave up is not part of the language'
from kept r where r.relkind in ('r', 'p', 'v', 'm') and r.relacl is not null and exists (
  select privilege_type from aclexplode(acldefault('r', r.relowner)) except
  select privilege_type from aclexplode(r.relacl) i where i.grantee = r.relowner))"},
    {0, R"(select concat('grants on foreign table ', r.name), 'external tables are not managed'
from kept r where r.relkind = 'f' and r.relacl <> acldefault('r', r.relowner))"},
    {0, R"(select concat('server and options of foreign table ', r.name),
  'external tables are only named, so that views may read them' from kept r where r.relkind = 'f')"},
    {0, R"(select concat('comment on ', lower(r.word), ' ', r.name, '.' || quote_ident(a.attname)),
  'external tables have no comments in the language'
from kept r join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = r.oid
left join pg_attribute a on a.attrelid = r.oid and a.attnum = d.objsubid and d.objsubid > 0 where r.relkind = 'f')"},
    {0, R"(select concat('type of table ', r.name), 'tables of a composite type are stated with their columns'
from kept r where r.reloftype <> 0)"},
    {0, R"(select concat(case when a.relkind = 'v' then 'default of ' else 'settings of ' end, a.relation, '.', a.name),
  'columns of views have no more than a comment in the language'
from col a where a.relkind = 'v' and a.atthasdef or a.relkind = 'm' and (a.attstorage <> a.typstorage
  or coalesce(a.attstattarget, -1) >= 0 or a.options is not null))"},
    {0, R"(select concat('index ', x.name), 'it is invalid: its build was cut off, or its partitions lack it'
from own_index x where not x.indisvalid)"},
    {0, R"(select concat('statistics of index ', x.name), 'indexes have no `statistics` in the language'
from ind x where exists (select from pg_attribute a where a.attrelid = x.indexrelid and a.attstattarget >= 0))"},
    {0, R"(select concat('comment on constraint ', quote_ident(t.conname), ' of ', t.relation),
  'keys and checks have no comments in the language'
from con t join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = t.oid)"},
    {0, R"(select concat('comment on the index of constraint ', quote_ident(t.conname), ' of ', t.relation),
  'keys and checks have no comments in the language'
from con t join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = t.conindid
where t.contype in ('p', 'u', 'x'))"},
    // What partitions and heirs have for themselves.
    {0, R"(select concat('constraint ', quote_ident(t.conname), ' of ', p.name),
  'partitions have the constraints of their table in the language'
from pg_constraint t join part p on p.oid = t.conrelid where t.conparentid = 0 and t.conislocal
  and t.contype in ('p', 'u', 'x', 'f', 'c') and not (t.contype = 'c' and t.coninhcount > 0))"},
    {0, R"(select concat('index ', p.prefix, quote_ident(i.relname), ' of ', p.name),
  'partitions have the indexes of their table in the language'
from pg_index x join part p on p.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
where not exists (select from pg_inherits h where h.inhrelid = i.oid)
  and not exists (select from pg_constraint t where t.conindid = i.oid and t.conrelid = x.indrelid))"},
    {0, R"(select concat('default or `not null` of ', a.relation, '.', a.name),
  'a column that comes from another table is stated there'
from col a join pg_inherits i on i.inhrelid = a.attrelid join col b on b.attrelid = i.inhparent
  and b.attname = a.attname and a.attrelid in (select oid from part)
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
left join pg_attrdef e on e.adrelid = b.attrelid and e.adnum = b.attnum
where (a.attnotnull <> b.attnotnull
  or pg_get_expr(d.adbin, d.adrelid) is distinct from pg_get_expr(e.adbin, e.adrelid)))"},
    {0, R"(select concat('comment on ', p.name, '.' || quote_ident(a.attname)),
  'partitions have no comments in the language'
from part p join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = p.oid
left join pg_attribute a on a.attrelid = p.oid and a.attnum = d.objsubid and d.objsubid > 0)"},
    {0, R"(select concat(v.what, ' of partition ', p.name), 'partitions have their table''s in the language'
from part p join kept k on k.oid = p.inhparent cross join lateral (values ('owner', p.relowner <> k.relowner),
  ('grants', p.relacl <> acldefault('r', p.relowner))) v(what, holds) where v.holds)"},
};

}  // namespace

std::span<const Part> detail_parts() {
  return kParts;
}

}  // namespace kura::inspect::postgres
