// Pieces of DDL as the servers of the family print them.
#include "runtime/inspect/mysql/text.h"

#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "runtime/engine/facts.h"
#include "runtime/engine/mysql/names.h"
#include "runtime/inspect/pieces.h"

namespace kura::inspect::mysql {
namespace {

using engine::mysql::quoted_name;

struct Spelling {
  std::string_view printed;
  std::string_view written;
};

constexpr Spelling kSpellings[] = {
#define KURA_SPELLING(printed, written) {printed, written},
#include "runtime/inspect/mysql/spellings.def"
#undef KURA_SPELLING
};

bool is_introducer(std::string_view word) {
  return equals_ignoring_case(word, "_utf8mb4") || equals_ignoring_case(word, "_utf8mb3");
}

std::string_view spelling_of(const std::vector<Piece>& pieces, std::size_t at) {
  const std::string_view text = pieces[at].text;
  if (pieces[at].kind != PieceKind::word) return text;
  // The operator; there is a function of that name as well.
  if (text == "MOD") return "%";
  const bool is_call = at + 1 < pieces.size() && pieces[at + 1].is_symbol("(");
  for (const Spelling& it : kSpellings) {
    if (is_call && equals_ignoring_case(text, it.printed)) return it.written;
  }
  return text;
}

}  // namespace

std::string quoted_string(std::string_view text) {
  std::string result = "'";
  for (char c : text) {
    if (c == '\\' || c == '\'') result += c;
    result += c;
  }
  return result + "'";
}

std::string object_name(const Catalog& catalog, const Name& name) {
  const std::string own = quoted_name(name.second);
  return name.first == catalog.current ? own : quoted_name(name.first) + "." + own;
}

std::string spoken_name(const Catalog& catalog, const Name& name) {
  return name.first == catalog.current ? name.second : name.first + "." + name.second;
}

std::string spoken_grantee(std::string_view grantee) {
  const std::string bare = engine::replaced(grantee, "'", "");
  const std::size_t at = bare.rfind('@');
  const bool has_host = at != std::string::npos && at + 1 < bare.size();
  const std::string name = bare.substr(0, has_host ? std::string::npos : at);
  if (!has_host && equals_ignoring_case(name, "public")) return {};
  return (has_host ? "account " : "role ") + name;
}

std::string name_list(const std::vector<std::string>& names) {
  std::string result;
  for (const auto& name : names) result += (result.empty() ? "" : ", ") + quoted_name(name);
  return result;
}

std::string expression_text(const Catalog& catalog, std::string_view text) {
  const std::vector<Piece> pieces = pieces_of(text);
  const std::string current = catalog.current.empty() ? std::string() : quoted_name(catalog.current);
  std::string result;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool is_qualified =
        i + 2 < pieces.size() && pieces[i + 1].is_symbol(".") && pieces[i + 2].kind == PieceKind::quoted_name;
    const bool is_first = i == 0 || !pieces[i - 1].is_symbol(".");
    if (pieces[i].kind == PieceKind::quoted_name && is_qualified && is_first && pieces[i].text == current) {
      ++i;
      continue;
    }
    const bool is_before_string = i + 1 < pieces.size() && pieces[i + 1].kind == PieceKind::string;
    if (pieces[i].kind == PieceKind::word && is_before_string && is_introducer(pieces[i].text)) continue;
    result += spelling_of(pieces, i);
  }
  return result;
}

}  // namespace kura::inspect::mysql
