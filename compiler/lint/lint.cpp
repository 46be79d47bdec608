// lint: runs the checks, silences, sorts.
#include "compiler/lint/lint.h"

#include <algorithm>

#include "compiler/diag/suggest.h"

namespace kura::lint {
namespace {

using CheckFunction = void (*)(Context&);

constexpr CheckFunction kChecks[] = {
#define KURA_LINT_RULE(code, name, level, fixable, title, message, help) &rules::name,
#include "compiler/lint/rules.def"
#undef KURA_LINT_RULE
};

void run_check(Context& context, RuleId rule) {
  if (context.settings.level(rule) == Level::off) return;
  context.rule = rule;
  context.warehouse.clear();
  kChecks[static_cast<std::size_t>(rule)](context);
}

void read_allows(Context& context, diag::Sink& sink) {
  for (const ast::File* file : context.input.files) {
    if (!context.input.own.contains(file->buffer)) continue;
    for (Allow& allow : find_allows(context.input.sources, *file)) {
      if (find_rule(allow.rule) != nullptr) {
        context.allows.push_back(std::move(allow));
        continue;
      }
      std::vector<std::string> known;
      for (const Rule& rule : all_rules()) known.emplace_back(rule.name);
      auto& diagnostic = sink.report(lint_unknown_rule, allow.at, {allow.rule});
      if (std::string text = diag::did_you_mean(allow.rule, known); !text.empty())
        diagnostic.helps.push_back(std::move(text));
    }
  }
}

bool is_silenced(Context& context, const Finding& finding) {
  const SourceRange at = finding.diagnostic.at;
  const std::string_view name = all_rules()[static_cast<std::size_t>(finding.rule)].name;
  bool result = false;
  for (Allow& allow : context.allows) {
    const bool is_in = allow.scope.buffer == at.buffer && at.begin >= allow.scope.begin && at.begin <= allow.scope.end;
    if (!is_in || allow.rule != name) continue;
    allow.is_used = true;
    result = true;
  }
  return result;
}

}  // namespace

Finding& Context::report(SourceRange at, std::vector<std::string> arguments) {
  Finding& finding = findings.emplace_back();
  finding.rule = rule;
  finding.level = settings.level(rule);
  finding.warehouse = warehouse;
  finding.diagnostic.at = at;
  finding.diagnostic.arguments = std::move(arguments);
  return finding;
}

void Context::each_warehouse(const std::function<void(const Warehouse&)>& check) {
  for (const Warehouse& it : input.warehouses) {
    warehouse = it.declared.warehouse.name;
    check(it);
  }
  warehouse.clear();
}

void Context::each_table(const std::function<void(const Warehouse&, const ir::Table&)>& check) {
  each_warehouse([&](const Warehouse& it) {
    for (const ir::Table& table : it.declared.tables) check(it, table);
  });
}

Report run(const Input& input, const Settings& settings, diag::Sink& sink) {
  const Syntax syntax(input.files);
  Context context{input, settings, syntax, {}, {}, {}, {}};
  read_allows(context, sink);
  for (const Rule& rule : all_rules()) {
    if (rule.id != RuleId::unused_allow) run_check(context, rule.id);
  }
  std::erase_if(context.findings,
                [&](const Finding& it) { return !context.is_own(it.diagnostic.at) || is_silenced(context, it); });
  run_check(context, RuleId::unused_allow);
  std::stable_sort(context.findings.begin(), context.findings.end(),
                   [](const Finding& left, const Finding& right) { return left.level > right.level; });
  std::vector<diag::Kind> kinds;
  for (const Rule& rule : all_rules()) kinds.push_back(kind_of(rule, settings.level(rule.id)));
  return {std::move(context.findings), std::make_shared<const std::vector<diag::Kind>>(std::move(kinds))};
}

void Report::add_to(diag::Sink& sink) const {
  for (const Finding& finding : findings) {
    diag::Diagnostic diagnostic = finding.diagnostic;
    diagnostic.kind = &(*kinds)[static_cast<std::size_t>(finding.rule)];
    if (!finding.fix.empty()) diagnostic.helps.emplace_back("`kura lint --fix` does it");
    sink.set_warehouse(finding.warehouse);
    sink.add(std::move(diagnostic));
  }
  sink.set_warehouse({});
}

}  // namespace kura::lint
