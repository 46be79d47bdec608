// Names in SQLite: tables, views and indexes share one list, without regard to case; indexes without a name get a free
// one.
#include <fmt/format.h>

#include <map>

#include "compiler/base/ascii.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/sqlite/kinds.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

struct Holder {
  std::string what;
  std::string name;
  SourceRange at;
};

std::vector<std::string> part_names(const ir::Index& index) {
  std::vector<std::string> names;
  for (const ir::IndexPart& part : index.parts) {
    const std::vector<std::string> read = ir::columns_read(part.expression);
    names.push_back(read.empty() ? "expr" : read.front());
  }
  return names;
}

class Namer {
 public:
  Namer(const Dialect& dialect, diag::Sink& sink) : dialect_(dialect), sink_(sink) {}

  void run(ir::Schema& schema) {
    for (const ir::Table& table : schema.tables) declare(table.name.name, "table", table.at);
    for (const ir::View& view : schema.views) declare(view.name.name, "view", view.at);
    for (const ir::Table& table : schema.tables) {
      for (const ir::Index& index : table.physical.indexes) {
        if (!index.name.empty()) declare(index.name, "index", index.at);
      }
    }
    for (ir::Table& table : schema.tables) {
      for (ir::Index& index : table.physical.indexes) {
        if (index.name.empty()) index.name = free_name(table, index);
      }
    }
  }

 private:
  void declare(const std::string& name, const std::string& what, SourceRange at) {
    const std::string folded = to_lower(name);
    if (folded.starts_with("sqlite_")) sink_.report(reserved_name, at, {name});
    const auto [found, is_new] = taken_.try_emplace(folded, Holder{what, name, at});
    // The same table in two namespaces was reported when they were dropped.
    const bool is_said = found->second.name == name && what != "index" && found->second.what != "index";
    if (is_new || is_said) return;
    auto& diagnostic =
        sink_.report(name_taken, at, {what, name, fmt::format("{} `{}`", found->second.what, found->second.name)});
    diagnostic.labels.push_back({found->second.at, "the other one"});
  }

  std::string free_name(const ir::Table& table, const ir::Index& index) {
    const std::string name = made_up_name(table.name.name, part_names(index), "idx", *dialect_.capabilities);
    std::string candidate = name;
    for (int number = 1; !taken_.try_emplace(to_lower(candidate)).second; ++number)
      candidate = fmt::format("{}{}", name, number);
    return candidate;
  }

  const Dialect& dialect_;
  diag::Sink& sink_;
  std::map<std::string, Holder> taken_;
};

}  // namespace

void check_names(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  Namer(dialect, sink).run(schema);
}

}  // namespace kura::dialect::sqlite
