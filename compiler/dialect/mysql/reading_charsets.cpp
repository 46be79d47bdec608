// Character sets and collations as they were written, brought to the fewest words that say the same.
#include <algorithm>
#include <array>
#include <optional>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/reading.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

using Clauses = std::vector<ir::NativeClause>;

constexpr auto kCharsetWords =
    std::to_array<std::string_view>({"default character set", "default charset", "character set", "charset"});
constexpr auto kCollationWords = std::to_array<std::string_view>({"default collate", "collate"});
constexpr std::string_view kUsual = "utf8mb4";  // of a table that says nothing

/// What a clause says of this, if it is about it: `charset = 'utf8'` is utf8.
template <std::size_t Size>
std::optional<std::string> value_of(const ir::NativeClause& clause,
                                    const std::array<std::string_view, Size>& keywords) {
  const std::string text = to_lower(clause.text);
  for (const std::string_view keyword : keywords) {
    if (!text.starts_with(keyword) || text.size() == keyword.size() || is_name_part(text[keyword.size()])) continue;
    std::string value = text.substr(keyword.size());
    std::erase_if(value, [](char c) { return !is_name_part(c); });
    return value;
  }
  return std::nullopt;
}

class Settler {
 public:
  Settler(ir::Table& table, bool is_printed_by_server, const Flavour& flavour)
      : table_(table), is_printed_by_server_(is_printed_by_server), flavour_(flavour) {}

  [[nodiscard]] WholeCharset of_table() {
    settle_table();
    return own_;
  }

  void settle() {
    settle_table();
    for (ir::Column& column : table_.columns) settle(column);
  }

 private:
  [[nodiscard]] WholeCharset whole(std::string charset) const {
    std::string collation = default_collation(charset, flavour_);
    return {std::move(charset), std::move(collation)};
  }

  /// A server of the other flavour had it as its default.
  [[nodiscard]] WholeCharset of_collation(const std::string& written, const WholeCharset& charset) const {
    std::string collation = collation_named(written);
    if (collation == kBinaryCollation) {
      collation = charset.name == "binary" ? charset.name : charset.name + collation;
      return {charset.name, std::move(collation)};
    }
    const bool is_absent = collation.find(flavour_.absent_collation) != std::string::npos;
    std::string name = charset_of_collation(collation);
    if (is_absent && collation.ends_with("_ai_ci")) return whole(name.empty() ? charset.name : std::move(name));
    return {name.empty() ? charset.name : std::move(name), std::move(collation)};
  }

  void settle_table() {
    Clauses& native = table_.physical.native;
    own_ = whole(std::string(kUsual));
    SourceRange at = table_.at;
    bool says_collation = false;
    // The later word counts, as in statements that come one after the other.
    for (const ir::NativeClause& clause : native) {
      if (const auto charset = value_of(clause, kCharsetWords)) {
        if (charset_named(*charset) == own_.name) continue;
        own_ = whole(charset_named(*charset));
        says_collation = false;
        at = clause.at;
      } else if (const auto collation = value_of(clause, kCollationWords)) {
        own_ = of_collation(*collation, own_);
        // Servers say it of every table.
        says_collation = !is_printed_by_server_ && own_.collation == collation_named(*collation);
        at = clause.at;
      }
    }
    Clauses said;
    if (own_.name != kUsual) said.push_back({"default charset " + own_.name, {}, {}, at});
    if (says_collation || own_.collation != default_collation(own_.name, flavour_))
      said.push_back({"collate " + own_.collation, {}, {}, at});
    const auto place = std::find_if(native.begin(), native.end(), is_charset_clause) - native.begin();
    std::erase_if(native, is_charset_clause);
    native.insert(native.begin() + place, said.begin(), said.end());
  }

  void settle(ir::Column& column) const {
    std::optional<std::string> written;
    for (const ir::NativeClause& clause : column.native) {
      if (const auto charset = value_of(clause, kCharsetWords)) written = charset;
    }
    if (!written && column.collation.empty()) return;
    WholeCharset charset = written ? whole(charset_named(*written)) : own_;
    if (!column.collation.empty()) charset = of_collation(column.collation, charset);
    std::erase_if(column.native, [](const ir::NativeClause& it) { return value_of(it, kCharsetWords).has_value(); });
    column.collation.clear();
    if (charset.name == "binary" && become_bytes(column.type)) return;
    if (charset.name == own_.name) {
      if (charset.collation != own_.collation) column.collation = charset.collation;
      return;
    }
    column.native.push_back({"character set " + charset.name, {}, {}, column.at});
    if (charset.collation != default_collation(charset.name, flavour_)) column.collation = charset.collation;
  }

  /// A text of the character set `binary` is no text to the server.
  static bool become_bytes(ir::Type& type) {
    if (type.kind == ir::TypeKind::varchar) {
      type.kind = ir::TypeKind::varbinary;
    } else if (type.kind == ir::TypeKind::char_) {
      type.kind = ir::TypeKind::binary;
    } else if (type.kind == ir::TypeKind::text) {
      type.kind = ir::TypeKind::bytes;
    } else {
      return false;
    }
    return true;
  }

  ir::Table& table_;
  bool is_printed_by_server_;
  const Flavour& flavour_;
  WholeCharset own_;
};

}  // namespace

bool is_charset_clause(const ir::NativeClause& clause) {
  return value_of(clause, kCharsetWords).has_value() || value_of(clause, kCollationWords).has_value();
}

WholeCharset charset_of(const ir::Table& table, const Flavour& flavour) {
  ir::Table options;
  options.physical.native = table.physical.native;
  return Settler(options, false, flavour).of_table();
}

void settle_charsets(ir::Table& table, bool is_printed_by_server, const Flavour& flavour) {
  Settler(table, is_printed_by_server, flavour).settle();
}

}  // namespace kura::dialect::mysql
