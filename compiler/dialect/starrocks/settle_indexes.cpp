// Indexes: method, one column each, types and models; bloom filters become a property.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/diag/suggest.h"
#include "compiler/dialect/rules/rules.h"
#include "compiler/dialect/starrocks/index_methods.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/properties.h"

namespace kura::dialect::starrocks {
namespace {

std::string column_of(const ir::Index& index) {
  const std::vector<std::string> columns =
      index.parts.empty() ? std::vector<std::string>() : ir::columns_read(index.parts[0].expression);
  return columns.empty() ? std::string() : columns[0];
}

class IndexRules {
 public:
  IndexRules(const Target& target, diag::Sink& sink) : target_(target), sink_(sink) {}

  /// What does not depend on the column; false when there is nothing more to say.
  bool check_shape(ir::Index& index) {
    if (index.is_unique) {
      rules::report_support(Support::refused, "unique indexes",
                            "a PRIMARY KEY or UNIQUE KEY model keeps rows unique: `model unique key (…)`", index.at,
                            target_.dialect, sink_);
    }
    const IndexMethod* method = find_index_method(index.method);
    if (method == nullptr) return report_method(index);
    index.method = method->name;
    if (index.parts.size() != 1) {
      sink_.report(index_columns, index.at, {std::to_string(index.parts.size())});
      return false;
    }
    // An index on an expression was reported by the shared rules.
    if (index.parts[0].expression.kind != ir::ExpressionKind::name) return false;
    if (index.parts[0].is_descending) {
      rules::report_support(Support::left_out, "index directions", "", index.at, target_.dialect, sink_);
      index.parts[0].is_descending = false;
    }
    check_object_name(index.name, "an index", index.at, sink_);
    check_once(index);
    require_version(target_, method->major, method->minor, fmt::format("`{}` index", method->name), index.at, sink_);
    check_index_properties(index, *method, sink_);
    return true;
  }

  void check_column(const ir::Index& index, const ir::Table& table) {
    const ir::Column* column = ir::find_column(table, column_of(index));
    const IndexMethod* method = find_index_method(index.method);
    if (column == nullptr || method == nullptr) return;
    if (!method->takes(*column))
      return refuse(index, *column, fmt::format("it is for {}", method->types),
                    "index another column, or with another method");
    const bool is_primary = has_model(table, ir::KeyModelKind::primary);
    const bool is_free = is_primary || has_model(table, ir::KeyModelKind::duplicate);
    if (!is_free && !method->takes_keys) {
      return refuse(index, *column, fmt::format("{} tables have none", model_word(table.key_model->kind)),
                    "take the DUPLICATE KEY or PRIMARY KEY model");
    }
    if (!is_free && !is_key_column(table, column->name)) {
      refuse(index, *column, fmt::format("it is not in the {}", model_word(table.key_model->kind)),
             "index key columns, or take the DUPLICATE KEY or PRIMARY KEY model");
    }
  }

  void check_run_mode(const ir::Index& index, const ir::Table& table) {
    const bool is_shared = target_.run_mode == RunMode::shared_data;
    const ir::Column* column = ir::find_column(table, column_of(index));
    if (column == nullptr) return;
    const bool is_late = index.method == "vector" || (index.method == "gin" && !target_.version.has(4, 1));
    if (is_shared && is_late)
      refuse(index, *column, "clusters with shared data have none", "leave it out there with `only on`");
    const bool has_identity = std::any_of(table.columns.begin(), table.columns.end(),
                                          [](const ir::Column& it) { return it.identity.has_value(); });
    if (index.method == "gin" && has_identity) {
      refuse(index, *column, "a table with an identity column has none",
             "take `ngrambf`, or fill the identity column in the load");
    }
  }

 private:
  bool report_method(const ir::Index& index) {
    const std::vector<std::string> known = index_method_names();
    auto& diagnostic = sink_.report(unknown_index_method, index.at, {index.method});
    std::string help = diag::did_you_mean(index.method, known);
    diagnostic.helps.push_back(help.empty() ? fmt::format("it has `{}`", fmt::join(known, "`, `")) : std::move(help));
    return false;
  }

  void refuse(const ir::Index& index, const ir::Column& column, std::string reason, std::string_view help) {
    auto& diagnostic = sink_.report(index_refused, index.at, {column.name, index.method, std::move(reason)});
    diagnostic.labels.push_back({column.at, "declared here"});
    diagnostic.helps.emplace_back(help);
  }

  void check_once(const ir::Index& index) {
    const std::string column = to_lower(column_of(index));
    for (const auto& [seen, at] : seen_) {
      if (seen != column) continue;
      auto& diagnostic = sink_.report(second_index, index.at, {column});
      diagnostic.labels.push_back({at, "the other one"});
      return;
    }
    seen_.emplace_back(column, index.at);
  }

  const Target& target_;
  diag::Sink& sink_;
  std::vector<std::pair<std::string, SourceRange>> seen_;
};

bool is_bloom(const ir::Index& index) {
  return index.method == "bloom";
}

/// `index on (a, b) using bloom` says what the property `bloom_filter_columns` says.
void move_bloom_filters(ir::Physical& physical, const std::string& relation, diag::Sink& sink) {
  std::string columns;
  SourceRange at;
  for (const ir::Index& index : physical.indexes) {
    if (!is_bloom(index)) continue;
    at = columns.empty() ? index.at : at;
    for (const ir::IndexPart& part : index.parts) {
      for (const std::string& name : ir::columns_read(part.expression)) columns += (columns.empty() ? "" : ",") + name;
    }
    if (index.native.empty()) continue;
    auto& diagnostic = sink.report(index_property, index.at, {"bloom", "its properties belong to the table"});
    diagnostic.helps.emplace_back("write `properties { \"bloom_filter_fpp\" = \"0.05\"; }`");
  }
  if (columns.empty()) return;
  std::erase_if(physical.indexes, is_bloom);
  const ir::Property* own = find_property(physical, "bloom_filter_columns");
  if (own == nullptr) return add_property(physical, {"bloom_filter_columns", columns, at});
  auto& diagnostic =
      sink.report(property_conflict, own->at, {own->key, own->value, relation, "a `bloom` index says it as well"});
  diagnostic.helps.emplace_back("keep one of the two");
}

void check_vectors(const ir::Physical& physical, diag::Sink& sink) {
  const ir::Index* first = nullptr;
  for (const ir::Index& index : physical.indexes) {
    if (index.method != "vector") continue;
    if (first == nullptr) {
      first = &index;
      continue;
    }
    auto& diagnostic = sink.report(index_refused, index.at, {column_of(index), "vector", "the table has one already"});
    diagnostic.labels.push_back({first->at, "the other one"});
    diagnostic.helps.emplace_back("keep one of the two");
  }
}

}  // namespace

void settle_indexes(ir::Table& table, const Target& target, diag::Sink& sink) {
  IndexRules rules(target, sink);
  move_bloom_filters(table.physical, ir::to_text(table.name), sink);
  for (ir::Index& index : table.physical.indexes) {
    if (!rules.check_shape(index) || !table.key_model) continue;
    rules.check_column(index, table);
    rules.check_run_mode(index, table);
  }
  check_vectors(table.physical, sink);
  name_indexes(table.physical, table.name.name, target);
}

void settle_view_indexes(ir::View& view, const Target& target, diag::Sink& sink) {
  IndexRules rules(target, sink);
  move_bloom_filters(view.physical, ir::to_text(view.name), sink);
  for (ir::Index& index : view.physical.indexes) (void)rules.check_shape(index);
  name_indexes(view.physical, view.name.name, target);
}

}  // namespace kura::dialect::starrocks
