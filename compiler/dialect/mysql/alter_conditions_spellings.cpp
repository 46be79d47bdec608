// Conditions of this family's answers about two words for one thing of the server.
#include <algorithm>
#include <limits>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/alter_conditions.h"

namespace kura::dialect::mysql {
namespace {

using change::Kind;

/// What the server makes of the options of a sequence.
struct SequenceOptions {
  std::int64_t increment;
  std::int64_t min;
  std::int64_t max;
  std::int64_t start;
  std::int64_t cache;
  bool is_cycle;

  bool operator==(const SequenceOptions&) const = default;
};

SequenceOptions options_of(const ir::Sequence& sequence) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kUsualCache = 1000;
  SequenceOptions options{};
  options.increment = sequence.increment ? *sequence.increment : 1;
  const bool is_down = options.increment < 0;
  options.min = sequence.min ? *sequence.min : is_down ? -kMost : 1;
  options.max = sequence.max ? *sequence.max : is_down ? -1 : kMost - 1;
  options.start = sequence.start ? *sequence.start : is_down ? options.max : options.min;
  options.cache = sequence.cache ? *sequence.cache : kUsualCache;
  options.is_cycle = sequence.is_cycle;
  return options;
}

bool is_same(const ir::Key& key, const ir::Index& index) {
  const bool is_plain = index.is_unique && index.native.empty() && key.native.empty() && index.comment.empty() &&
                        index.method.empty() && !index.where;
  if (!is_plain || key.columns.size() != index.parts.size() || !equals_ignoring_case(key.name, index.name))
    return false;
  for (std::size_t i = 0; i < index.parts.size(); ++i) {
    const ir::IndexPart& part = index.parts[i];
    const bool is_column = part.expression.kind == ir::ExpressionKind::name && part.expression.path.size() == 1;
    if (!is_column || part.is_descending || part.expression.path[0] != key.columns[i]) return false;
  }
  return true;
}

bool has_index_like(const ir::Table& table, const ir::Key& key) {
  return std::any_of(table.physical.indexes.begin(), table.physical.indexes.end(),
                     [&](const ir::Index& index) { return is_same(key, index); });
}

bool has_key_like(const ir::Table& table, const ir::Index& index) {
  return std::any_of(table.unique_keys.begin(), table.unique_keys.end(),
                     [&](const ir::Key& key) { return is_same(key, index); });
}

/// A date is written as a string with or without its type, and a time with or without zeros at its end; a number may
/// stand in quotes.
ir::Expression spelt_default(const ir::Column& column) {
  ir::Expression value = column.default_value ? *column.default_value : ir::Expression();
  const bool is_literal = value.kind == ir::ExpressionKind::typed_string || value.kind == ir::ExpressionKind::number ||
                          value.kind == ir::ExpressionKind::string;
  if (!is_literal) return value;
  value.kind = ir::ExpressionKind::string;
  value.path.clear();
  const ir::TypeKind kind = column.type.kind;
  const bool is_point = kind == ir::TypeKind::timestamp || kind == ir::TypeKind::timestamptz;
  constexpr std::size_t kDate = 10;
  if (is_point && value.text.size() == kDate) value.text += " 00:00:00";
  const bool has_fraction = (is_point || kind == ir::TypeKind::time) && value.text.find('.') != std::string::npos;
  if (!has_fraction) return value;
  value.text.erase(value.text.find_last_not_of('0') + 1);
  if (value.text.ends_with('.')) value.text.pop_back();
  return value;
}

}  // namespace

bool is_same_sequence(const Facing& facing) {
  return options_of(facing.before.sequences[facing.change.at.before]) ==
         options_of(facing.after.sequences[facing.change.at.after]);
}

/// NULL is the default of what may be NULL.
bool is_same_default(const Facing& facing) {
  const ir::Column& before = *facing.old_column();
  const ir::Column& after = *facing.new_column();
  return before.is_nullable && after.is_nullable
             ? spelt_default(before) == spelt_default(after)
             : before.default_value && after.default_value && spelt_default(before) == spelt_default(after);
}

/// A unique constraint is a unique index.
bool is_other_word_for_unique(const Facing& facing) {
  const ir::Table* before = facing.old_table();
  const ir::Table* after = facing.new_table();
  if (before == nullptr || after == nullptr) return false;
  const change::Places part = facing.change.part;
  switch (facing.change.kind) {
    case Kind::add_unique:
      return has_index_like(*before, after->unique_keys[part.after]);
    case Kind::drop_unique:
      return has_index_like(*after, before->unique_keys[part.before]);
    case Kind::create_index:
      return has_key_like(*before, after->physical.indexes[part.after]);
    case Kind::drop_index:
      return has_key_like(*after, before->physical.indexes[part.before]);
    default:
      return false;
  }
}

}  // namespace kura::dialect::mysql
