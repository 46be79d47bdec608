// Views: the query, the header's options, refresh, physical design.
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/placement.h"
#include "compiler/sema/sql_body.h"
#include "compiler/sema/table_parts.h"
#include "compiler/sema/words.h"
#include "compiler/sql/tokens.h"

namespace kura::sema {
namespace {

class ViewLowerer {
 public:
  ViewLowerer(Lowering& lowering, const Declared<ast::ViewDecl>& declared)
      : lowering_(lowering),
        decl_(*declared.decl),
        declared_(declared),
        scope_{lowering, lowering.relations.effective(declared.schema), declared.name, {}, true, {}} {}

  ir::View lower() {
    view_.name = {std::string(scope_.schema), std::string(declared_.name)};
    if (!decl_.was.name.text.empty()) {
      const std::string_view old = decl_.was.schema.text.empty() ? declared_.schema : decl_.was.schema.text;
      view_.was = {std::string(lowering_.relations.effective(old)), std::string(decl_.was.name.text)};
    }
    view_.is_materialized = decl_.is_materialized;
    view_.comment = declared_.declaration->doc;
    view_.at = decl_.name.name.at;
    gather(scope_, decl_.members, declared_.declaration->only_on, place_of(decl_));
    read_body();
    read_columns();
    read_options();
    if (decl_.is_materialized) read_refresh();
    view_.physical = lower_physical(scope_);
    for (ir::NativeClause& clause : native_options_) view_.physical.native.push_back(std::move(clause));
    view_.owner = lower_owner(scope_);
    view_.grants = lower_grants(scope_);
    return std::move(view_);
  }

 private:
  void read_body() {
    const Entry* chosen = nullptr;
    for (const Entry& entry : scope_.entries) {
      if (!std::holds_alternative<ast::ForClause>(entry.member->node)) continue;
      if (chosen == nullptr || entry.is_stronger_than(*chosen)) {
        chosen = &entry;
      } else if (entry.is_as_strong_as(*chosen)) {
        report_second_clause(scope_, "for … as", *chosen, entry);
      }
    }
    const bool is_native = chosen != nullptr;
    const ast::RawText& written = is_native ? std::get<ast::ForClause>(chosen->member->node).body : decl_.body;
    view_.body = lower_body(lowering_, written, scope_.schema, is_native);
  }

  void read_columns() {
    ColumnNames names;
    for (const Entry& entry : scope_.entries) {
      const auto* column = std::get_if<ast::ViewColumn>(&entry.member->node);
      if (column == nullptr) continue;
      if (const auto before = names.add(column->name)) {
        auto& diagnostic = lowering_.sink.report(diag::column_declared_twice, column->name.at,
                                                 {std::string(column->name.text), std::string(scope_.relation)});
        diagnostic.labels.push_back({names.place(*before), "first declared here"});
        continue;
      }
      view_.columns.push_back({std::string(column->name.text), std::string(entry.member->doc), column->name.at});
    }
  }

  void read_options() {
    const Entry* security = nullptr;
    for (const Entry& entry : scope_.entries) {
      const auto* option = std::get_if<ast::ViewOptionClause>(&entry.member->node);
      if (option == nullptr) continue;
      const std::string words = to_lower(sql::normalized(fmt::format("{} {}", option->keyword, option->rest.text)));
      if (option->keyword == "security") {
        read_security(*option, entry, security);
      } else if (words == "no schema binding" || words == "with no schema binding") {
        view_.no_schema_binding = true;
      } else if (decl_.is_materialized && (words == "with no data" || words == "with data")) {
        view_.with_no_data = words == "with no data";
      } else {
        add_native_option(*option, entry);
      }
    }
  }

  void read_security(const ast::ViewOptionClause& option, const Entry& entry, const Entry*& before) {
    static constexpr std::array<ClauseWord<ir::ViewSecurity>, 3> kSecurities = {{
        {"invoker", ir::ViewSecurity::invoker},
        {"definer", ir::ViewSecurity::definer},
        {"none", ir::ViewSecurity::none},
    }};
    if (before != nullptr && before->is_as_strong_as(entry)) report_second_clause(scope_, "security", *before, entry);
    if (before != nullptr && !entry.is_stronger_than(*before)) return;
    before = &entry;
    const auto security =
        meaning_of(lowering_, to_lower(option.rest.text), option.rest.at, "a security of a view", kSecurities);
    if (security) view_.security = *security;
  }

