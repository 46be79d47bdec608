// Indexes of PostgreSQL: what each method can do, operator classes, parameters in parentheses.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"
#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

using ir::TypeKind;

constexpr std::size_t kIndexColumnLimit = 32;

struct Method {
  std::string_view name;
  bool is_ordered;  // ASC, DESC, NULLS FIRST
  bool is_unique;
  bool has_several_columns;
  bool has_include;
  std::string_view parameters;  // blank-separated
};

constexpr Method kMethods[] = {
    {"btree", true, true, true, true, "fillfactor deduplicate_items"},
    {"hash", false, false, false, false, "fillfactor"},
    {"gist", false, false, true, true, "fillfactor buffering"},
    {"spgist", false, false, false, true, "fillfactor"},
    {"gin", false, false, true, false, "fastupdate gin_pending_list_limit"},
    {"brin", false, false, true, false, "pages_per_range autosummarize"},
};

/// Null for a method of an extension, which knows its own limits.
const Method* find_method(std::string_view name) {
  if (name.empty()) name = "btree";
  for (const Method& method : kMethods) {
    if (method.name == name) return &method;
  }
  return nullptr;
}

bool has_operator_class(const ir::IndexPart& part) {
  return has_native(part.native, "");
}

/// Types that an index of the method takes without naming an operator class.
bool has_default_class(std::string_view method, const ir::Type& type) {
  if (type.kind == TypeKind::native) return true;
  const bool is_json = type.kind == TypeKind::json || type.kind == TypeKind::variant;
  if (method == "gin") return type.kind == TypeKind::array || type.kind == TypeKind::variant;
  if (method == "gist") return type.kind == TypeKind::geometry || type.kind == TypeKind::geography;
  if (method == "spgist")
    return type.kind == TypeKind::text || type.kind == TypeKind::varchar || type.kind == TypeKind::geometry;
  return method != "brin" || !is_json;
}

std::string_view class_help(std::string_view method) {
  if (method == "gin")
    return "name one behind the column (`gin_trgm_ops` of pg_trgm for texts), or have `btree_gin` in the database";
  if (method == "gist")
    return "name one behind the column (`gist_trgm_ops` of pg_trgm for texts), or have `btree_gist` in the database";
  return "name one behind the column, or leave out `using`";
}

class IndexChecker {
 public:
  IndexChecker(const ir::Index& index, const ir::Table* table, const ir::Schema& schema, diag::Sink& sink)
      : index_(index), table_(table), schema_(schema), sink_(sink), method_(find_method(index.method)) {}

  void check() const {
    if (method_ != nullptr) check_method();
    const std::size_t count = index_.parts.size() + index_.include.size();
    if (count > kIndexColumnLimit) sink_.report(too_many_key_columns, index_.at, {"the index", std::to_string(count)});
    for (const ir::IndexPart& part : index_.parts) check_part(part);
    check_immutable();
    check_nulls();
  }

 private:
  void lacks(std::string_view feature, std::string_view help) const {
    auto& diagnostic = sink_.report(index_method_lacks, index_.at, {std::string(method_->name), std::string(feature)});
    diagnostic.helps.emplace_back(help);
  }

  void check_method() const {
    const bool has_order_words = std::any_of(index_.parts.begin(), index_.parts.end(), [](const ir::IndexPart& part) {
      return part.is_descending || has_native(part.native, "nulls first") || has_native(part.native, "nulls last");
    });
    if (index_.is_unique && !method_->is_unique) lacks("uniqueness", "leave out `using`: btree indexes can be unique");
    if (has_order_words && !method_->is_ordered) lacks("order", "leave out `desc` and `nulls …`");
    if (index_.parts.size() > 1 && !method_->has_several_columns)
      lacks("second column", "make one index for each column");
    if (!index_.include.empty() && !method_->has_include) lacks("`include` columns", "leave out `include`");
    check_parameters();
  }

  void check_parameters() const {
    const ir::NativeClause* with = find_native(index_.native, "with");
    if (with == nullptr) return;
    for (const Parameter& parameter : read_parameters(with->argument)) {
      const std::string padded = fmt::format(" {} ", method_->parameters);
      if (padded.find(" " + parameter.key + " ") != std::string::npos) continue;
      auto& diagnostic =
          sink_.report(unknown_parameter, with->at, {parameter.key, fmt::format("{} indexes", method_->name)});
      diagnostic.helps.push_back(
          fmt::format("what may stand here: `{}`", fmt::join(sql_words(method_->parameters), "`, `")));
    }
  }

  static std::vector<std::string> sql_words(std::string_view text) {
    std::vector<std::string> words;
    for (const sql::Token& token : sql::tokenize(text)) words.emplace_back(token.text);
    return words;
  }

