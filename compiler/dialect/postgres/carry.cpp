// Carry: the statements that keep and restore, and the temporary procedures that they call.
#include "compiler/dialect/postgres/carry.h"

#include <fmt/format.h>

#include <algorithm>

namespace kura::dialect::postgres {
namespace {

constexpr std::string_view kTable =
    "CREATE TEMPORARY TABLE IF NOT EXISTS kura_carry (\n"
    "  place      INTEGER GENERATED ALWAYS AS IDENTITY,\n"
    "  object     TEXT NOT NULL,\n"
    "  statement  TEXT NOT NULL\n"
    ")";

// Each line of the union gives statements; later ones may rest on earlier ones. Rights of the owner come with it.
constexpr std::string_view kKeep =
    R"sql(CREATE OR REPLACE PROCEDURE pg_temp.kura_keep(relation REGCLASS, target TEXT, declared TEXT[] DEFAULT '{}', renamed JSONB DEFAULT '{}')
LANGUAGE plpgsql AS $kura$
DECLARE
  it         RECORD;
  col        RECORD;
  kind       TEXT;
  own        TEXT;
  tree       REGCLASS := coalesce(pg_partition_root(relation), relation);
  rename     TEXT;
  renames    TEXT[] := '{}';
  statements TEXT[];
BEGIN
  SELECT c.*, n.nspname INTO it FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation;
  kind := CASE it.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END;
  own := format('%I.%I', it.nspname, it.relname);
  -- Under the new names of the columns, so that every text names them; then the old names come back.
  BEGIN
    FOR col IN SELECT attname, 'kura_gone_' || attnum AS aside FROM pg_catalog.pg_attribute WHERE attrelid = tree AND renamed -> attname IS NOT NULL LOOP
      EXECUTE format('ALTER TABLE %s RENAME COLUMN %I TO %I', tree, col.attname, col.aside);
      CONTINUE WHEN renamed ->> col.attname IS NULL;
      renames := renames || format('ALTER TABLE %s RENAME COLUMN %I TO %I', tree, col.aside, renamed ->> col.attname);
    END LOOP;
    FOREACH rename IN ARRAY renames LOOP
      EXECUTE rename;
    END LOOP;
    SELECT array_agg(kept.statement ORDER BY kept.place, kept.statement) INTO statements FROM (
      SELECT 1, format('ALTER %s %s OWNER TO %I', kind, target, pg_get_userbyid(it.relowner))
      UNION ALL
      SELECT 2, format('ALTER %s %s SET (%s)', kind, target, setting) FROM unnest(it.reloptions) AS setting
      WHERE split_part(setting, '=', 1) <> ALL (declared)
      UNION ALL
      SELECT 3, format('GRANT %s ON %s TO %s%s', string_agg(privilege_type, ', ' ORDER BY privilege_type), target,
                       CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                       CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
      FROM aclexplode(it.relacl) WHERE grantee <> it.relowner GROUP BY grantee, is_grantable
      UNION ALL
      SELECT 4, format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname, target,
                       CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                       CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
      FROM pg_catalog.pg_attribute, aclexplode(attacl) WHERE attrelid = relation AND NOT attisdropped AND attname NOT LIKE 'kura\_gone\_%'
      UNION ALL
      SELECT 5, format('COMMENT ON %s %s IS %L', kind, target, obj_description(relation, 'pg_class'))
      WHERE obj_description(relation, 'pg_class') IS NOT NULL
      UNION ALL
      SELECT 6, format('COMMENT ON COLUMN %s.%I IS %L', target, attname, col_description(relation, attnum))
      FROM pg_catalog.pg_attribute WHERE attrelid = relation AND NOT attisdropped AND attname NOT LIKE 'kura\_gone\_%' AND col_description(relation, attnum) IS NOT NULL
      UNION ALL
      SELECT 7, format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', target, attname, pg_get_expr(adbin, adrelid))
      FROM pg_catalog.pg_attrdef JOIN pg_catalog.pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE adrelid = relation AND it.relkind = 'v'
      UNION ALL
      SELECT 8, format('SELECT setval(pg_get_serial_sequence(%L, %L), %s)', target, attname,
                       pg_sequence_last_value(pg_get_serial_sequence(own, attname)::REGCLASS))
      FROM pg_catalog.pg_attribute WHERE attrelid = relation AND NOT attisdropped AND attidentity <> '' AND attname NOT LIKE 'kura\_gone\_%'
        AND pg_sequence_last_value(pg_get_serial_sequence(own, attname)::REGCLASS) IS NOT NULL
      UNION ALL
      SELECT 9, replace(pg_get_indexdef(indexrelid), ' ON ' || own || ' ', ' ON ' || target || ' ')
      FROM pg_catalog.pg_index JOIN pg_catalog.pg_class ON pg_class.oid = indexrelid
      WHERE indrelid = relation AND NOT relispartition AND relname <> ALL (declared) AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = indexrelid)
      UNION ALL
      SELECT 10, format('COMMENT ON INDEX %I.%I IS %L', it.nspname, relname, obj_description(indexrelid, 'pg_class'))
      FROM pg_catalog.pg_index JOIN pg_catalog.pg_class ON pg_class.oid = indexrelid
      WHERE indrelid = relation AND NOT relispartition AND obj_description(indexrelid, 'pg_class') IS NOT NULL
      UNION ALL
      SELECT 11, format('COMMENT ON CONSTRAINT %I ON %s IS %L', conname, target, obj_description(oid, 'pg_constraint'))
      FROM pg_catalog.pg_constraint WHERE conrelid = relation AND obj_description(oid, 'pg_constraint') IS NOT NULL
      UNION ALL
      SELECT 12, replace(pg_get_triggerdef(oid), ' ON ' || own || ' ', ' ON ' || target || ' ')
      FROM pg_catalog.pg_trigger WHERE tgrelid = relation AND NOT tgisinternal AND tgparentid = 0
      UNION ALL
      SELECT 13, format('ALTER TABLE %s %s TRIGGER %I', target, CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END, tgname)
      FROM pg_catalog.pg_trigger WHERE tgrelid = relation AND NOT tgisinternal AND tgparentid = 0 AND tgenabled <> 'O' AND it.relkind <> 'v'
      UNION ALL
      SELECT 14, replace(pg_get_ruledef(oid), ' TO ' || own || ' ', ' TO ' || target || ' ')
      FROM pg_catalog.pg_rewrite WHERE ev_class = relation AND rulename <> '_RETURN'
      UNION ALL
      SELECT 15, format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', policyname, target, permissive, cmd,
                        (SELECT string_agg(CASE role WHEN 'public' THEN 'PUBLIC' ELSE quote_ident(role) END, ', ') FROM unnest(roles) AS role),
                        ' USING (' || qual || ')', ' WITH CHECK (' || with_check || ')')
      FROM pg_catalog.pg_policies WHERE schemaname = it.nspname AND tablename = it.relname
      UNION ALL
      SELECT 16, format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target) WHERE it.relrowsecurity AND 'enable row level security' <> ALL (declared)
      UNION ALL
      SELECT 17, format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target) WHERE it.relforcerowsecurity AND 'force row level security' <> ALL (declared)
      UNION ALL
      SELECT 18, format('ALTER TABLE %s REPLICA IDENTITY %s', target, CASE it.relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END)
      WHERE it.relkind IN ('r', 'p') AND it.relreplident IN ('f', 'n') AND 'replica identity' <> ALL (declared)
      UNION ALL
      SELECT 19, pg_get_statisticsobjdef(oid) FROM pg_catalog.pg_statistic_ext WHERE stxrelid = relation
      UNION ALL
      SELECT 20, format('ALTER PUBLICATION %I ADD TABLE %s', pubname, target)
      FROM pg_catalog.pg_publication_rel AS member JOIN pg_catalog.pg_publication ON pg_publication.oid = prpubid
      WHERE prrelid = relation AND to_jsonb(member) ->> 'prqual' IS NULL AND to_jsonb(member) ->> 'prattrs' IS NULL
    ) AS kept (place, statement);
    RAISE SQLSTATE 'KURA0';
  EXCEPTION WHEN SQLSTATE 'KURA0' THEN
    NULL;
  END;
  INSERT INTO pg_temp.kura_carry (object, statement) SELECT target, unnest(statements);
