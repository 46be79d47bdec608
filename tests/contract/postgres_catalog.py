"""Queries of PostgreSQL's catalogs: what a state consists of, one row (place, value) for each fact."""

_MINE = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relname !~ '__kura_old$' and c.relname !~ '^kura_'"
# "schema.name" as a plan writes it: the schema only where it is not the default one.
_NAME = "case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname"
# The sequence of an identity column has a name that the server makes up; it goes by its column's.
_COUNTED = """(select d.refobjid::regclass || '.' || ia.attname from pg_depend d join pg_attribute ia on ia.attrelid = d.refobjid and ia.attnum = d.refobjsubid
          where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i')"""

FACTS = (
    # Relations: kind, persistence, options, access method, comment, rights; a view's text.
    f"""select 'relation ' || {_NAME}, concat_ws(' ', c.relkind, c.relpersistence, c.reloptions::text, am.amname, c.relreplident, c.relrowsecurity,
          'is partition ' || c.relispartition || coalesce(' ' || pg_get_expr(c.relpartbound, c.oid), ''), pg_get_partkeydef(c.oid),
          'of ' || (select string_agg(i.inhparent::regclass::text, ',') from pg_inherits i where i.inhrelid = c.oid))
        from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_am am on am.oid = c.relam
        where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and {_MINE} and {_COUNTED} is null""",
    f"""select 'owner of ' || {_NAME}, pg_get_userbyid(c.relowner)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S') and {_MINE} and {_COUNTED} is null""",
    f"""select concat_ws(' ', 'grant of', it.privilege_type, 'on', {_NAME}, it.attname, 'to', it.grantee::regrole), 'grantable ' || it.is_grantable
        from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral (
          select '' as attname, x.* from aclexplode(c.relacl) x union all
          select a.attname, x.* from pg_attribute a, aclexplode(a.attacl) x where a.attrelid = c.oid and not a.attisdropped) it
        where it.grantee <> c.relowner and it.grantee <> coalesce(to_regrole('undeclared_reader'), 0) and {_MINE}""",
    f"""select 'text of ' || {_NAME}, pg_get_viewdef(c.oid) || ' populated ' || c.relispopulated
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and {_MINE}""",
    # The index of a partition takes the comment of the whole one when the server builds it anew.
    f"""select 'comment on ' || {_NAME} || coalesce('.' || a.attname, ''), d.description
        from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0 where {_MINE}
        and not (c.relkind in ('i', 'I') and c.relispartition)""",
    f"""select 'column ' || {_NAME} || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
          'default ' || pg_get_expr(b.adbin, b.adrelid), 'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''),
          'collate ' || a.attcollation::regcollation::text, 'storage ' || a.attstorage::text, 'compression ' || nullif(a.attcompression::text, ''),
          'statistics ' || nullif(a.attstattarget, -1), 'options ' || a.attoptions::text)
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        left join pg_attrdef b on b.adrelid = a.attrelid and b.adnum = a.attnum
        where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f') and {_MINE}""",
    # The columns of a view have an order that readers see.
    f"""select 'columns of ' || {_NAME}, string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
        join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where a.attnum > 0 and not a.attisdropped and c.relkind in ('v', 'm') and {_MINE} group by 1""",
    f"""select 'constraint ' || t.conname || ' of ' || {_NAME}, pg_get_constraintdef(t.oid) || case when t.convalidated then '' else ' (not valid)' end
          || coalesce(' -- ' || obj_description(t.oid, 'pg_constraint'), '')
        from pg_constraint t join pg_class c on c.oid = t.conrelid join pg_namespace n on n.oid = c.relnamespace
        where {_MINE} and t.contype <> 't'""",
    # The server makes up the names of a partition's indexes.
    f"""select 'index ' || case when ic.relispartition then regexp_replace(pg_get_indexdef(ic.oid), ' INDEX \\S+ ', ' INDEX ') else ic.oid::regclass::text end
          || ' of ' || {_NAME}, case when not ic.relispartition then pg_get_indexdef(x.indexrelid) else '' end || concat_ws(' ', '', 'valid ' || x.indisvalid,
          case when x.indisreplident then 'replica identity' end, case when x.indisclustered then 'clustered' end)
        from pg_index x join pg_class ic on ic.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace where {_MINE}
        and not exists (select from pg_inherits i where i.inhrelid = x.indexrelid and i.inhparent::regclass::text ~ 'undeclared_')""",
    f"""select 'sequence ' || coalesce('of ' || {_COUNTED}, {_NAME}), concat_ws(' ', format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle,
          'owned by ' || (select d.refobjid::regclass || '.' || a.attname from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') limit 1))
        from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace where {_MINE}""",
    """select 'enum ' || t.oid::regtype, string_agg(e.enumlabel, ', ' order by e.enumsortorder) || coalesce(' -- ' || obj_description(t.oid, 'pg_type'), '')
        from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typname !~ '__kura_old$' group by t.oid""",
    """select 'schema ' || nspname, concat_ws(' ', pg_get_userbyid(nspowner), obj_description(oid, 'pg_namespace')) from pg_namespace
        where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')""",
    f"""select 'statistics ' || s.stxname || ' of ' || {_NAME}, pg_get_statisticsobjdef(s.oid) from pg_statistic_ext s
        join pg_class c on c.oid = s.stxrelid join pg_namespace n on n.oid = c.relnamespace""",
    f"""select 'policy or rule of ' || {_NAME}, r.rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
        where {_MINE} and r.rulename <> '_RETURN'""",
)
ALL_FACTS = "\nunion all\n".join(f"({fact})" for fact in FACTS)

# Name, column, type, nullable, computed, counted, has a default, labels, length; in the order of the columns.
SHAPES = f"""
select {_NAME}, c.relkind::text, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull, a.attgenerated::text <> '', a.attidentity::text <> '' or
    coalesce(pg_get_expr(b.adbin, b.adrelid), '') like 'nextval(%', b.adbin is not null,
    (select string_agg(e.enumlabel, chr(1) order by e.enumsortorder) from pg_enum e where e.enumtypid = a.atttypid),
    case when a.atttypid in (1042, 1043) and a.atttypmod > 4 then a.atttypmod - 4 else 0 end
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
left join pg_attrdef b on b.adrelid = a.attrelid and b.adnum = a.attnum
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition and {_MINE}
order by 1, c.relkind, a.attnum"""

_TARGET = _NAME.replace("n.", "tn.").replace("c.", "tc.")
KEYS = f"""
select {_NAME}, {_TARGET},
    (select string_agg(attname, chr(1) order by o) from unnest(t.conkey) with ordinality k(n, o) join pg_attribute on attrelid = t.conrelid and attnum = k.n),
    (select string_agg(attname, chr(1) order by o) from unnest(t.confkey) with ordinality k(n, o) join pg_attribute on attrelid = t.confrelid and attnum = k.n)
from pg_constraint t join pg_class c on c.oid = t.conrelid join pg_namespace n on n.oid = c.relnamespace
join pg_class tc on tc.oid = t.confrelid join pg_namespace tn on tn.oid = tc.relnamespace
where t.contype = 'f' and t.conparentid = 0 order by 1, 2"""

RELATIONS = f"""select {_NAME}, c.relkind::text, quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c
join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and {_MINE} order by 1"""
