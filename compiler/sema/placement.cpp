// Which clauses may stand where, as one table.
#include "compiler/sema/placement.h"

#include "compiler/base/overloaded.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

constexpr unsigned kInAny = kInTable | kInMixin | kInView | kInMaterializedView | kInExternal;
constexpr unsigned kInTables = kInTable | kInMixin;
constexpr unsigned kInStored = kInTables | kInMaterializedView;
constexpr unsigned kInViews = kInView | kInMaterializedView;
constexpr unsigned kInManaged = kInStored | kInView;

struct Rule {
  std::string_view name;     // what the clause begins with
  unsigned places;           // where it may stand outside a `for` block
  unsigned places_in_for;    // where its `for` block may stand
  std::string_view way_out;  // where it belongs
};

// In the order of ast::MemberNode.
constexpr Rule kRules[] = {
    {"column", kInTables | kInExternal, 0,
     "a view's columns come from its query; a column of another type stands in the table"},
    {"use", kInAny, kInAny, ""},
    {"key", kInTables | kInExternal, kInTables | kInExternal, "a key stands in the table that the query reads"},
    {"foreign key", kInTables, kInTables, "a foreign key stands in a table"},
    {"check", kInTables, kInTables, "a check stands in a table"},
    {"index", kInStored, kInStored, "an index stands in a table or a materialized view, which store rows"},
    {"distribute by", kInStored, kInStored, "it stands in a table or a materialized view, which store rows"},
    {"sort by", kInStored, kInStored, "it stands in a table or a materialized view, which store rows"},
    {"partition by", kInStored, kInStored, "it stands in a table or a materialized view, which store rows"},
    {"partition", kInStored, kInStored, "it stands in a table or a materialized view, which store rows"},
    {"model", kInTables, kInTables, "a key model stands in a table"},
    {"properties", kInManaged, kInManaged, "what Kura does not manage has no properties"},
    {"owner", kInManaged, kInManaged, "what Kura does not manage keeps its owner"},
    {"grant", kInManaged, kInManaged, "what Kura does not manage keeps its grants"},
    {"watermark", kInTables, kInTables, "a watermark stands in a table"},
    {"for", kInAny, 0, "a `for` block cannot stand in another one; `for a, b { … }` is for both"},
    {"refresh", kInMaterializedView, kInMaterializedView, "`refresh` stands in a materialized view"},
    {"with", kInViews, kInManaged, "it stands in a view"},
    {"column name", kInViews, 0, "a column is `name type;`"},
    {"native clause", 0, kInManaged, "it stands in a `for` block"},
    {"column", 0, kInTables | kInExternal, "a view's columns come from its query"},
};
static_assert(std::size(kRules) == std::variant_size_v<ast::MemberNode>);

std::string_view words_of(unsigned place, bool is_in_for) {
  if (is_in_for && place != kInView && place != kInMaterializedView) return "this `for` block";
  switch (place) {
    case kInView:
      return "a view";
    case kInMaterializedView:
      return "a materialized view";
    case kInExternal:
      return "an external table";
    default:
      return "a table";
  }
}

std::string name_of(const ast::MemberNode& node) {
  return std::visit(
      Overloaded{
          [](const ast::KeyClause& key) -> std::string { return key.is_primary ? "primary key" : "unique"; },
          [](const ast::ViewOptionClause& option) { return fmt::format("{} {}", option.keyword, option.rest.text); },
          [](const ast::NativeClause& native) { return std::string(native.text.text); },
          [&](const auto&) { return std::string(kRules[node.index()].name); },
      },
      node);
}

void report(const ast::Member& member, unsigned place, bool is_in_for, diag::Sink& sink) {
  auto& diagnostic =
      sink.report(diag::misplaced_clause, member.at, {name_of(member.node), std::string(words_of(place, is_in_for))});
  const std::string_view way_out = kRules[member.node.index()].way_out;
  if (!way_out.empty()) diagnostic.helps.emplace_back(way_out);
}

void report_body(const ast::Member& member, unsigned place, diag::Sink& sink) {
  auto& diagnostic = sink.report(diag::misplaced_clause, member.at, {"for … as", std::string(words_of(place, false))});
  diagnostic.helps.emplace_back("it gives a view another query; in a table write `for DIALECT { … }`");
}

void check_members(const std::vector<ast::Member>& members, unsigned place, bool is_in_for, diag::Sink& sink) {
  for (const ast::Member& member : members) {
    if (const auto* column = std::get_if<ast::Column>(&member.node)) {
      const std::string_view clause = misplaced_header_clause(*column);
      if (!clause.empty()) {
        auto& diagnostic = sink.report(diag::misplaced_clause, member.at, {std::string(clause), "a table"});
        diagnostic.helps.push_back(fmt::format(
            "it stands in a view's header; a column named `{0}` of this type is \"{0}\"", column->name.text));
        continue;
      }
    }
    if (!may_stand(member.node, place, is_in_for)) {
      report(member, place, is_in_for, sink);
    } else if (const auto* block = std::get_if<ast::ForClause>(&member.node)) {
      if (!block->body.empty() && (place & kInViews) == 0) report_body(member, place, sink);
      check_members(block->members, place, true, sink);
    }
  }
}

}  // namespace

unsigned place_of(const ast::TableDecl& table) {
  return table.is_external ? kInExternal : kInTable;
}

unsigned place_of(const ast::ViewDecl& view) {
  if (view.is_external) return kInExternal;
  return view.is_materialized ? kInMaterializedView : kInView;
}

bool may_stand(const ast::MemberNode& node, unsigned place, bool is_in_for) {
  const Rule& rule = kRules[node.index()];
  return ((is_in_for ? rule.places_in_for : rule.places) & place) != 0;
}

std::string_view misplaced_header_clause(const ast::Column& column) {
  const std::string_view name = column.name.text;
  const bool is_clause_word = name == "refresh" || name == "security" || name == "no" || name == "with";
  if (!is_clause_word || column.name.is_quoted || !column.type || column.type->is_quoted) return {};
  const std::string_view words = column.type->words;
  const std::string_view first = words.substr(0, words.find(' '));
  const auto is_first = [&](std::initializer_list<std::string_view> known) {
    for (std::string_view word : known) {
      if (first == word) return true;
    }
    return false;
  };
  if (name == "refresh" && is_first({"every", "manual", "auto", "automatic", "incremental", "deferred"}))
    return "refresh";
  if (name == "security" && is_first({"invoker", "definer", "none"})) return "security";
  if (name == "no" && words == "schema binding") return "no schema binding";
  if (name == "with" && (words == "no data" || words == "data")) return "with no data";
  return {};
}

void check_placement(const Project& project, diag::Sink& sink) {
  for (const auto& declared : project.mixins) check_members(declared.decl->members, kInMixin, false, sink);
  for (const auto& declared : project.tables) {
    check_members(declared.decl->members, place_of(*declared.decl), false, sink);
  }
  for (const auto& declared : project.views) {
    check_members(declared.decl->members, place_of(*declared.decl), false, sink);
  }
}

}  // namespace kura::sema
