// Design: what is said and what holds where nothing is.
#include "compiler/dialect/redshift/design.h"

#include <algorithm>

#include "compiler/dialect/dialect.h"
#include "compiler/dialect/redshift/redshift.h"
#include "compiler/dialect/redshift/storage.h"
#include "compiler/dialect/renderer.h"

namespace kura::dialect::redshift {
namespace {

constexpr std::int32_t kDefaultLength = 256;
constexpr std::int32_t kLongestVarchar = 65535;
constexpr std::string_view kHoldingEncodings[] = {"bytedict", "runlength", "text255", "text32k"};

}  // namespace

ir::Distribution distribution_of(const ir::Physical& physical, bool is_view) {
  if (physical.distribution) return *physical.distribution;
  ir::Distribution unsaid;
  unsaid.style = is_view ? ir::DistributionStyle::even : ir::DistributionStyle::automatic;
  return unsaid;
}

ir::SortKey sort_key_of(const ir::Physical& physical, bool is_view) {
  if (physical.sort_key) return *physical.sort_key;
  ir::SortKey unsaid;
  unsaid.style = is_view ? ir::SortStyle::none : ir::SortStyle::automatic;
  return unsaid;
}

bool same_distribution(const ir::Physical& left, const ir::Physical& right, bool is_view) {
  const ir::Distribution before = distribution_of(left, is_view);
  const ir::Distribution after = distribution_of(right, is_view);
  return before.style == after.style && before.columns == after.columns;
}

bool same_sort_key(const ir::Physical& left, const ir::Physical& right, bool is_view) {
  const ir::SortKey before = sort_key_of(left, is_view);
  const ir::SortKey after = sort_key_of(right, is_view);
  const auto same = [](const ir::SortColumn& a, const ir::SortColumn& b) { return a.name == b.name; };
  return before.style == after.style &&
         std::equal(before.columns.begin(), before.columns.end(), after.columns.begin(), after.columns.end(), same);
}

bool is_interleaved(const ir::Table& table) {
  return sort_key_of(table.physical, false).style == ir::SortStyle::interleaved;
}

bool is_distribution_key(const ir::Table& table, std::string_view column) {
  const ir::Distribution distribution = distribution_of(table.physical, false);
  return distribution.style == ir::DistributionStyle::hash &&
         std::find(distribution.columns.begin(), distribution.columns.end(), column) != distribution.columns.end();
}

bool is_in_sort_key(const ir::Table& table, std::string_view column) {
  const ir::SortKey key = sort_key_of(table.physical, false);
  return std::any_of(key.columns.begin(), key.columns.end(),
                     [&](const ir::SortColumn& it) { return it.name == column; });
}

bool has_automatic_keys(const ir::Table& table) {
  return distribution_of(table.physical, false).style == ir::DistributionStyle::automatic ||
         sort_key_of(table.physical, false).style == ir::SortStyle::automatic;
}

bool has_automatic_encoding(const ir::Table& table) {
  if (find_native(table.physical.native, "encode auto") != nullptr) return true;
  return std::all_of(table.columns.begin(), table.columns.end(),
                     [](const ir::Column& it) { return it.encoding.empty(); });
}

bool holds_length(std::string_view encoding) {
  return std::find(std::begin(kHoldingEncodings), std::end(kHoldingEncodings), encoding) != std::end(kHoldingEncodings);
}

std::optional<std::int32_t> varchar_length(const ir::Type& type) {
  if (type.kind == ir::TypeKind::native || storage_of(type) != "varchar") return std::nullopt;
  if (type.kind == ir::TypeKind::text) return kLongestVarchar;
  return type.length < 0 ? kDefaultLength : type.length;
}

bool same_words(const ir::Type& left, const ir::Type& right, const ir::Schema& schema) {
  const RenderContext context{kDialect, schema};
  return kDialect.renderer->type(left, context) == kDialect.renderer->type(right, context);
}

bool has_value(const ir::Column& column) {
  return column.default_value && column.default_value->kind != ir::ExpressionKind::null_literal;
}

}  // namespace kura::dialect::redshift
