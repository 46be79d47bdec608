// Columns: types, attributes, overrides of `for` blocks.
#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/lower_expressions.h"
#include "compiler/sema/lower_types.h"
#include "compiler/sema/rules/column_rules.h"
#include "compiler/sema/table_parts.h"
#include "compiler/sema/wording.h"
#include "compiler/sql/tokens.h"

namespace kura::sema {
namespace {

/// An attribute with where it was written.
struct Given {
  const ast::Attribute* attribute = nullptr;
  const Entry* entry = nullptr;
};

/// Attributes of one group replace each other.
int group_of(ast::AttributeKind kind) {
  switch (kind) {
    case ast::AttributeKind::null:
      return static_cast<int>(ast::AttributeKind::not_null);
    case ast::AttributeKind::identity:
    case ast::AttributeKind::generated:
      return static_cast<int>(ast::AttributeKind::default_value);
    default:
      return static_cast<int>(kind);
  }
}

std::string_view first_word(const ast::Attribute& attribute) {
  const auto& text = std::get<ast::RawText>(*attribute.detail).text;
  return text.substr(0, text.find_first_of(" \t\r\n("));
}

bool replaces(const ast::Attribute& later, const ast::Attribute& earlier) {
  if (group_of(later.kind) != group_of(earlier.kind)) return false;
  return later.kind != ast::AttributeKind::native || equals_ignoring_case(first_word(later), first_word(earlier));
}

class ColumnsLowerer {
 public:
  explicit ColumnsLowerer(TableParts& parts) : parts_(parts), scope_(parts.scope), lowering_(parts.scope.lowering) {}

  void lower() {
    declare_all();
    collect_overrides();
    parts_.table.columns.resize(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) lower_column(i);
  }

 private:
  struct Override {
    std::size_t column;
    const Entry* entry;
    const ast::Column* change;
  };

  void declare_all() {
    scope_.columns.reserve(scope_.entries.size());
    columns_.reserve(scope_.entries.size());
    for (const Entry& entry : scope_.entries) {
      const auto* column = std::get_if<ast::Column>(&entry.member->node);
      if (column == nullptr) continue;
      if (const auto before = scope_.columns.add(column->name)) {
        report_twice(entry, column->name, *before);
      } else {
        columns_.push_back(&entry);
      }
    }
  }

  void report_twice(const Entry& entry, const ast::Name& name, std::size_t before) {
    auto& diagnostic = lowering_.sink.report(diag::column_declared_twice, name.at,
                                             {std::string(name.text), std::string(scope_.relation)});
    diagnostic.labels.push_back({scope_.columns.place(before), "first declared here"});
    if (columns_[before]->use.is_valid()) diagnostic.labels.push_back({columns_[before]->use, "put in by this `use`"});
    if (entry.use.is_valid()) diagnostic.labels.push_back({entry.use, "put in by this `use`"});
    diagnostic.helps.push_back("remove one of them; what differs by warehouse stands in a `for` block: `column … ;`");
  }

  void collect_overrides() {
    for (const Entry& entry : scope_.entries) {
      const auto* change = std::get_if<ast::ColumnOverride>(&entry.member->node);
      if (change == nullptr || !applies(change->column.only_on, lowering_.lineage)) continue;
      if (const auto column = find_column(scope_, change->column.name)) {
        overrides_.push_back({*column, &entry, &change->column});
      }
    }
    std::stable_sort(overrides_.begin(), overrides_.end(), [](const Override& a, const Override& b) {
      return a.column != b.column ? a.column < b.column : b.entry->is_stronger_than(*a.entry);
    });
  }

  void lower_column(std::size_t number) {
    const Entry& entry = *columns_[number];
    const auto& written = std::get<ast::Column>(entry.member->node);
    ir::Column& column = parts_.table.columns[number];
    column.name = written.name.text;
    column.at = written.name.at;
    column.comment = written.doc.empty() ? entry.member->doc : written.doc;
    given_.clear();
    take(written, entry, column, false);
    for (; next_override_ < overrides_.size() && overrides_[next_override_].column == number; ++next_override_) {
      const Override& change = overrides_[next_override_];
      if (!change.change->doc.empty()) column.comment = change.change->doc;
      take(*change.change, *change.entry, column, true);
    }
    for (const Given& given : given_) apply(given, written.name, number, column);
    rules::check_column(lowering_, column);
  }

  /// The type and the attributes of a declaration or an override; those of an override replace what was there.
  void take(const ast::Column& written, const Entry& entry, ir::Column& column, bool is_override) {
    rules::check_attributes(lowering_, written);
    if (written.type) take_type(*written.type, entry, column);
    std::size_t earlier = given_.size();
    for (const ast::Attribute& attribute : written.attributes) {
      if (is_override) earlier -= drop_replaced(attribute, earlier);
      given_.push_back({&attribute, &entry});
    }
  }

  /// Drops what this attribute replaces among the first ones; how many those were.
  std::size_t drop_replaced(const ast::Attribute& attribute, std::size_t earlier) {
    const auto end = given_.begin() + static_cast<std::ptrdiff_t>(earlier);
    const auto kept =
        std::remove_if(given_.begin(), end, [&](const Given& g) { return replaces(attribute, *g.attribute); });
    const auto dropped = static_cast<std::size_t>(end - kept);
    given_.erase(kept, end);
    return dropped;
  }