END
$kura$)sql";

constexpr std::string_view kRestore = R"sql(CREATE OR REPLACE PROCEDURE pg_temp.kura_restore(target TEXT)
LANGUAGE plpgsql AS $kura$
DECLARE
  kept RECORD;
BEGIN
  FOR kept IN SELECT statement FROM pg_temp.kura_carry WHERE object = target ORDER BY place LOOP
    BEGIN
      EXECUTE kept.statement;
    EXCEPTION WHEN undefined_column OR undefined_object OR undefined_table OR duplicate_table OR duplicate_object THEN
      RAISE WARNING 'not carried over: % (%)', kept.statement, SQLERRM;
    END;
  END LOOP;
  DELETE FROM pg_temp.kura_carry WHERE object = target;
END
$kura$)sql";

constexpr std::string_view kSetAside = R"sql(CREATE OR REPLACE PROCEDURE pg_temp.kura_set_aside(relation REGCLASS)
LANGUAGE plpgsql AS $kura$
DECLARE
  part RECORD;
BEGIN
  FOR part IN
    WITH RECURSIVE tree (oid) AS (
      SELECT relation::OID UNION ALL SELECT inhrelid FROM pg_catalog.pg_inherits JOIN tree ON inhparent = tree.oid
    ), parts (oid) AS (
      SELECT oid FROM tree WHERE oid <> relation
      UNION ALL
      SELECT indexrelid FROM pg_catalog.pg_index JOIN tree ON indrelid = tree.oid
      UNION ALL
      SELECT objid FROM pg_catalog.pg_depend JOIN tree ON refobjid = tree.oid
      WHERE classid = 'pg_class'::REGCLASS AND refclassid = 'pg_class'::REGCLASS AND deptype = 'i'
    )
    SELECT c.oid, n.nspname, c.relname, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' ELSE 'TABLE' END AS kind
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid IN (SELECT oid FROM parts) AND c.oid <> relation AND c.relkind IN ('r', 'p', 'i', 'I', 'S') ORDER BY c.oid
  LOOP
    EXECUTE format('ALTER %s %I.%I RENAME TO %I', part.kind, part.nspname, part.relname, left(format('kura_%s_%s', part.oid, part.relname), 60));
  END LOOP;
