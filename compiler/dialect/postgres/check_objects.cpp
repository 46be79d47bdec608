// Tables' parameters and parents, sequences, views and rights of PostgreSQL.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"
#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/rules/rules.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

const std::vector<std::string> kTableParameters = {"autovacuum_analyze_scale_factor",
                                                   "autovacuum_analyze_threshold",
                                                   "autovacuum_enabled",
                                                   "autovacuum_freeze_max_age",
                                                   "autovacuum_freeze_min_age",
                                                   "autovacuum_freeze_table_age",
                                                   "autovacuum_multixact_freeze_max_age",
                                                   "autovacuum_multixact_freeze_min_age",
                                                   "autovacuum_multixact_freeze_table_age",
                                                   "autovacuum_vacuum_cost_delay",
                                                   "autovacuum_vacuum_cost_limit",
                                                   "autovacuum_vacuum_insert_scale_factor",
                                                   "autovacuum_vacuum_insert_threshold",
                                                   "autovacuum_vacuum_scale_factor",
                                                   "autovacuum_vacuum_threshold",
                                                   "fillfactor",
                                                   "log_autovacuum_min_duration",
                                                   "parallel_workers",
                                                   "toast_tuple_target",
                                                   "user_catalog_table",
                                                   "vacuum_index_cleanup",
                                                   "vacuum_truncate"};
const std::vector<std::string> kViewParameters = {"check_option", "security_barrier", "security_invoker"};
const std::vector<std::string> kColumnParameters = {"n_distinct", "n_distinct_inherited"};
const std::vector<std::string> kKeyParameters = {"deduplicate_items", "fillfactor"};

void check_list(const std::vector<ir::NativeClause>& native, const std::vector<std::string>& known, std::string_view of,
                diag::Sink& sink) {
  const ir::NativeClause* with = find_native(native, "with");
  if (with == nullptr) return;
  for (const Parameter& parameter : read_parameters(with->argument)) {
    const std::string key = parameter.key.starts_with("toast.") ? parameter.key.substr(6) : parameter.key;
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    auto& diagnostic = sink.report(unknown_parameter, with->at, {parameter.key, std::string(of)});
    const std::string suggestion = diag::did_you_mean(key, known);
    diagnostic.helps.push_back(suggestion.empty() ? fmt::format("what may stand here: `{}`", fmt::join(known, "`, `"))
                                                  : suggestion);
  }
}

/// `constraint NAME exclude …` and `exclude …`: everything else that is a constraint is portable.
void check_exclusions(const ir::Table& table, diag::Sink& sink) {
  for (const ir::NativeClause& clause : table.physical.native) {
    const std::vector<sql::Token> tokens = sql::tokenize(clause.argument);
    if (clause.keyword == "constraint" && (tokens.size() < 3 || !tokens[1].is_word("exclude"))) {
      sink.report(diag::native_clause_argument, clause.at, {"PostgreSQL", "constraint", "a name and `exclude …`"});
    }
    const bool has_list =
        std::any_of(tokens.begin(), tokens.end(), [](const sql::Token& token) { return token.is_symbol("("); });
    if (clause.keyword == "exclude" && !has_list) {
      sink.report(diag::native_clause_argument, clause.at,
                  {"PostgreSQL", "exclude", "`using METHOD (column with operator, …)`"});
    }
  }
}

void check_table_parameters(const ir::Table& table, diag::Sink& sink) {
  // Another access method has parameters of its own.
  const bool is_heap = !has_native(table.physical.native, "using");
  if (is_heap) check_list(table.physical.native, kTableParameters, "tables", sink);
  for (const ir::Column& column : table.columns) check_list(column.native, kColumnParameters, "columns", sink);
  if (table.primary_key) check_list(table.primary_key->native, kKeyParameters, "keys", sink);
  for (const ir::Key& key : table.unique_keys) check_list(key.native, kKeyParameters, "keys", sink);
  if (!table.physical.partitioning) return;
  for (const ir::Partition& partition : table.physical.partitioning->partitions) {
    if (!has_native(partition.native, "access method")) check_list(partition.native, kTableParameters, "tables", sink);
  }
}

std::vector<ir::QualifiedName> read_names(std::string_view list) {
  std::vector<ir::QualifiedName> names;
  bool is_new = true;
  for (const sql::Token& token : sql::tokenize(list)) {
    const bool is_name = token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
    if (token.is_symbol(",")) is_new = true;
    if (!is_name) continue;
    if (is_new) {
      names.push_back({"", sql::name_of(token)});
    } else {
      names.back() = {names.back().name, sql::name_of(token)};
    }
    is_new = false;
  }
  return names;
}

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

/// Parents are created before their children, and unqualified ones are looked for beside the child.
class InheritanceChecker {
 public:
  InheritanceChecker(ir::Schema& schema, diag::Sink& sink) : schema_(schema), sink_(sink) {
    for (std::size_t i = 0; i < schema.tables.size(); ++i) places_[schema.tables[i].name] = i;
  }