  void check_part(const ir::IndexPart& part) const {
    if (table_ == nullptr || part.expression.kind != ir::ExpressionKind::name || has_operator_class(part)) return;
    const ir::Column* column = ir::find_column(*table_, part.expression.path.back());
    if (column == nullptr || method_ == nullptr) return;
    const std::string type = ir::to_text(column->type);
    if (column->type.kind == TypeKind::json || (is_comparing() && !has_order(column->type))) {
      auto& diagnostic =
          sink_.report(type_without_order, index_.at, {column->name, type, fmt::format("a {} index", method_->name)});
      diagnostic.helps.emplace_back(column->type.kind == TypeKind::json
                                        ? "declare it `variant`: jsonb can be compared, and searched with `using gin`"
                                        : "use another method: `using gist`");
    } else if (!has_default_class(method_->name, column->type)) {
      auto& diagnostic =
          sink_.report(index_needs_operator_class, index_.at, {std::string(method_->name), column->name, type});
      diagnostic.helps.emplace_back(class_help(method_->name));
    }
  }
  [[nodiscard]] bool is_comparing() const { return method_->name == "btree" || method_->name == "hash"; }

  void check_immutable() const {
    const auto report = [this](const ir::Expression& expression, std::string_view where) {
      const auto unstable = find_unstable(expression, table_);
      if (!unstable) return;
      auto& diagnostic = sink_.report(not_immutable, unstable->at, {unstable->text, std::string(where)});
      diagnostic.helps.emplace_back("index the column itself, or compare it with a constant");
    };
    for (const ir::IndexPart& part : index_.parts) report(part.expression, "an index");
    if (index_.where) report(*index_.where, "an index");
  }

  void check_nulls() const {
    for (const ir::NativeClause& clause : index_.native) {
      if (!clause.keyword.starts_with("nulls ")) continue;
      require_version(15, schema_, "`" + clause.keyword + "`", clause.at, sink_);
      if (!index_.is_unique) sink_.report(clause_without_its_base, clause.at, {clause.keyword, "a `unique index`"});
    }
  }

  const ir::Index& index_;
  const ir::Table* table_;
  const ir::Schema& schema_;
  diag::Sink& sink_;
  const Method* method_;
};

/// An operator class is any name: what the clause table leaves as one text is the class, its parameters, and more
/// clauses.
void read_operator_class(ir::IndexPart& part, SourceRange at, diag::Sink& sink) {
  for (std::size_t i = 0; i < part.native.size(); ++i) {
    if (!part.native[i].keyword.empty()) continue;
    const std::string text = part.native[i].argument;
    const std::vector<sql::Token> tokens = sql::tokenize(text);
    std::size_t end = 1;
    while (end + 1 < tokens.size() && tokens[end].is_symbol(".")) end += 2;
    if (end < tokens.size() && tokens[end].is_symbol("(")) {
      while (end < tokens.size() && !tokens[end].is_symbol(")")) ++end;
      ++end;
    }
    end = std::min(end, tokens.size());
    part.native[i].argument = text.substr(0, tokens[end - 1].end);
    for (; end < tokens.size(); end += 2) {
      const bool is_nulls = tokens[end].is_word("nulls") && end + 1 < tokens.size();
      const bool is_known = is_nulls && (tokens[end + 1].is_word("first") || tokens[end + 1].is_word("last"));
      if (!is_known) {
        auto& diagnostic = sink.report(diag::unknown_native_clause, at, {"PostgreSQL", std::string(tokens[end].text)});
        diagnostic.helps.emplace_back(
            "behind an indexed column stand `collate C`, an operator class, `nulls first` or `nulls last`");
        break;
      }
      ir::NativeClause clause = part.native[i];
      clause.keyword = tokens[end + 1].is_word("first") ? "nulls first" : "nulls last";
      clause.argument.clear();
      part.native.push_back(std::move(clause));
    }
  }
}

void check_all(const ir::Physical& physical, const ir::Table* table, const ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Index& index : physical.indexes) IndexChecker(index, table, schema, sink).check();
}

}  // namespace

void read_operator_classes(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  const auto read_all = [&sink](ir::Physical& physical) {
    for (ir::Index& index : physical.indexes) {
      for (ir::IndexPart& part : index.parts) read_operator_class(part, index.at, sink);
    }
  };
  for (ir::Table& table : schema.tables) read_all(table.physical);
  for (ir::View& view : schema.views) read_all(view.physical);
}

void check_index_methods(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) check_all(table.physical, &table, schema, sink);
  for (const ir::View& view : schema.views) {
    if (view.is_materialized) check_all(view.physical, nullptr, schema, sink);
  }
}

}  // namespace kura::dialect::postgres
