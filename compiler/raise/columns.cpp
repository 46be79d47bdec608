// columns: what stands behind them, and which keys may.
#include <algorithm>
#include <unordered_map>

#include "compiler/raise/columns.h"
#include "compiler/raise/members.h"

namespace kura::raise {
namespace {

using ast::AttributeKind;

template <class Detail>
ast::Attribute make(AttributeKind kind, Detail detail) {
  return {kind, {}, ast::AttributeDetail(std::move(detail))};
}

bool has_native_type(const ir::Column& column) {
  return is_native(column.type) || (column.default_value && is_native(*column.default_value)) ||
         (column.generated && is_native(column.generated->expression));
}

/// `on update now()` is an attribute with a place of its own, whatever words the column has besides.
bool is_action(const ir::NativeClause& clause) {
  return clause.text.starts_with("on update ") || clause.text.starts_with("on delete ");
}

class ColumnRaiser {
 public:
  ColumnRaiser(Members& members, const ir::Table& table)
      : members_(members), tree_(members.tree()), table_(table), keys_(inline_keys(table)) {}

  void add_all() {
    std::size_t unique = 0;
    std::size_t foreign = 0;
    for (const ir::Column& column : table_.columns) {
      ast::Column written = raise(column);
      if (is_inline_primary_key(column)) add(written, AttributeKind::primary_key);
      if (unique < keys_.unique && table_.unique_keys[unique].columns[0] == column.name) {
        add(written, AttributeKind::unique);
        ++unique;
      }
      if (foreign < keys_.foreign && table_.foreign_keys[foreign].columns[0] == column.name) {
        written.attributes.push_back(make(AttributeKind::references, raise_reference(table_.foreign_keys[foreign])));
        ++foreign;
      }
      members_.add(std::move(written), tree_.doc(column.comment));
      add_own_words(column);
    }
  }

 private:
  static void add(ast::Column& column, AttributeKind kind) { column.attributes.push_back({kind, {}, {}}); }

  [[nodiscard]] bool is_inline_primary_key(const ir::Column& column) const {
    return keys_.has_primary && table_.primary_key->columns[0] == column.name;
  }

  ast::Column raise(const ir::Column& column) {
    ast::Column result;
    result.name = to_name(column.name);
    result.type = raise_type(tree_, column.type);
    if (has_native_type(column)) result.only_on = tree_.dialects();
    if (!column.is_nullable && !is_inline_primary_key(column)) add(result, AttributeKind::not_null);
    add_values(column, result.attributes);
    if (!column.collation.empty()) {
      result.attributes.push_back(make(AttributeKind::collate, to_name(column.collation)));
    }
    if (!column.encoding.empty()) result.attributes.push_back(make(AttributeKind::encode, to_name(column.encoding)));
    if (!column.aggregate.empty()) result.attributes.push_back(make(AttributeKind::aggregate, aggregate_of(column)));
    return result;
  }

  void add_values(const ir::Column& column, std::vector<ast::Attribute>& attributes) {
    if (column.default_value) {
      attributes.push_back(make(AttributeKind::default_value, raise_expression(tree_, *column.default_value)));
    }
    if (column.identity) attributes.push_back(make(AttributeKind::identity, identity_of(*column.identity)));
    if (column.generated) {
      const auto storage = static_cast<ast::GeneratedStorage>(column.generated->storage);
      ast::Expression expression = raise_expression(tree_, column.generated->expression);
      attributes.push_back(make(AttributeKind::generated, ast::Generated{std::move(expression), storage}));
    }
  }

  ast::Identity identity_of(const ir::Identity& identity) {
    ast::Identity result;
    result.is_always = identity.is_always;
    if (identity.start != 1 || identity.step != 1) result.start = tree_.number(identity.start);
    if (identity.step != 1) result.step = tree_.number(identity.step);
    return result;
  }

  static ast::Aggregate aggregate_of(const ir::Column& column) {
    const std::string_view text = column.aggregate;
    const std::size_t cut = std::min(text.find('('), text.size());
    return {text.substr(0, cut), {text.substr(cut), {}}};
  }

  /// The engine's own words, as `column NAME …` in its block.
  void add_own_words(const ir::Column& column) {
    if (column.native.empty()) return;
    std::vector<ir::NativeClause> words;
    ast::Column change;
    change.name = to_name(column.name);
    for (const ir::NativeClause& clause : column.native) {
      if (!is_action(clause)) {
        words.push_back(clause);
      } else {
        change.attributes.push_back(make(AttributeKind::on_action, tree_.sql(clause.text)));
      }
    }
    if (!words.empty()) change.attributes.push_back(make(AttributeKind::native, kept_words(words)));
    members_.add_own(ast::ColumnOverride{std::move(change)});
  }

  /// The clauses are copies, so their text has to be kept.
  ast::RawText kept_words(const std::vector<ir::NativeClause>& clauses) {
    return {tree_.keep(std::string(tree_.words(clauses).text)), {}};
  }

  Members& members_;
  Tree& tree_;
  const ir::Table& table_;
  InlineKeys keys_;
};

/// The longest beginning of a list of keys that columns can say: unnamed, of one column each, in the columns' order.
template <class Keys>
std::size_t inline_count(const Keys& keys, const std::unordered_map<std::string_view, std::size_t>& places) {
  std::size_t count = 0;
  std::size_t least = 0;
  for (const auto& key : keys) {
    if (!key.name.empty() || !key.native.empty() || key.columns.size() != 1) break;
    const auto place = places.find(key.columns[0]);
    if (place == places.end() || place->second < least) break;
    least = place->second + 1;
    ++count;
  }
  return count;
}

struct ActionWord {
  ir::ReferentialAction action;
  std::string_view word;
};
constexpr ActionWord kActions[] = {
    {ir::ReferentialAction::restrict, "restrict"},
    {ir::ReferentialAction::cascade, "cascade"},
    {ir::ReferentialAction::set_null, "set null"},
    {ir::ReferentialAction::set_default, "set default"},
};

void add_action(ast::Reference& reference, ast::ReferenceEvent event, ir::ReferentialAction action) {
  for (const ActionWord& row : kActions) {
    if (row.action == action) reference.actions.push_back({event, row.word, {}, false, {}});
  }
}

}  // namespace

InlineKeys inline_keys(const ir::Table& table) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) places.emplace(table.columns[i].name, i);
  InlineKeys result;
  const Boxed<ir::Key>& primary = table.primary_key;
  result.has_primary = primary && primary->name.empty() && primary->native.empty() && primary->columns.size() == 1;
  result.unique = inline_count(table.unique_keys, places);
  result.foreign = inline_count(table.foreign_keys, places);
  return result;
}

ast::Reference raise_reference(const ir::ForeignKey& key) {
  ast::Reference reference;
  reference.table = to_name(key.target);
  reference.columns = to_names(key.target_columns);
  add_action(reference, ast::ReferenceEvent::on_delete, key.on_delete);
  add_action(reference, ast::ReferenceEvent::on_update, key.on_update);
  return reference;
}

void add_columns(Members& members, const ir::Table& table) {
  ColumnRaiser(members, table).add_all();
}

}  // namespace kura::raise
