// One query over PostgreSQL's catalogs: what is described, and one part for each kind of facts about it.
#include "runtime/engine/postgres/catalog.h"

#include <string_view>

#include "runtime/engine/facts.h"

namespace kura::engine::postgres {
namespace {

/// What the parts select from. `rel`: relations; `counted`: the sequences of identity columns, which belong to their
/// table as its indexes do; `kind`: types; `space`: schemas. $…$ are the filters by name.
constexpr std::string_view kObjects = R"(
with mine as materialized (
  select n.*, n.nspname::text as object, case when n.nspname = $default$ then '' else n.nspname || '.' end
  as prefix from pg_namespace n
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
), member as materialized (
  select classid, objid from pg_depend where deptype = 'e'
), counting as materialized (
  select d.objid as oid, d.refobjid as relid, d.refobjsubid as attnum, q.relname from pg_depend d
  join pg_class q on q.oid = d.objid and q.relkind = 'S'
  where d.deptype = 'i' and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
), rel as materialized (
  select c.*, n.prefix || c.relname as object from pg_class c join mine n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.oid not in (select oid from counting)
  and c.oid not in (select objid from member where classid = 'pg_class'::regclass) and ($relations$)
), counted as materialized (
  select q.*, r.object, a.attname from counting q join rel r on r.oid = q.relid
  join pg_attribute a on a.attrelid = q.relid and a.attnum = q.attnum
), kind as materialized (
  select t.*, n.prefix || t.typname as object from pg_type t join mine n on n.oid = t.typnamespace
  where (t.typtype in ('e', 'd', 'r') or t.typtype = 'c' and exists (
    select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
  and t.oid not in (select objid from member where classid = 'pg_type'::regclass) and ($types$)
), space as materialized (
  select n.* from mine n
  where n.oid not in (select objid from member where classid = 'pg_namespace'::regclass) and ($schemas$)
), holder as materialized (
  select oid, object, relkind from rel union all select typrelid, object, 'c' from kind where typrelid <> 0
), ind as materialized (
  select x.*, i.relname, i.reltablespace, i.relispartition, r.object from pg_index x
  join rel r on r.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
), con as materialized (
  select t.*, r.object from pg_constraint t join rel r on r.oid = t.conrelid
  where t.contype <> 't' and not exists (select from pg_constraint p where p.oid = t.conparentid
  and p.conrelid = t.conrelid)
  union all
  select t.*, k.object from pg_constraint t join kind k on k.oid = t.contypid
), trig as materialized (
  select t.*, r.object from pg_trigger t join rel r on r.oid = t.tgrelid where not t.tgisinternal
), commented as materialized (
  select 'pg_class'::regclass as class, oid, object, '' as what from rel
  union all select 'pg_class'::regclass, typrelid, object, '' from kind where typrelid <> 0
  union all select 'pg_class'::regclass, indexrelid, object, ' on index ' || quote_ident(relname) from ind
  union all select 'pg_class'::regclass, oid, object, ' on the sequence of ' || quote_ident(attname) from counted
  union all select 'pg_constraint'::regclass, oid, object, ' on constraint ' || quote_ident(conname) from con
  union all select 'pg_trigger'::regclass, oid, object, ' on trigger ' || quote_ident(tgname) from trig
  union all select 'pg_policy'::regclass, p.oid, r.object, ' on policy ' || quote_ident(p.polname)
            from pg_policy p join rel r on r.oid = p.polrelid
  union all select 'pg_rewrite'::regclass, w.oid, r.object, ' on rule ' || quote_ident(w.rulename)
            from pg_rewrite w join rel r on r.oid = w.ev_class
  union all select 'pg_statistic_ext'::regclass, s.oid, r.object, ' on statistics ' || quote_ident(s.stxname)
            from pg_statistic_ext s join rel r on r.oid = s.stxrelid
  union all select 'pg_type'::regclass, oid, object, '' from kind
  union all select 'pg_namespace'::regclass, oid, object, '' from space
)
)";

struct Part {
  int since = 0;  // the first version that has it
  std::string_view sql;
};

constexpr Part kParts[] = {
    {0, R"(select r.object, v.label, v.value from rel r left join pg_am am on am.oid = r.relam
left join pg_tablespace ts on ts.oid = r.reltablespace cross join lateral (values
  ('kind', case r.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
     when 'm' then 'materialized view' when 'f' then 'foreign table' else 'sequence' end),
  ('~owner', pg_get_userbyid(r.relowner)::text),
  ('persistence', case r.relpersistence when 'p' then 'permanent' when 'u' then 'unlogged' else 'temporary' end),
  ('access method', am.amname::text),
  ('tablespace', ts.spcname::text),
  ('partition by', case when r.relkind = 'p' then pg_get_partkeydef(r.oid) end),
  ('partition', pg_get_expr(r.relpartbound, r.oid)),
  ('row security', case when r.relrowsecurity then 'enabled' end),
  ('row security of the owner', case when r.relforcerowsecurity then 'forced' end),
  ('replica identity', case r.relreplident when 'f' then 'full' when 'n' then 'nothing' when 'i' then 'index' end),
  ('of type', nullif(r.reloftype, 0)::regtype::text),
  ('populated', case when r.relkind = 'm' then r.relispopulated::text end),
  ('text', case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end)) v(label, value))"},
    {0, R"(select r.object, 'option', o from rel r, unnest(r.reloptions) o)"},
    {0,
     R"(select r.object, 'option', 'toast.' || o from rel r join pg_class t on t.oid = r.reltoastrelid,
  unnest(t.reloptions) o)"},
    {0,
     R"(select r.object, 'inherits ' || i.inhseqno, i.inhparent::regclass::text from rel r
  join pg_inherits i on i.inhrelid = r.oid)"},
    {14,
     R"(select r.object, 'detach', 'pending' from rel r join pg_inherits i on i.inhrelid = r.oid
  where i.inhdetachpending)"},
    {0, R"(select r.object, v.label, v.value from rel r join pg_foreign_table f on f.ftrelid = r.oid
join pg_foreign_server s on s.oid = f.ftserver cross join lateral (
  select 'server' as label, s.srvname::text as value union all select 'option', o from unnest(f.ftoptions) o) v)"},
    {0, R"(select h.object, 'columns', string_agg(quote_ident(a.attname), ', ' order by a.attnum)
from holder h join pg_attribute a on a.attrelid = h.oid where a.attnum > 0 and not a.attisdropped
  and h.relkind <> 'S' group by h.object)"},
    {0, R"(select h.object, 'column ' || quote_ident(a.attname), concat_ws(' ', format_type(a.atttypid, a.atttypmod),
  'collate ' || nullif(a.attcollation, t.typcollation)::regcollation, case when a.attnotnull then 'not null' end,
  case when a.attgenerated = '' then 'default ' else 'generated ' || a.attgenerated::text || ' ' end
    || pg_get_expr(d.adbin, d.adrelid),
  case a.attidentity when 'a' then 'identity always' when 'd' then 'identity by default' end,
  'storage ' || nullif(a.attstorage, t.typstorage)::text, 'statistics ' || nullif(a.attstattarget, -1),
  'options ' || (select string_agg(o, ' ' order by o collate "C") from unnest(a.attoptions) o where o !~ '^pg_attver='),
  'options ' || a.attfdwoptions::text, case when not a.attislocal then 'inherited' end)
from holder h join pg_attribute a on a.attrelid = h.oid join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attnum > 0 and not a.attisdropped and h.relkind <> 'S')"},
    {14,
     R"(select h.object, 'compression of ' || quote_ident(a.attname), case a.attcompression when 'p' then 'pglz'
  when 'l' then 'lz4' end
from holder h join pg_attribute a on a.attrelid = h.oid where a.attnum > 0 and not a.attisdropped
  and a.attcompression <> '')"},
    {0, R"(select object, 'constraint ' || quote_ident(conname), pg_get_constraintdef(oid) from con)"},
    {0,
     R"(select x.object, 'index ' || quote_ident(x.relname), concat_ws(' ', pg_get_indexdef(x.indexrelid),
  'tablespace ' || ts.spcname,
  case when not x.indisvalid then 'invalid' end, case when not x.indisready then 'not ready' end,
  case when x.indisclustered then 'clustered' end, case when x.indisreplident then 'replica identity' end,
  'partition of ' || (select i.inhparent::regclass from pg_inherits i where i.inhrelid = x.indexrelid),
  'statistics ' || (select string_agg(a.attnum || ' ' || a.attstattarget, ', ' order by a.attnum) from pg_attribute a
    where a.attrelid = x.indexrelid and a.attstattarget >= 0))
from ind x left join pg_tablespace ts on ts.oid = x.reltablespace)"},
    {0,
     R"(select q.object, q.label, concat_ws(' ', format_type(s.seqtypid, null), 'start', s.seqstart, 'increment',
  s.seqincrement,
  'minimum', s.seqmin, 'maximum', s.seqmax, 'cache', s.seqcache, case when s.seqcycle then 'cycle' end)
from pg_sequence s join (select oid, object, 'numbers' as label from rel where relkind = 'S'
  union all select oid, object, 'identity of ' || quote_ident(attname) || ', ' || quote_ident(relname)
  from counted) q on q.oid = s.seqrelid)"},
    {0, R"(select r.object, 'owned by', d.refobjid::regclass || '.' || quote_ident(a.attname) from rel r
join pg_depend d on d.objid = r.oid and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
  and d.deptype = 'a'
join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid where r.relkind = 'S')"},
    {0,
     R"(select object, 'trigger ' || quote_ident(tgname), pg_get_triggerdef(oid) || case tgenabled
  when 'D' then ' disabled'
  when 'R' then ' on replicas' when 'A' then ' always' else '' end from trig)"},
    {0,
     R"(select r.object, 'rule ' || quote_ident(w.rulename), pg_get_ruledef(w.oid) || case w.ev_enabled
  when 'D' then ' disabled'
  when 'R' then ' on replicas' when 'A' then ' always' else '' end
from rel r join pg_rewrite w on w.ev_class = r.oid where w.rulename <> '_RETURN')"},
    {0,
     R"(select r.object, 'policy ' || quote_ident(p.polname), concat_ws(' ', case
  when p.polpermissive then 'permissive' else 'restrictive' end,
  'for', p.polcmd, 'to', (select string_agg(case when o = 0 then 'public' else quote_ident(pg_get_userbyid(o)) end,
  ', ' order by o) from unnest(p.polroles) o),
  'using ' || pg_get_expr(p.polqual, p.polrelid), 'with check ' || pg_get_expr(p.polwithcheck, p.polrelid))
from rel r join pg_policy p on p.polrelid = r.oid)"},
    {0, R"(select r.object, 'statistics ' || quote_ident(s.stxname), pg_get_statisticsobjdef(s.oid)
from rel r join pg_statistic_ext s on s.stxrelid = r.oid)"},
    {13, R"(select r.object, 'target of statistics ' || quote_ident(s.stxname), s.stxstattarget::text
from rel r join pg_statistic_ext s on s.stxrelid = r.oid where s.stxstattarget >= 0)"},
    {0,
     R"(select k.object, v.label, v.value from kind k left join pg_range g on g.rngtypid = k.oid cross
  join lateral (values
  ('kind', case k.typtype when 'e' then 'enumeration' when 'd' then 'domain'
  when 'r' then 'range' else 'composite type' end),
  ('~owner', pg_get_userbyid(k.typowner)::text),
  ('range of', g.rngsubtype::regtype::text),
  ('domain', case when k.typtype = 'd' then concat_ws(' ', format_type(k.typbasetype, k.typtypmod),
     'collate ' || nullif(k.typcollation, (select b.typcollation from pg_type b
  where b.oid = k.typbasetype))::regcollation,
     case when k.typnotnull then 'not null' end, 'default ' || k.typdefault) end)) v(label, value))"},
    {0,
     R"(select k.object, 'label ' || to_char(row_number() over (partition by k.oid order by e.enumsortorder),
  'FM0000'), e.enumlabel::text
