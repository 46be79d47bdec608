// What the parts of a query select from, and a query put together.
#include "runtime/inspect/postgres/queries.h"

#include <fmt/format.h>

#include <initializer_list>

#include "runtime/engine/facts.h"

namespace kura::inspect::postgres {
namespace {

using engine::literal;
using engine::replaced;

/// The names in the text are found while nothing is on the search path, so that nobody's function gets in between. The
/// first row sets the path: what pg_get_… then prints has no schema before the names of the default schema, as written
/// by someone who is connected. `rel`: relations; `kept`: those that get a statement; `part`: partitions of those.
constexpr std::string_view kObjects = R"(
with recursive path as materialized (
  select set_config('search_path', $path$, true) as value
), mine as materialized (
  select n.*, case when n.nspname = $home$ then '' else quote_ident(n.nspname) || '.' end as prefix
  from pg_namespace n cross join path
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and path.value is not null and ($schemas$)
), member as materialized (
  select classid, objid from pg_depend where deptype = 'e'
), counting as materialized (
  select d.objid as oid, d.refobjid as relid, d.refobjsubid as attnum from pg_depend d
  join pg_class q on q.oid = d.objid and q.relkind = 'S'
  where d.deptype = 'i' and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
), rel as materialized (
  select c.*, n.prefix, n.prefix || quote_ident(c.relname) as name, n.nspname, case c.relkind when 'v' then 'VIEW'
    when 'm' then 'MATERIALIZED VIEW' when 'S' then 'SEQUENCE' when 'f' then 'FOREIGN TABLE' else 'TABLE' end as word
  from pg_class c join mine n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.relname !~ '^kura_' and c.oid not in (select oid from counting)
  and c.oid not in (select objid from member where classid = 'pg_class'::regclass)
), kind as materialized (
  select t.*, n.prefix, n.prefix || quote_ident(t.typname) as name from pg_type t join mine n on n.oid = t.typnamespace
  where t.oid not in (select objid from member where classid = 'pg_type'::regclass)
), col as materialized (
  select a.*, t.typstorage, r.relkind, r.name as relation, quote_ident(a.attname) as name, (
    select string_agg(o.option_name || ' = ' || o.option_value, ', ' order by o.option_name collate "C")
    from pg_options_to_table(a.attoptions) o where o.option_name <> 'pg_attver') as options
  from pg_attribute a join rel r on r.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where a.attnum > 0 and not a.attisdropped and r.relkind <> 'S'
), domain as (
  select oid, typbasetype as base, typtypmod as mode from pg_type where typtype = 'd'
  union all select d.oid, t.typbasetype, case when d.mode = -1 then t.typtypmod else d.mode end from domain d
  join pg_type t on t.oid = d.base where t.typtype = 'd'
), plain_type as materialized (
  select d.* from domain d join pg_type t on t.oid = d.base where t.typtype <> 'd'
), kept as materialized (
  select * from rel r where not relispartition and (relkind not in ('r', 'p') or exists (
    select from pg_attribute a where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped))
), part as materialized (
  select r.*, i.inhparent, k.name as parent from rel r join pg_inherits i on i.inhrelid = r.oid
  join kept k on k.oid = i.inhparent and k.relnamespace = r.relnamespace where r.relispartition and r.relkind = 'r'
), edge as materialized (
  select distinct w.ev_class as reader, d.refobjid as source from pg_rewrite w
  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
  join kept v on v.oid = w.ev_class join kept s on s.oid = d.refobjid
  where s.relkind in ('v', 'm') and s.oid <> v.oid
  union select i.inhrelid, i.inhparent from pg_inherits i join kept k on k.oid = i.inhrelid
), step as (
  select oid, 0 as depth from kept
  union select e.reader, s.depth + 1 from step s join edge e on e.source = s.oid
  where s.depth < (select count(*) from edge)
), level as materialized (
  select oid, max(depth) as depth from step group by oid
), parameter as (
  select c.oid, o.option_name as name, o.option_value as value, o.ordinality as place
  from pg_class c cross join lateral pg_options_to_table(c.reloptions) with ordinality o
  union all select c.oid, 'toast.' || o.option_name, o.option_value, 100 + o.ordinality
  from pg_class c join pg_class t on t.oid = c.reltoastrelid
  cross join lateral pg_options_to_table(t.reloptions) with ordinality o
), option as materialized (
  select oid, string_agg(name || ' = ' || case when value ~ '^[a-z0-9_.+-]+$' then value else quote_literal(value) end,
    ', ' order by place) as words from parameter where name <> 'check_option' group by oid
), number as materialized (
  select s.*, concat(case when seqincrement <> 1 then ' INCREMENT BY ' || seqincrement end,
    case when seqmin <> (case when seqincrement > 0 then 1 else least_value end) then ' MINVALUE ' || seqmin end,
    case when seqmax <> (case when seqincrement > 0 then most_value else -1 end) then ' MAXVALUE ' || seqmax end,
    case when seqcache <> 1 then ' CACHE ' || seqcache end, case when seqcycle then ' CYCLE' end) as words,
    seqstart <> case when seqincrement > 0 then seqmin else seqmax end as has_start
  from pg_sequence s cross join lateral (
    select case seqtypid when 'int2'::regtype then -32768 when 'int4'::regtype then -2147483648
      else -9223372036854775808 end as least_value, case seqtypid when 'int2'::regtype then 32767
      when 'int4'::regtype then 2147483647 else 9223372036854775807 end as most_value) bounds
), con as materialized (
  select t.*, r.name as relation, r.prefix, r.relname from pg_constraint t join kept r on r.oid = t.conrelid
  where t.conislocal and t.conparentid = 0
), ind as materialized (
  select x.*, i.relname as index, i.relkind, i.reltablespace, r.name as relation, r.prefix, r.relname,
    r.prefix || quote_ident(i.relname) as name, r.relkind as of_kind
  from pg_index x join kept r on r.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
), own_index as materialized (
  select * from ind x where not exists (select from pg_constraint t where t.conindid = x.indexrelid
    and t.conrelid = x.indrelid and t.contype in ('p', 'u', 'x'))
)
)";

// The functions print a storage parameter as `name='value'`, without blanks, which they put around operators.
constexpr std::string_view kQuotedParameter = R"('([a-z_]+)=''([a-z0-9_.+-]+)''(?=[,)])')";
constexpr std::string_view kBareParameter = R"('\1 = \2')";

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + literal(name);
  return list;
}

