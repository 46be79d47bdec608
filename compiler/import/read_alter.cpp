// ALTER of views, sequences and types; what is said of a table goes to read_alter_table.cpp.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/import/readers.h"

namespace kura::import {
namespace {

void alter_view(ir::View& view, const Part& action, Context& context) {
  const Tokens words = action.tokens();
  if (action.begins_with("owner")) {
    view.owner = name_of(words.back(), context.rules());
  } else if (action.begins_with("alter", "diststyle") && words.back().is("auto")) {
    view.physical.distribution = ir::Distribution{ir::DistributionStyle::automatic, {}, 0, action.at()};
  } else if (action.begins_with("alter", "sortkey")) {
    const auto style = words.back().is("auto") ? ir::SortStyle::automatic : ir::SortStyle::none;
    view.physical.sort_key = ir::SortKey{style, {}, action.at()};
  } else if (action.begins_with("rename")) {
    view.name.name = name_of(words.back(), context.rules());
  } else {
    report_left_out(context, lower_text(words), action.at());
  }
}

void alter_sequence(const Part& statement, const ir::QualifiedName& name, Context& context) {
  ir::Sequence* sequence = find_sequence(context, name);
  for (const Part& action : statement.all(Rule::alterAction)) {
    // Its owner is that of the table it belongs to, or not managed.
    if (action.begins_with("owner", "to")) continue;
    if (sequence == nullptr) {
      report_unknown(context, "sequence", name, statement.at());
      return;
    }
    read_sequence_options(action.tokens(), *sequence, context);
  }
}

void alter_type(const Part& statement, const ir::QualifiedName& name, Context& context) {
  ir::EnumType* type = find_enum(context, name);
  for (const Part& action : statement.all(Rule::alterAction)) {
    if (action.begins_with("owner")) continue;
    const Tokens words = action.tokens();
    const bool adds = words.size() > 2 && words[0].is("add") && words[1].is("value");
    if (type == nullptr || !adds) {
      report_left_out(context, lower_text(words), action.at());
      continue;
    }
    std::vector<std::string> labels;
    for (const Token& token : words) {
      if (token.kind == TokenKind::string) labels.push_back(string_of(token, context.rules()));
    }
    auto at = type->labels.end();
    if (labels.size() > 1) {
      at = std::find_if(type->labels.begin(), type->labels.end(), [&](const auto& it) { return it.text == labels[1]; });
      const bool is_after = std::any_of(words.begin(), words.end(), [](const Token& it) { return it.is("after"); });
      if (is_after && at != type->labels.end()) ++at;
    }
    if (!labels.empty()) type->labels.insert(at, {labels[0], {}, {}});
  }
}

}  // namespace

void alter_object(const Part& statement, Context& context) {
  const Part written_name = *statement.find(Rule::qualifiedName);
  const ir::QualifiedName name = qualified_name(written_name, context);
  const auto written_kind = statement.find(Rule::name);
  const std::string kind = written_kind ? to_lower(written_kind->tokens().front().text) : "table";
  if (kind == "sequence") return alter_sequence(statement, name, context);
  if (kind == "type") return alter_type(statement, name, context);
  // What belongs to a partition follows its table.
  if (kind == "index" || context.partitions.contains(name)) return;
  if (ir::View* view = find_view(context, name)) {
    for (const Part& action : statement.all(Rule::alterAction)) alter_view(*view, action, context);
    return;
  }
  for (const Part& action : statement.all(Rule::alterAction)) {
    // The owner of a sequence may be named by ALTER TABLE.
    if (find_sequence(context, name) != nullptr) continue;
    ir::Table* table = find_table(context, name);
    if (table == nullptr) {
      if (statement.find(Rule::ifExists)) return;
      report_unknown(context, kind, name, written_name.at());
      return;
    }
    alter_table(*table, action, context);
    // The partition that was attached is no table of its own any more.
    if (!action.begins_with("attach")) continue;
    std::erase_if(context.schema.tables, [&](const ir::Table& it) { return context.partitions.contains(it.name); });
  }
}

}  // namespace kura::import