from kind k join pg_enum e on e.enumtypid = k.oid)"},
    {0, R"(select s.object, v.label, v.value from space s cross join lateral (values
  ('kind', 'schema'), ('~owner', pg_get_userbyid(s.nspowner)::text)) v(label, value))"},
    {0, R"(select g.object, '~grant' || g.what, item::text from (
  select object, '' as what, coalesce(relacl, acldefault(case when relkind = 'S' then 's' else 'r' end::"char",
  relowner)) as acl from rel
  union all select object, '', coalesce(typacl, acldefault('T', typowner)) from kind
  union all select object, '', coalesce(nspacl, acldefault('n', nspowner)) from space
  union all select object, ' on the sequence of ' || quote_ident(attname), (select relacl from pg_class c
  where c.oid = q.oid) from counted q
  union all select h.object, ' on column ' || quote_ident(a.attname), a.attacl
    from holder h join pg_attribute a on a.attrelid = h.oid where a.attacl is not null and not a.attisdropped
  union all select s.object, concat(' by default of ', quote_ident(pg_get_userbyid(f.defaclrole)), ' on ',
  f.defaclobjtype), f.defaclacl
    from space s join pg_default_acl f on f.defaclnamespace = s.oid) g, unnest(g.acl) item)"},
    {0, R"(select t.object, 'comment' || coalesce(' on column ' || quote_ident(a.attname), t.what), d.description
from commented t join pg_description d on d.classoid = t.class and d.objoid = t.oid
left join pg_attribute a on t.class = 'pg_class'::regclass and a.attrelid = t.oid and a.attnum = d.objsubid
  and d.objsubid > 0)"},
};

