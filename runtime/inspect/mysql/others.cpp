// Views, sequences and grants from the rows of the catalogue.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "runtime/engine/mysql/names.h"
#include "runtime/inspect/mysql/statements.h"
#include "runtime/inspect/mysql/text.h"
#include "runtime/inspect/pieces.h"

namespace kura::inspect::mysql {
namespace {

using engine::mysql::quoted_name;

/// Whether an item of a SELECT may begin behind this word or symbol.
bool begins_item(std::string_view text) {
  return text == "," || equals_ignoring_case(text, "select") || equals_ignoring_case(text, "distinct");
}

/// The server gives every column an alias; one that repeats the column's name says nothing.
std::string without_repeated_aliases(std::string_view query) {
  std::vector<Piece> pieces = pieces_of(query);
  std::string result;
  std::string_view before_path;  // the word or symbol before the names and dots that the last name ends
  std::string_view last;         // that name
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool is_alias = i + 2 < pieces.size() && !last.empty() && begins_item(before_path) &&
                          equals_ignoring_case(pieces[i].text, " ") && equals_ignoring_case(pieces[i + 1].text, "as") &&
                          i + 3 < pieces.size() && pieces[i + 3].text == last;
    if (is_alias) {
      i += 3;
      last = {};
      continue;
    }
    result += pieces[i].text;
    if (pieces[i].kind == PieceKind::blank) continue;
    if (pieces[i].kind == PieceKind::quoted_name) {
      last = pieces[i].text;
    } else if (pieces[i].text != ".") {
      last = {};
      before_path = pieces[i].text;
    }
  }
  return result;
}

/// `name`@`host` of 'name'@'host' and name@host; a role has no host, or any.
std::string account(std::string_view grantee) {
  const std::size_t at = grantee.rfind('@');
  const auto bare = [](std::string_view text) {
    return text.size() > 1 && text.front() == '\'' ? text.substr(1, text.size() - 2) : text;
  };
  const std::string_view name = bare(grantee.substr(0, at));
  const std::string_view host = at == std::string_view::npos ? "" : bare(grantee.substr(at + 1));
  if (equals_ignoring_case(name, "public") && host.empty()) return "PUBLIC";
  if (host.empty() || host == "%") return quoted_name(name);
  return quoted_name(name) + "@" + quoted_name(host);
}

std::string privileges_of(const Flavour& flavour, const Grant& grant) {
  std::vector<std::string> all = grant.privileges;
  std::sort(all.begin(), all.end());
  const auto has = [&](std::string_view privilege) { return std::binary_search(all.begin(), all.end(), privilege); };
  if (std::all_of(flavour.table_privileges.begin(), flavour.table_privileges.end(), has)) all = {"ALL"};
  for (const auto& [privilege, columns] : grant.column_privileges) {
    all.push_back(fmt::format("{} ({})", privilege, name_list(columns)));
  }
  return fmt::format("{}", fmt::join(all, ", "));
}

}  // namespace

std::string create_view(const Catalog& catalog, const Name& name, const View& view) {
  std::string statement = "CREATE ";
  if (!view.algorithm.empty() && view.algorithm != "UNDEFINED") statement += "ALGORITHM = " + view.algorithm + " ";
  if (view.definer != catalog.user) statement += "DEFINER = " + account(view.definer) + " ";
  if (view.security == "INVOKER") statement += "SQL SECURITY INVOKER ";
  statement += fmt::format("VIEW {} AS\n{}", object_name(catalog, name),
                           without_repeated_aliases(expression_text(catalog, view.definition)));
  const bool is_checked = !view.check_option.empty() && view.check_option != "NONE";
  return is_checked ? fmt::format("{}\nWITH {} CHECK OPTION", statement, view.check_option) : statement;
}

std::string create_sequence(const Catalog& catalog, const Name& name, const Sequence& sequence) {
  const bool is_down = sequence.increment.starts_with('-');
  const std::string_view least = is_down ? "-9223372036854775807" : "1";
  const std::string_view most = is_down ? "-1" : "9223372036854775806";
  std::string statement = "CREATE SEQUENCE " + object_name(catalog, name);
  if (sequence.start != (is_down ? sequence.max : sequence.min)) statement += " START WITH " + sequence.start;
  if (sequence.min != least) statement += " MINVALUE " + sequence.min;
  if (sequence.max != most) statement += " MAXVALUE " + sequence.max;
  if (sequence.increment != "1") statement += " INCREMENT BY " + sequence.increment;
  if (sequence.cache != "1000") statement += " CACHE " + sequence.cache;
  if (sequence.is_cycle) statement += " CYCLE";
  if (!sequence.comment.empty()) statement += " COMMENT = " + quoted_string(sequence.comment);
  return statement;
}

std::vector<std::string> grants_on(const Catalog& catalog, const Flavour& flavour, const Name& name) {
  std::vector<std::string> statements;
  for (auto it = catalog.grants.lower_bound({name, {}}); it != catalog.grants.end() && it->first.first == name; ++it) {
    statements.push_back(fmt::format("GRANT {} ON {} TO {}{}", privileges_of(flavour, it->second),
                                     object_name(catalog, name), account(it->first.second),
                                     it->second.is_grantable ? " WITH GRANT OPTION" : ""));
  }
  return statements;
}

}  // namespace kura::inspect::mysql