  void take_type(const ast::TypeReference& written, const Entry& entry, ir::Column& column) {
    const DialectList native = entry.native;
    if (native.empty()) return set_type(written, native, column);
    const SplitType split = split_native_words(lowering_, written, scope_.schema, native);
    if (split.type) set_type(*split.type, native, column);
    add_native(lowering_, split.native, native, NativeWord::column, column.native);
  }

  void set_type(const ast::TypeReference& written, DialectList native, ir::Column& column) {
    column.type_at = written.at;
    if (auto type = lower_type(lowering_, written, scope_.schema, native)) column.type = std::move(*type);
  }

  void apply(const Given& given, const ast::Name& name, std::size_t number, ir::Column& column) {
    const ast::Attribute& attribute = *given.attribute;
    switch (attribute.kind) {
      case ast::AttributeKind::not_null:
        column.is_nullable = false;
        return;
      case ast::AttributeKind::null:
        column.is_nullable = true;
        parts_.nulls.push_back({number, attribute.at});
        return;
      case ast::AttributeKind::primary_key:
        parts_.primary_keys.push_back({given.entry->level, nullptr, {name}, {}, attribute.at});
        return;
      case ast::AttributeKind::unique:
        parts_.table.unique_keys.push_back({{}, {column.name}, {}, attribute.at});
        return;
      case ast::AttributeKind::references:
        add_foreign_key(parts_, {name}, std::get<ast::Reference>(*attribute.detail), nullptr, nullptr, {},
                        attribute.at);
        return;
      default:
        apply_detail(given, column);
    }
  }

  void apply_detail(const Given& given, ir::Column& column) {
    const ast::AttributeDetail& detail = *given.attribute->detail;
    const DialectList native = given.entry->native;
    switch (given.attribute->kind) {
      case ast::AttributeKind::default_value:
        column.default_value =
            lower_expression(scope_, std::get<ast::Expression>(detail), native, ExpressionPlace::default_value);
        return;
      case ast::AttributeKind::identity:
        column.identity = identity_of(std::get<ast::Identity>(detail), given.attribute->at);
        return;
      case ast::AttributeKind::generated:
        column.generated = generated_of(std::get<ast::Generated>(detail), native);
        return;
      case ast::AttributeKind::check:
        parts_.table.checks.push_back(
            {{}, lower_expression(scope_, std::get<ast::Expression>(detail), native), {}, given.attribute->at});
        return;
      case ast::AttributeKind::collate:
        column.collation = std::get<ast::Name>(detail).text;
        return;
      case ast::AttributeKind::encode:
        column.encoding = to_lower(std::get<ast::Name>(detail).text);
        return;
      case ast::AttributeKind::aggregate:
        column.aggregate = aggregate_of(std::get<ast::Aggregate>(detail));
        return;
      case ast::AttributeKind::was:
        column.was = std::get<ast::Name>(detail).text;
        return;
      default:
        add_native(lowering_, raw_of(*given.attribute), native, NativeWord::column, column.native);
    }
  }

  /// An engine's own words, or `on update now()`, which is one engine's too.
  [[nodiscard]] ast::RawText raw_of(const ast::Attribute& attribute) const {
    if (const auto* text = std::get_if<ast::RawText>(&*attribute.detail)) return *text;
    return {lowering_.sources.slice(attribute.at), attribute.at};
  }

  static std::string aggregate_of(const ast::Aggregate& aggregate) {
    return std::string(aggregate.function) + sql::normalized(aggregate.arguments.text);
  }

  ir::Identity identity_of(const ast::Identity& written, SourceRange at) {
    ir::Identity identity{written.is_always, 1, 1, at};
    if (!written.start.text.empty()) {
      identity.start = lowering_.parameters.whole_number(written.start, "the first value of an identity").value_or(1);
    }
    if (!written.step.text.empty()) {
      identity.step = lowering_.parameters.whole_number(written.step, "the step of an identity").value_or(1);
    }
    if (identity.step == 0) {
      lowering_.sink.report(diag::not_a_whole_number, written.step.at,
                            {"the step of an identity", " other than 0", "0"});
    }
    return identity;
  }

  ir::Generated generated_of(const ast::Generated& written, DialectList native) {
    static constexpr std::array kStorage = {ir::GeneratedStorage::unspecified, ir::GeneratedStorage::stored,
                                            ir::GeneratedStorage::virtual_};
    return {lower_expression(scope_, written.expression, native), kStorage[static_cast<std::size_t>(written.storage)]};
  }

  TableParts& parts_;
  Scope& scope_;
  Lowering& lowering_;
  std::vector<const Entry*> columns_;
  std::vector<Override> overrides_;
  std::size_t next_override_ = 0;
  std::vector<Given> given_;  // of the column at hand
};

}  // namespace

void lower_columns(TableParts& parts) {
  ColumnsLowerer(parts).lower();
}

}  // namespace kura::sema