  /// `with check option` and the like are an engine's own.
  void add_native_option(const ast::ViewOptionClause& option, const Entry& entry) {
    const std::string text = fmt::format("{} {}", option.keyword, option.rest.text);
    if (!entry.native.empty()) {
      add_native(lowering_, {lowering_.sources.keep(text), entry.at()}, entry.native, NativeWord::clause,
                 native_options_);
      return;
    }
    report_unknown_word(lowering_, sql::normalized(text), entry.at(), "an option of every engine's views",
                        {"no schema binding", "with no data", "security invoker", "security definer"});
  }

  void read_refresh() {
    const auto chosen = choose<ast::RefreshClause>(scope_, "refresh");
    if (!chosen) return;
    ir::Refresh refresh;
    refresh.at = chosen.entry->at();
    refresh.starting = lowering_.parameters.fill_in(chosen.clause->starting).text;
    const ast::WordWithNumber* mode = nullptr;
    const std::vector<ast::WordWithNumber>& items = chosen.clause->items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].word == "deferred" || items[i].word == "immediate") {
        refresh.is_deferred = items[i].word == "deferred";
      } else if (mode != nullptr) {
        auto& diagnostic = lowering_.sink.report(diag::given_twice, items[i].at, {"refresh"});
        diagnostic.labels.push_back({mode->at, "the first one"});
      } else {
        mode = &items[i];
        if (mode->word == "every") {
          read_every(*mode, i + 1 < items.size() ? &items[++i] : nullptr, refresh);
        } else {
          if (!read_mode(*mode, refresh)) break;
        }
      }
    }
    if (mode == nullptr) {
      lowering_.sink.report(diag::clause_needs, refresh.at,
                            {"refresh", "`manual`, `auto`, `incremental` or `every N UNIT`"});
    }
    view_.refresh = std::move(refresh);
  }

  bool read_mode(const ast::WordWithNumber& word, ir::Refresh& refresh) {
    static constexpr std::array<ClauseWord<ir::RefreshMode>, 5> kModes = {{
        {"manual", ir::RefreshMode::manual},
        {"auto", ir::RefreshMode::automatic},
        {"incremental", ir::RefreshMode::incremental},
        {"every", ir::RefreshMode::every},
        {"automatic", ir::RefreshMode::automatic},
    }};
    const auto mode = meaning_of(lowering_, word.word, word.at, "a way to refresh", kModes);
    if (!mode) return false;
    refresh.mode = *mode;
    if (!word.number.text.empty()) {
      lowering_.sink.report(diag::clause_takes_no, word.at, {fmt::format("refresh {}", word.word), "number"});
    }
    return true;
  }

  void read_every(const ast::WordWithNumber& every, const ast::WordWithNumber* unit, ir::Refresh& refresh) {
    refresh.mode = ir::RefreshMode::every;
    if (every.number.text.empty() || unit == nullptr) {
      lowering_.sink.report(diag::clause_needs, every.at, {"refresh every", "a number and a unit: `every 1 day`"});
      return;
    }
    refresh.every = lowering_.parameters.whole_number(every.number, "the time between two refreshes", 1).value_or(0);
    refresh.unit = time_unit(lowering_, unit->word, unit->at);
  }

  Lowering& lowering_;
  const ast::ViewDecl& decl_;
  const Declared<ast::ViewDecl>& declared_;
  Scope scope_;
  ir::View view_;
  std::vector<ir::NativeClause> native_options_;
};

}  // namespace

void lower_views(Lowering& lowering, ir::Schema& schema) {
  for (const auto& declared : lowering.project.views) {
    if (declared.decl->is_external || !applies(declared.declaration->only_on, lowering.lineage)) continue;
    schema.views.push_back(ViewLowerer(lowering, declared).lower());
  }
}

}  // namespace kura::sema