  void check() {
    for (std::size_t i = 0; i < schema_.tables.size(); ++i) {
      for (ir::NativeClause& clause : schema_.tables[i].physical.native) {
        if (clause.keyword == "inherits") check_parents(i, clause);
      }
    }
    bool has_ring = false;
    for (const ir::Table& table : schema_.tables) has_ring = check_ring(table) || has_ring;
    if (has_ring) return;
    for (ir::Table& table : schema_.tables) hand_on(table);
  }

 private:
  void check_parents(std::size_t child, ir::NativeClause& clause) {
    const ir::QualifiedName& own = schema_.tables[child].name;
    std::vector<std::string> spelt;
    for (ir::QualifiedName name : read_names(clause.argument)) {
      if (name.schema.empty() && places_.contains({own.schema, name.name})) name.schema = own.schema;
      const auto found = places_.find(name);
      if (found != places_.end()) {
        check_parent(child, found->second, clause.at);
        schema_.tables[child].made_of.push_back(name);
      }
      spelt.push_back(name.schema.empty() ? quoted(name.name) : quoted(name.schema) + "." + quoted(name.name));
    }
    clause.argument = fmt::format("({})", fmt::join(spelt, ", "));
  }

  void check_parent(std::size_t child, std::size_t parent, SourceRange at) {
    const ir::Table& table = schema_.tables[parent];
    const auto refuse = [&](std::string_view why, std::string_view help) {
      const std::string child_name = ir::to_text(schema_.tables[child].name);
      auto& diagnostic = sink_.report(inheritance, at, {child_name, ir::to_text(table.name), std::string(why)});
      diagnostic.labels.push_back({table.at, "declared here"});
      diagnostic.helps.emplace_back(help);
    };
    if (table.physical.partitioning)
      refuse("it is partitioned", "make it one of the partitions, or leave out `partition by` there");
  }

  /// A table that is its own ancestor can never be created.
  bool check_ring(const ir::Table& table) {
    std::set<ir::QualifiedName> ancestors;
    std::vector<ir::QualifiedName> open = table.made_of;
    while (!open.empty()) {
      const ir::QualifiedName name = open.back();
      open.pop_back();
      if (!ancestors.insert(name).second) continue;
      const std::vector<ir::QualifiedName>& parents = schema_.tables[places_.at(name)].made_of;
      open.insert(open.end(), parents.begin(), parents.end());
    }
    if (!ancestors.contains(table.name)) return false;
    sink_
        .report(inheritance, table.at,
                {ir::to_text(table.name), ir::to_text(table.made_of.front()), "it is one of its own ancestors then"})
        .helps.emplace_back("leave out `inherits` in one of the tables of the ring");
    return true;
  }

  /// A child has its parents' columns first, whether it declares them again or not.
  void hand_on(ir::Table& table) {
    if (table.made_of.empty() || !finished_.insert(table.name).second) return;
    std::vector<ir::Column> columns;
    const auto has = [&](const std::string& name) {
      return std::any_of(columns.begin(), columns.end(), [&](const ir::Column& it) { return it.name == name; });
    };
    for (const ir::QualifiedName& name : table.made_of) {
      ir::Table& parent = schema_.tables[places_.at(name)];
      hand_on(parent);
      for (const ir::Column& column : parent.columns) {
        if (!has(column.name)) columns.push_back(handed_on(column, parent, table));
      }
    }
    for (ir::Column& column : table.columns) {
      if (!has(column.name)) columns.push_back(std::move(column));
    }
    table.columns = std::move(columns);
  }

  /// What counts by itself does so for its own table only.
  static ir::Column handed_on(ir::Column column, const ir::Table& parent, const ir::Table& child) {
    const auto is_key = [&](const std::string& name) { return name == column.name; };
    const bool is_of_key = parent.primary_key &&
                           std::any_of(parent.primary_key->columns.begin(), parent.primary_key->columns.end(), is_key);
    column.is_nullable = column.is_nullable && !column.identity && !is_of_key;
    column.identity.reset();
    column.is_inherited = true;
    column.comment.clear();
    column.at = child.at;
    const ir::Column* declared = ir::find_column(child, column.name);
    if (declared == nullptr) return column;
    ir::Column own = *declared;
    own.is_nullable = own.is_nullable && column.is_nullable;
    if (!own.default_value && !own.identity && !own.generated) own.default_value = column.default_value;
    own.is_inherited = says_the_same(own, column);
    return own;
  }

  static bool says_the_same(const ir::Column& left, const ir::Column& right) {
    return left.type == right.type && left.is_nullable == right.is_nullable &&
           left.default_value == right.default_value && !left.identity && left.generated == right.generated &&
           left.collation == right.collation && left.native == right.native;
  }