END
$kura$)sql";

constexpr std::string_view kBeforeBuild = R"sql(CREATE OR REPLACE PROCEDURE pg_temp.kura_before_build(index TEXT)
LANGUAGE plpgsql AS $kura$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(index) AND NOT indisvalid) THEN
    EXECUTE format('DROP INDEX %s', index);
  END IF;
  PERFORM set_config('lock_timeout', '0', false);
END
$kura$)sql";

std::string text_of(const ir::QualifiedName& name, const Renderer& renderer, const RenderContext& context) {
  return renderer.string_literal(renderer.qualified(name, context));
}

std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

}  // namespace

std::string keep_statement(const Kept& kept, const Renderer& renderer, const RenderContext& context) {
  std::string sql = fmt::format("CALL pg_temp.kura_keep({}, {}", text_of(kept.from, renderer, context),
                                text_of(kept.to, renderer, context));
  if (!kept.declared.empty()) {
    std::vector<std::string> words;
    for (const std::string& it : kept.declared) words.push_back(renderer.string_literal(it));
    sql += fmt::format(", declared => ARRAY[{}]", join(words, ", "));
  }
  if (!kept.renamed.empty()) {
    std::vector<std::string> pairs;
    for (const auto& [from, to] : kept.renamed)
      pairs.push_back(json_string(from) + ": " + (to.empty() ? "null" : json_string(to)));
    sql += ", renamed => " + renderer.string_literal("{" + join(pairs, ", ") + "}");
  }
  return sql + ")";
}

std::string restore_statement(const ir::QualifiedName& name, const Renderer& renderer, const RenderContext& context) {
  return fmt::format("CALL pg_temp.kura_restore({})", text_of(name, renderer, context));
}

std::string set_aside_statement(const ir::QualifiedName& table, const Renderer& renderer,
                                const RenderContext& context) {
  return fmt::format("CALL pg_temp.kura_set_aside({})", text_of(table, renderer, context));
}

std::vector<std::string> online_build(const std::string& index, std::string create, const Renderer& renderer) {
  return {fmt::format("CALL pg_temp.kura_before_build({})", renderer.string_literal(index)), std::move(create),
          lock_timeout()};
}

std::vector<std::string> online_drop(const std::string& index) {
  return {"SET lock_timeout = 0", "DROP INDEX CONCURRENTLY IF EXISTS " + index, lock_timeout()};
}

std::string lock_timeout() {
  return "SET lock_timeout = '5s'";
}

std::vector<std::string> carrying_procedures(const std::vector<std::string>& statements) {
  const auto calls = [&statements](std::string_view procedure) {
    return std::any_of(statements.begin(), statements.end(), [procedure](const std::string& sql) {
      return sql.starts_with(fmt::format("CALL pg_temp.{}(", procedure));
    });
  };
  std::vector<std::string> result;
  if (calls("kura_keep")) {
    for (const std::string_view sql : {kTable, kKeep, kRestore}) result.emplace_back(sql);
  }
  if (calls("kura_set_aside")) result.emplace_back(kSetAside);
  if (calls("kura_before_build")) result.emplace_back(kBeforeBuild);
  return result;
}

}  // namespace kura::dialect::postgres