std::string quoted(const std::string& name) {
  return name.empty() ? name : fmt::format("\"{}\"", replaced(name, "\"", "\"\""));
}

std::string query(const Scope& scope, std::string_view columns, std::initializer_list<std::span<const Part>> groups,
                  std::string_view order) {
  const std::string schemas = scope.schemas.empty() ? "true" : "n.nspname in (" + list_of(scope.schemas) + ")";
  std::string text = replaced(kObjects, "$path$", literal(quoted(scope.home)));
  text = replaced(replaced(text, "$home$", literal(scope.home)), "$schemas$", schemas);
  text += "select " + std::string(columns) + " from (\n";
  bool is_first = true;
  for (const std::span<const Part> parts : groups) {
    for (const Part& part : parts) {
      if (part.since > scope.major) continue;
      if (!is_first) text += "\nunion all\n";
      text += replaced(replaced(replaced(part.sql, "$home$", literal(scope.home)), "$quoted$", kQuotedParameter),
                       "$bare$", kBareParameter);
      is_first = false;
    }
  }
  return text + "\n) found" + std::string(order);
}

}  // namespace

std::string statements_query(const Scope& scope) {
  return query(scope, "statement", {object_parts(), table_parts(), remark_parts()},
               R"((place, depth, prefix, name, number, statement) where statement is not null
order by place, depth, prefix collate "C", name collate "C", number, statement collate "C")");
}

std::string unstated_query(const Scope& scope) {
  return query(scope, "object, why", {unstated_parts(), detail_parts()},
               R"((object, why) where object is not null order by object collate "C", why collate "C")");
}

}  // namespace kura::inspect::postgres
