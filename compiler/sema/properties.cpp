// Properties: merging by key.
#include "compiler/sema/properties.h"

#include "compiler/diag/kinds.h"

namespace kura::sema {

void PropertySet::add(const std::vector<ast::Property>& properties, std::size_t level, std::size_t depth) {
  for (const ast::Property& property : properties) {
    std::string key = lowering_.parameters.fill_in(property.key, property.key_at);
    Given given{{key, std::string(lowering_.parameters.fill_in(property.value).text), property.key_at}, level, depth};
    const auto [found, is_new] = given_.try_emplace(std::move(key), given);
    if (is_new) continue;
    Given& before = found->second;
    if (before.level == level && before.depth == depth) {
      auto& diagnostic = lowering_.sink.report(diag::given_twice, property.key_at, {std::string(property.key)});
      diagnostic.labels.push_back({before.property.at, "first given here"});
    } else if (level != before.level ? level > before.level : depth < before.depth) {
      before = std::move(given);
    }
  }
}

std::vector<ir::Property> PropertySet::take() {
  std::vector<ir::Property> result;
  result.reserve(given_.size());
  for (auto& [key, given] : given_) result.push_back(std::move(given.property));
  return result;
}

}  // namespace kura::sema