  ir::Schema& schema_;
  diag::Sink& sink_;
  std::map<ir::QualifiedName, std::size_t> places_;
  std::set<ir::QualifiedName> finished_;  // whose columns are complete
};

struct Range {
  std::int64_t smallest;
  std::int64_t largest;
};

Range range_of(ir::TypeKind kind) {
  if (kind == ir::TypeKind::int_)
    return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
  if (kind == ir::TypeKind::bigint)
    return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  return {std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max()};
}

/// What PostgreSQL would say about the numbers; empty when they fit.
std::string sequence_mistake(const ir::Sequence& sequence) {
  const ir::TypeKind kind = sequence.type ? sequence.type->kind : ir::TypeKind::bigint;
  const bool is_integer = kind == ir::TypeKind::tinyint || kind == ir::TypeKind::smallint ||
                          kind == ir::TypeKind::int_ || kind == ir::TypeKind::bigint;
  if (!is_integer) return "its type must be smallint, int or bigint";
  const Range range = range_of(kind);
  const std::int64_t increment = sequence.increment ? *sequence.increment : 1;
  const std::int64_t min = sequence.min ? *sequence.min : increment > 0 ? 1 : range.smallest;
  const std::int64_t max = sequence.max ? *sequence.max : increment > 0 ? range.largest : -1;
  const std::int64_t start = sequence.start ? *sequence.start : increment > 0 ? min : max;
  if (min < range.smallest || max > range.largest)
    return fmt::format("its bounds do not fit into `{}`", ir::type_word(kind));
  if (min >= max) return fmt::format("its smallest value {} is not below its largest {}", min, max);
  if (start < min || start > max) return fmt::format("it starts at {}, outside of {} to {}", start, min, max);
  return {};
}

void check_view(const ir::View& view, const ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  const auto refuse = [&](std::string_view feature, std::string_view way_out, SourceRange at) {
    rules::report_support(Support::refused, feature, way_out, at, dialect, sink);
  };
  if (view.is_materialized) {
    check_list(view.physical.native, kTableParameters, "materialized views", sink);
    if (view.physical.partitioning)
      refuse("partitions of materialized views", "leave out `partition by` in `for postgres`",
             view.physical.partitioning->at);
    if (view.security != ir::ViewSecurity::unspecified)
      refuse("security of materialized views", "leave out `security`", view.at);
    return;
  }
  check_list(view.physical.native, kViewParameters, "views", sink);
  if (view.security == ir::ViewSecurity::invoker) require_version(15, schema, "`security invoker`", view.at, sink);
}

const std::vector<std::string> kTablePrivileges = {"all",        "all privileges", "delete",  "insert",   "maintain",
                                                   "references", "select",         "trigger", "truncate", "update"};
const std::vector<std::string> kColumnPrivileges = {"all",        "all privileges", "insert",
                                                    "references", "select",         "update"};

void check_grants(const std::vector<ir::Grant>& grants, const ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Grant& grant : grants) {
    for (const ir::Privilege& privilege : grant.privileges) {
      const bool is_on_columns = !privilege.columns.empty();
      const std::vector<std::string>& known = is_on_columns ? kColumnPrivileges : kTablePrivileges;
      if (privilege.action == "maintain") require_version(17, schema, "`maintain`", grant.at, sink);
      if (std::find(known.begin(), known.end(), privilege.action) != known.end()) continue;
      auto& diagnostic =
          sink.report(unknown_privilege, grant.at, {privilege.action, is_on_columns ? "columns" : "tables and views"});
      diagnostic.helps.push_back(fmt::format("what may stand here: `{}`", fmt::join(known, "`, `")));
    }
  }
}

}  // namespace

void check_parameters(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    check_table_parameters(table, sink);
    check_exclusions(table, sink);
  }
}

void check_inheritance(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  InheritanceChecker(schema, sink).check();
}

void check_sequences(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Sequence& sequence : schema.sequences) {
    const std::string mistake = sequence_mistake(sequence);
    if (!mistake.empty()) sink.report(sequence_bounds, sequence.at, {ir::to_text(sequence.name), mistake});
    if (sequence.owned_by_table && sequence.owned_by_table->schema != sequence.name.schema) {
      sink.report(sequence_owner_schema, sequence.at,
                  {ir::to_text(sequence.name), ir::to_text(*sequence.owned_by_table)});
    }
  }
  for (const ir::EnumType& type : schema.enums) {
    for (const ir::EnumLabel& label : type.labels) {
      if (label.text.size() > 63)
        sink.report(enum_label_too_long, type.at, {label.text, std::to_string(label.text.size())});
    }
  }
}

void check_views(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  for (const ir::View& view : schema.views) check_view(view, schema, dialect, sink);
}

void check_rights(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) check_grants(table.grants, schema, sink);
  for (const ir::View& view : schema.views) check_grants(view.grants, schema, sink);
}

}  // namespace kura::dialect::postgres
