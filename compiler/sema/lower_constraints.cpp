// Constraints: primary, unique and foreign keys, checks.
#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/sema/lower_expressions.h"
#include "compiler/sema/rules/table_rules.h"
#include "compiler/sema/table_parts.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

struct ActionWord {
  std::string_view word;
  ir::ReferentialAction action;
};
constexpr ActionWord kActions[] = {
    {"no action", ir::ReferentialAction::no_action},     {"restrict", ir::ReferentialAction::restrict},
    {"cascade", ir::ReferentialAction::cascade},         {"set null", ir::ReferentialAction::set_null},
    {"set default", ir::ReferentialAction::set_default},
};

ir::ReferentialAction action_of(Lowering& lowering, const ast::ReferenceAction& written) {
  std::vector<std::string> known;
  for (const ActionWord& row : kActions) {
    if (row.word == written.action && !written.is_call) return row.action;
    known.emplace_back(row.word);
  }
  // The action stands last.
  SourceRange at = written.at;
  if (!written.is_call) at.begin = std::max(at.begin, at.end - static_cast<std::uint32_t>(written.action.size()));
  auto& diagnostic =
      lowering.sink.report(diag::unknown_word, at, {std::string(written.action), "an action of a foreign key"});
  suggest(diagnostic, written.action, known, "the actions are");
  return ir::ReferentialAction::no_action;
}

void set_actions(Lowering& lowering, const ast::Reference& reference, ir::ForeignKey& key) {
  for (const ast::ReferenceAction& written : reference.actions) {
    const bool is_delete = written.event == ast::ReferenceEvent::on_delete;
    (is_delete ? key.on_delete : key.on_update) = action_of(lowering, written);
  }
}

/// Of the keys that were written, those of the most specific block; a second one of them is a mistake.
const WrittenPrimaryKey* choose_primary_key(const TableParts& parts) {
  const WrittenPrimaryKey* chosen = nullptr;
  for (const WrittenPrimaryKey& key : parts.primary_keys) {
    if (chosen == nullptr || key.level > chosen->level) {
      chosen = &key;
    } else if (key.level == chosen->level) {
      auto& diagnostic =
          parts.scope.lowering.sink.report(diag::two_primary_keys, key.at, {std::string(parts.scope.relation)});
      diagnostic.labels.push_back({chosen->at, "the first one"});
    }
  }
  return chosen;
}

void set_primary_key(TableParts& parts) {
  const WrittenPrimaryKey* chosen = choose_primary_key(parts);
  if (chosen == nullptr) return;
  ir::Key key;
  key.at = chosen->at;
  key.columns = column_list(parts.scope, chosen->columns);
  if (chosen->clause != nullptr) {
    key.name = chosen->clause->name.text;
    add_native(parts.scope.lowering, chosen->clause->native, chosen->native, NativeWord::clause, key.native);
  }
  for (const std::string& name : key.columns) {
    const auto column = parts.scope.columns.find(name);
    if (!column) continue;
    parts.table.columns[*column].is_nullable = false;
    for (const WrittenNull& null : parts.nulls) {
      if (null.column != *column) continue;
      auto& diagnostic = parts.scope.lowering.sink.report(diag::nullable_primary_key, null.at, {name});
      diagnostic.labels.push_back({key.at, "the primary key"});
    }
  }
  parts.table.primary_key = std::move(key);
}

void add_unique_key(TableParts& parts, const ast::KeyClause& written, const Entry& entry) {
  ir::Key key{std::string(written.name.text), column_list(parts.scope, written.columns), {}, entry.at()};
  add_native(parts.scope.lowering, written.native, entry.native, NativeWord::clause, key.native);
  parts.table.unique_keys.push_back(std::move(key));
}

void add_check(TableParts& parts, const ast::CheckClause& written, const Entry& entry) {
  ir::Expression expression = lower_expression(parts.scope, written.expression, entry.native);
  ir::Check check{std::string(written.name.text), std::move(expression), {}, entry.at()};
  add_native(parts.scope.lowering, written.native, entry.native, NativeWord::clause, check.native);
  parts.table.checks.push_back(std::move(check));
}

}  // namespace

void add_foreign_key(TableParts& parts, const std::vector<ast::Name>& columns, const ast::Reference& reference,
                     const ast::Name* name, const ast::RawText* native_text, DialectList native, SourceRange at) {
  Lowering& lowering = parts.scope.lowering;
  if (parts.is_external) return;  // the engine's own affair
  ir::ForeignKey key;
  if (name != nullptr) key.name = name->text;
  key.columns = column_list(parts.scope, columns);
  key.at = at;
  set_actions(lowering, reference, key);
  if (native_text != nullptr) add_native(lowering, *native_text, native, NativeWord::clause, key.native);
  lowering.references.push_back({parts.position, parts.table.foreign_keys.size(), &reference, columns,
                                 parts.scope.schema, key.columns.size() != columns.size()});
  parts.table.foreign_keys.push_back(std::move(key));
}

void lower_constraints(TableParts& parts) {
  for (const Entry& entry : parts.scope.entries) {
    const ast::MemberNode& node = entry.member->node;
    if (const auto* key = std::get_if<ast::KeyClause>(&node)) {
      if (key->is_primary) {
        parts.primary_keys.push_back({entry.level, key, key->columns, entry.native, entry.at()});
      } else {
        add_unique_key(parts, *key, entry);
      }
    } else if (const auto* foreign = std::get_if<ast::ForeignKeyClause>(&node)) {
      add_foreign_key(parts, foreign->columns, foreign->reference, &foreign->name, &foreign->native, entry.native,
                      entry.at());
    } else if (const auto* check = std::get_if<ast::CheckClause>(&node)) {
      add_check(parts, *check, entry);
    }
  }
  set_primary_key(parts);
  rules::check_constraint_names(parts);
}

}  // namespace kura::sema