/// Where nothing is named, the tables in which runs are kept stay away.
constexpr std::string_view kEveryRelation = R"(c.relname !~ '^kura_')";
/// An index, a statistics object and the sequence of an identity column are found with their table.
constexpr std::string_view kNamedRelations = R"(lower(c.relname::text collate "C") in ($names$)
  or c.oid in (select x.indrelid from pg_index x join pg_class i on i.oid = x.indexrelid
  where lower(i.relname::text collate "C") in ($names$))
  or c.oid in (select s.stxrelid from pg_statistic_ext s where lower(s.stxname::text collate "C") in ($names$))
  or c.oid in (select q.relid from counting q where lower(q.relname::text collate "C") in ($names$)))";

std::string filter(std::string_view condition, const std::string& names) {
  return names.empty() ? "true" : replaced(condition, "$names$", names);
}

}  // namespace

std::string catalog_query(const std::vector<std::string>& names, const std::string& default_schema, int major) {
  const std::string list = literal_list(names);
  const std::string relations = list.empty() ? std::string(kEveryRelation) : filter(kNamedRelations, list);
  std::string query = replaced(kObjects, "$default$", literal(default_schema));
  query = replaced(query, "$relations$", relations);
  query = replaced(query, "$types$", filter(R"(lower(t.typname::text collate "C") in ($names$))", list));
  query = replaced(query, "$schemas$", filter(R"(lower(n.nspname::text collate "C") in ($names$))", list));
  bool is_first = true;
  for (const Part& part : kParts) {
    if (part.since > major) continue;
    if (!is_first) query += "\nunion all\n";
    query += part.sql;
    is_first = false;
  }
  return query;
}

}  // namespace kura::engine::postgres
