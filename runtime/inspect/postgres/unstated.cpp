// Objects that the language does not have.
#include "runtime/inspect/postgres/queries.h"

namespace kura::inspect::postgres {
namespace {

constexpr Part kParts[] = {
    {0, R"(select concat('trigger ', quote_ident(t.tgname), ' of ', r.name), 'triggers are not part of the language'
from pg_trigger t join rel r on r.oid = t.tgrelid where not t.tgisinternal and t.tgparentid = 0)"},
    {0, R"(select 'event trigger ' || quote_ident(evtname), 'triggers are not part of the language'
from pg_event_trigger where oid not in (select objid from member where classid = 'pg_event_trigger'::regclass))"},
    {0, R"(select concat(w.word, ' ', n.prefix, quote_ident(p.proname), '(', pg_get_function_identity_arguments(p.oid),
  ')'), w.word || 's are not part of the language'
from pg_proc p join mine n on n.oid = p.pronamespace cross join lateral (select case p.prokind
  when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end as word) w
where p.oid not in (select objid from member where classid = 'pg_proc'::regclass) and not exists (
  select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i'))"},
    {0, R"(select concat(w.word, ' ', k.name), w.word || 's are not part of the language'
from kind k cross join lateral (select case k.typtype when 'd' then 'domain' when 'r' then 'range type'
  when 'c' then 'composite type' else 'base type' end as word) w
where k.typtype in ('d', 'r') or k.typtype = 'b' and k.typelem = 0
  or k.typtype = 'c' and exists (select from pg_class c where c.oid = k.typrelid and c.relkind = 'c'))"},
    {0, R"(select concat('policy ', quote_ident(p.polname), ' of ', r.name), 'policies are not part of the language'
from pg_policy p join rel r on r.oid = p.polrelid)"},
    {0, R"(select concat('rule ', quote_ident(w.rulename), ' of ', r.name), 'rules are not part of the language'
from pg_rewrite w join rel r on r.oid = w.ev_class where w.rulename <> '_RETURN')"},
    {0, R"(select concat('statistics ', n.prefix, quote_ident(s.stxname), ' of ', r.name),
  'statistics objects are not part of the language'
from pg_statistic_ext s join mine n on n.oid = s.stxnamespace join rel r on r.oid = s.stxrelid)"},
    {0, R"(select 'extension ' || quote_ident(extname), 'extensions are not part of the language'
from pg_extension where extname <> 'plpgsql')"},
    {0, R"(select 'server ' || quote_ident(srvname), 'foreign servers are not part of the language'
from pg_foreign_server where oid not in (select objid from member where classid = 'pg_foreign_server'::regclass))"},
    {0, R"(select concat('user mapping of ', quote_ident(usename), ' for server ', quote_ident(srvname)),
  'user mappings are not part of the language' from pg_user_mappings)"},
    {0, R"(select 'foreign data wrapper ' || quote_ident(fdwname), 'foreign data wrappers are not part of the language'
from pg_foreign_data_wrapper
where oid not in (select objid from member where classid = 'pg_foreign_data_wrapper'::regclass))"},
    {0, R"(select 'publication ' || quote_ident(pubname), 'publications are not part of the language'
from pg_publication)"},
    {0, R"(select 'subscription ' || quote_ident(subname), 'subscriptions are not part of the language'
from pg_subscription where subdbid = (select oid from pg_database where datname = current_database()))"},
    {0,
     R"(select concat(t.word, ' ', n.prefix, quote_ident(t.name)), replace(t.word || 's', 'ys', 'ies') || ' are not part of the language'
from (select 'text search configuration' as word, 'pg_ts_config'::regclass as class, oid, cfgname as name,
    cfgnamespace as space from pg_ts_config
  union all select 'text search dictionary', 'pg_ts_dict'::regclass, oid, dictname, dictnamespace from pg_ts_dict
  union all select 'text search parser', 'pg_ts_parser'::regclass, oid, prsname, prsnamespace from pg_ts_parser
  union all select 'text search template', 'pg_ts_template'::regclass, oid, tmplname, tmplnamespace
    from pg_ts_template
  union all select 'collation', 'pg_collation'::regclass, oid, collname, collnamespace from pg_collation
  union all select 'conversion', 'pg_conversion'::regclass, oid, conname, connamespace from pg_conversion
  union all select 'operator family', 'pg_opfamily'::regclass, oid, opfname, opfnamespace from pg_opfamily
  union all select 'operator class', 'pg_opclass'::regclass, oid, opcname, opcnamespace from pg_opclass) t
join mine n on n.oid = t.space
where not exists (select from member m where m.classid = t.class and m.objid = t.oid))"},
    {0, R"(select concat('operator ', n.prefix, o.oprname, ' (', concat_ws(', ', nullif(o.oprleft, 0)::regtype,
  nullif(o.oprright, 0)::regtype), ')'), 'operators are not part of the language'
from pg_operator o join mine n on n.oid = o.oprnamespace
where o.oid not in (select objid from member where classid = 'pg_operator'::regclass))"},
    // What the server came with has a number below this.
    {0, R"(select concat('cast from ', c.castsource::regtype, ' to ', c.casttarget::regtype),
  'casts are not part of the language'
from pg_cast c where c.oid >= 16384 and not exists (
  select from pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype in ('e', 'i')))"},
    {0, R"(select concat('transform of ', t.trftype::regtype, ' for language ', quote_ident(l.lanname)),
  'transforms are not part of the language'
from pg_transform t join pg_language l on l.oid = t.trflang
where t.oid not in (select objid from member where classid = 'pg_transform'::regclass))"},
    {0, R"(select 'access method ' || quote_ident(a.amname), 'access methods are not part of the language'
from pg_am a where a.oid >= 16384 and a.oid not in (select objid from member where classid = 'pg_am'::regclass))"},
    {0, R"(select 'language ' || quote_ident(l.lanname), 'languages are not part of the language'
from pg_language l where l.oid >= 16384 and l.oid not in (
  select objid from member where classid = 'pg_language'::regclass))"},
    {0, R"(select concat('role ', quote_ident(pg_get_userbyid(o.oid))),
  'roles are of the server, not of one database; owners and grants only name them'
from (select relowner as oid from rel union select i.grantee from rel r cross join lateral aclexplode(r.relacl) i
  union select i.grantee from col a cross join lateral aclexplode(a.attacl) i) o
where o.oid <> 0 and pg_get_userbyid(o.oid) <> current_user)"},
    {0, R"(select concat('default privileges of ', quote_ident(pg_get_userbyid(a.defaclrole)), ' on ',
  case a.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types'
  else 'schemas' end, ' in ' || quote_ident(n.nspname)), 'default privileges are not part of the language'
from pg_default_acl a left join mine n on n.oid = a.defaclnamespace where a.defaclnamespace = 0 or n.oid is not null)"},
    {0, R"(select concat('security label of ', r.name, '.' || quote_ident(a.attname)),
  'security labels are not part of the language'
from pg_seclabel l join rel r on l.classoid = 'pg_class'::regclass and l.objoid = r.oid
left join pg_attribute a on a.attrelid = r.oid and a.attnum = l.objsubid and l.objsubid > 0)"},
};

}  // namespace

std::span<const Part> unstated_parts() {
  return kParts;
}

}  // namespace kura::inspect::postgres
