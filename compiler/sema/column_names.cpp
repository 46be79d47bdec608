// The columns of one table by name.
#include "compiler/sema/column_names.h"

namespace kura::sema {
namespace {

// Up to here looking through the list is faster than a hash, and most tables stay below.
constexpr std::size_t kMostSearched = 24;

}  // namespace

std::optional<std::size_t> ColumnNames::add(const ast::Name& name) {
  if (const auto found = find(name.text)) return found;
  names_.push_back(name);
  if (names_.size() == kMostSearched + 1) {
    for (std::size_t i = 0; i < names_.size(); ++i) by_name_.emplace(names_[i].text, i);
  } else if (names_.size() > kMostSearched) {
    by_name_.emplace(name.text, names_.size() - 1);
  }
  return std::nullopt;
}

std::optional<std::size_t> ColumnNames::find(std::string_view name) const {
  if (names_.size() > kMostSearched) {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i].text == name) return i;
  }
  return std::nullopt;
}

std::span<const ast::Name> ColumnNames::absent_on(std::string_view name) const {
  for (const Absent& absent : absent_) {
    if (absent.name.text == name) return absent.only_on;
  }
  return {};
}

std::vector<std::string> ColumnNames::all() const {
  std::vector<std::string> result;
  for (const ast::Name& name : names_) result.emplace_back(name.text);
  return result;
}

}  // namespace kura::sema
