// The queries of the information schema: structure only, no counters, sizes, statistics or times.
#include "runtime/engine/mysql/catalog.h"

namespace kura::engine::mysql {
namespace {

std::vector<Detail> joined(std::vector<Detail> details, const std::vector<Detail>& more) {
  details.insert(details.end(), more.begin(), more.end());
  return details;
}

FactQuery query_of_table(std::string_view kind, Subject subject, std::string_view from, std::string_view title,
                         std::vector<Detail> details) {
  return {kind, subject, from, "TABLE_SCHEMA", "TABLE_NAME", title, std::move(details)};
}

FactQuery tables() {
  // The comment of a view is an error message while a table is missing that it reads.
  auto query = query_of_table("relation", Subject::introduced, "TABLES", "TABLE_TYPE",
                              {{"engine", "ENGINE"},
                               {"row_format", "IF(TABLE_TYPE = 'VIEW', NULL, ROW_FORMAT)"},
                               {"collation", "TABLE_COLLATION"},
                               {"options", "CREATE_OPTIONS"},
                               {"comment", "IF(TABLE_TYPE = 'VIEW', NULL, TABLE_COMMENT)"}});
  query.condition = "TABLE_TYPE <> 'TEMPORARY'";
  return query;
}

FactQuery columns(const Flavour& flavour) {
  return query_of_table("column", Subject::table, "COLUMNS", "COLUMN_NAME",
                        joined({{"position", "ORDINAL_POSITION"},
                                {"type", "COLUMN_TYPE"},
                                {"charset", "CHARACTER_SET_NAME"},
                                {"collation", "COLLATION_NAME"},
                                {"nullable", "IS_NULLABLE"},
                                {"default", "COLUMN_DEFAULT"},
                                {"extra", "EXTRA"},
                                {"generated", "GENERATION_EXPRESSION"},
                                {"comment", "COLUMN_COMMENT"}},
                               flavour.columns));
}

FactQuery indexes(const Flavour& flavour) {
  return query_of_table("index", Subject::table, "STATISTICS", "CONCAT(INDEX_NAME, ' ', SEQ_IN_INDEX)",
                        joined({{"column", "COLUMN_NAME"},
                                {"prefix", "SUB_PART"},
                                {"order", "COLLATION"},
                                {"non_unique", "NON_UNIQUE"},
                                {"type", "INDEX_TYPE"},
                                {"comment", "INDEX_COMMENT"}},
                               flavour.indexes));
}

FactQuery constraints(const Flavour& flavour) {
  return query_of_table("constraint", Subject::table, "TABLE_CONSTRAINTS", "CONSTRAINT_NAME",
                        joined({{"type", "CONSTRAINT_TYPE"}}, flavour.constraints));
}

FactQuery foreign_key_columns() {
  auto query =
      query_of_table("reference", Subject::table, "KEY_COLUMN_USAGE", "CONCAT(CONSTRAINT_NAME, ' ', ORDINAL_POSITION)",
                     {{"column", "COLUMN_NAME"},
                      {"to_database", "REFERENCED_TABLE_SCHEMA"},
                      {"to_table", "REFERENCED_TABLE_NAME"},
                      {"to_column", "REFERENCED_COLUMN_NAME"}});
  query.condition = "REFERENCED_TABLE_NAME IS NOT NULL";
  return query;
}

FactQuery foreign_key_rules() {
  return {"rules",
          Subject::table,
          "REFERENTIAL_CONSTRAINTS",
          "CONSTRAINT_SCHEMA",
          "TABLE_NAME",
          "CONSTRAINT_NAME",
          {{"match", "MATCH_OPTION"}, {"update", "UPDATE_RULE"}, {"delete", "DELETE_RULE"}}};
}

FactQuery partitions() {
  auto query =
      query_of_table("partition", Subject::table, "PARTITIONS", "CONCAT_WS(' ', PARTITION_NAME, SUBPARTITION_NAME)",
                     {{"position", "PARTITION_ORDINAL_POSITION"},
                      {"subposition", "SUBPARTITION_ORDINAL_POSITION"},
                      {"method", "PARTITION_METHOD"},
                      {"expression", "PARTITION_EXPRESSION"},
                      {"description", "PARTITION_DESCRIPTION"},
                      {"submethod", "SUBPARTITION_METHOD"},
                      {"subexpression", "SUBPARTITION_EXPRESSION"},
                      {"comment", "PARTITION_COMMENT"},
                      {"tablespace", "TABLESPACE_NAME"}});
  query.condition = "PARTITION_NAME IS NOT NULL";
  return query;
}

FactQuery views(const Flavour& flavour) {
  return query_of_table("view", Subject::relation, "VIEWS", "",
                        joined({{"text", "VIEW_DEFINITION"},
                                {"check_option", "CHECK_OPTION"},
                                {"definer", "DEFINER"},
                                {"security", "SECURITY_TYPE"}},
                               flavour.views));
}

FactQuery triggers() {
  return {"trigger",
          Subject::introduced,
          "TRIGGERS",
          "TRIGGER_SCHEMA",
          "TRIGGER_NAME",
          "",
          {{"table", "EVENT_OBJECT_TABLE"},
           {"event", "EVENT_MANIPULATION"},
           {"timing", "ACTION_TIMING"},
           {"order", "ACTION_ORDER"},
           {"definer", "DEFINER"},
           {"text", "ACTION_STATEMENT"}}};
}

FactQuery routines() {
  return {"routine",
          Subject::introduced,
          "ROUTINES",
          "ROUTINE_SCHEMA",
          "ROUTINE_NAME",
          "ROUTINE_TYPE",
          {{"returns", "DTD_IDENTIFIER"},
           {"deterministic", "IS_DETERMINISTIC"},
           {"access", "SQL_DATA_ACCESS"},
           {"security", "SECURITY_TYPE"},
           {"definer", "DEFINER"},
           {"comment", "ROUTINE_COMMENT"},
           {"text", "ROUTINE_DEFINITION"}}};
}

}  // namespace

std::vector<FactQuery> fact_queries(const Flavour& flavour) {
  const std::vector<Detail> grant = {{"grantable", "IS_GRANTABLE"}};
  return {
      tables(),
      columns(flavour),
      indexes(flavour),
      constraints(flavour),
      flavour.checks,
      foreign_key_columns(),
      foreign_key_rules(),
      partitions(),
      views(flavour),
      query_of_table("~grant", Subject::relation, "TABLE_PRIVILEGES", "CONCAT(PRIVILEGE_TYPE, ' to ', GRANTEE)", grant),
      query_of_table("~column grant", Subject::relation, "COLUMN_PRIVILEGES",
                     "CONCAT(PRIVILEGE_TYPE, ' (', COLUMN_NAME, ') to ', GRANTEE)", grant),
      triggers(),
      routines()};
}

}  // namespace kura::engine::mysql
