// CREATE TABLE and foreign keys from the rows of the catalogue.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "runtime/engine/mysql/names.h"
#include "runtime/engine/row_facts.h"
#include "runtime/inspect/mysql/statements.h"
#include "runtime/inspect/mysql/text.h"
#include "runtime/inspect/pieces.h"

namespace kura::inspect::mysql {
namespace {

using engine::mysql::quoted_name;

bool contains(std::string_view text, std::string_view part) {
  return to_lower(text).find(part) != std::string::npos;
}

/// "utf8mb4" of "utf8mb4_general_ci".
std::string charset_of(std::string_view collation) {
  return std::string(collation.substr(0, collation.find('_')));
}

class TableWriter {
 public:
  TableWriter(const Catalog& catalog, const Flavour& flavour, const Name& name, const Table& table)
      : catalog_(catalog), flavour_(flavour), name_(name), table_(table) {}

  std::string write() {
    for (const Column& column : table_.columns) add(column_line(column));
    add_period();
    for (const Index& index : table_.indexes) {
      if (!is_made_for_key(index)) add_index(index);
    }
    for (const Check& check : table_.checks) {
      if (!is_inline(check)) add(fmt::format("CONSTRAINT {} {}", quoted_name(check.name), check_clause(check)));
    }
    return fmt::format("CREATE TABLE {} (\n  {}\n){}{}", object_name(catalog_, name_), fmt::join(lines_, ",\n  "),
                       options(), partition_clause(table_.partitioning));
  }

 private:
  void add(std::string line) { lines_.push_back(std::move(line)); }

  std::string column_line(const Column& column) {
    std::string line = quoted_name(column.name) + " " + type_of(column);
    if (column.generated) return line + generated_clause(column) + rest_of(column);
    line += null_clause(column) + default_clause(column);
    const std::size_t update = to_lower(column.extra).find("on update ");
    if (update != std::string::npos) {
      const std::size_t begin = update + std::string_view("on update ").size();
      line += " ON UPDATE " + column.extra.substr(begin, column.extra.find_first_of(", ", begin) - begin);
    }
    if (contains(column.extra, "auto_increment")) line += " AUTO_INCREMENT";
    return line + rest_of(column);
  }

  /// JSON is a text with a check where the server has no type of that name.
  [[nodiscard]] const Check* json_check(const Column& column) const {
    if (column.type != "longtext" || column.collation != "utf8mb4_bin") return nullptr;
    for (const Check& check : table_.checks) {
      const bool is_its = check.is_of_column && check.name == column.name;
      if (is_its && check.clause == fmt::format("json_valid({})", quoted_name(column.name))) return &check;
    }
    return nullptr;
  }

  [[nodiscard]] std::string type_of(const Column& column) const {
    if (json_check(column) != nullptr) return "json";
    std::string type = column.type == "year(4)" ? "year" : column.type;
    // Behind the type, in a comment that only servers read that know the word.
    const std::size_t own = type.find(" /*");
    const bool is_compressed = own != std::string::npos && contains(type.substr(own), "compressed");
    type = type.substr(0, own);
    if (is_compressed) type += " COMPRESSED";
    if (!column.reference_system.empty()) type += flavour_.geometry_clause.data() + column.reference_system;
    return type + collation_clause(column);
  }

  [[nodiscard]] std::string collation_clause(const Column& column) const {
    if (!column.collation || column.collation == table_.collation) return {};
    std::string clause;
    const std::string charset = column.charset.value_or("");
    if (charset != charset_of(table_.collation)) {
      clause = " CHARACTER SET " + charset;
      if (is_default_collation(*column.collation)) return clause;
    }
    return clause + " COLLATE " + *column.collation;
  }

  [[nodiscard]] bool is_default_collation(const std::string& collation) const {
    const auto found = catalog_.default_collations.find(charset_of(collation));
    return found != catalog_.default_collations.end() && found->second == collation;
  }

  [[nodiscard]] std::string generated_clause(const Column& column) const {
    if (is_period_end(column)) return " GENERATED ALWAYS AS " + *column.generated;
    return fmt::format(" GENERATED ALWAYS AS ({}) {}{}", expression_text(catalog_, *column.generated),
                       contains(column.extra, "stored generated") ? "STORED" : "VIRTUAL",
                       column.is_nullable ? "" : " NOT NULL");
  }

  static bool is_period_end(const Column& column) {
    return column.generated == "ROW START" || column.generated == "ROW END";
  }

  static std::string null_clause(const Column& column) {
    if (!column.is_nullable) return " NOT NULL";
    return column.type.starts_with("timestamp") ? " NULL" : "";
  }

  [[nodiscard]] std::string default_clause(const Column& column) const {
    if (!column.default_value) return {};
    const std::string& value = *column.default_value;
    if (flavour_.prints_expressions) {
      return value == "NULL" ? "" : " DEFAULT " + expression_text(catalog_, value);
    }
    if (contains(column.extra, "default_generated")) {
      const bool is_now = to_lower(value).starts_with("current_timestamp");
      return is_now ? " DEFAULT " + value : fmt::format(" DEFAULT ({})", expression_text(catalog_, value));
    }
    const bool is_bits = value.starts_with("b'") && column.type.starts_with("bit");
    return " DEFAULT " + (is_bits ? value : quoted_string(value));
  }

  /// What stands behind the value of any column.
  std::string rest_of(const Column& column) const {
    std::string line;
    if (contains(column.extra, "without system versioning")) line += " WITHOUT SYSTEM VERSIONING";
    if (contains(column.extra, "invisible")) line += " INVISIBLE";
    if (!column.comment.empty()) line += " COMMENT " + quoted_string(column.comment);
    for (const Check& check : table_.checks) {
      if (is_inline(check) && check.name == column.name && &check != json_check(column))
        line += " " + check_clause(check);
    }
    return line;
  }

  static bool is_inline(const Check& check) { return check.is_of_column; }

  [[nodiscard]] std::string check_clause(const Check& check) const {
    return fmt::format("CHECK ({}){}", expression_text(catalog_, check.clause),
                       check.is_enforced ? "" : " NOT ENFORCED");
  }

  void add_period() {
    std::string start;
    std::string end;
    for (const Column& column : table_.columns) {
      if (column.generated == "ROW START") start = column.name;
      if (column.generated == "ROW END") end = column.name;
    }
    if (!start.empty()) add(fmt::format("PERIOD FOR SYSTEM_TIME ({}, {})", quoted_name(start), quoted_name(end)));
  }

  /// The server makes an index of the name of a foreign key where none begins with the key's columns.
  [[nodiscard]] bool is_made_for_key(const Index& index) const {
    if (index.is_unique || !index.comment.empty() || !index.hidden.empty()) return false;
    for (const ForeignKey& key : table_.foreign_keys) {
      if (key.name != index.name || !is_over(index, key.columns)) continue;
      return std::none_of(table_.indexes.begin(), table_.indexes.end(),
                          [&](const Index& other) { return &other != &index && begins_with(other, key.columns); });
    }
    return false;
  }

  static bool is_over(const Index& index, const std::vector<std::string>& columns) {
    const auto is_plain = [](const IndexPart& part) { return !part.prefix && !part.is_descending; };
    return index.parts.size() == columns.size() && begins_with(index, columns) &&
           std::all_of(index.parts.begin(), index.parts.end(), is_plain);
  }

  static bool begins_with(const Index& index, const std::vector<std::string>& columns) {
    if (index.parts.size() < columns.size()) return false;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (index.parts[i].column != columns[i]) return false;
    }
    return true;
  }

  void add_index(const Index& index) {
    std::string parts;
    for (const IndexPart& part : index.parts) parts += (parts.empty() ? "" : ",") + part_of(index, part);
    std::string line;
    if (index.name == "PRIMARY") {
      line = "PRIMARY KEY ";
    } else if (index.type == "FULLTEXT" || index.type == "SPATIAL" || index.type == "RTREE") {
      line = fmt::format("{} KEY {} ", index.type == "FULLTEXT" ? "FULLTEXT" : "SPATIAL", quoted_name(index.name));
    } else {
      line = fmt::format("{}KEY {} ", index.is_unique ? "UNIQUE " : "", quoted_name(index.name));
    }
    line += "(" + parts + ")";
    if (index.type == "HASH") line += " USING HASH";
    if (!index.comment.empty()) line += " COMMENT " + quoted_string(index.comment);
    if (!index.hidden.empty()) line += " " + index.hidden;
    add(std::move(line));
  }

  [[nodiscard]] std::string part_of(const Index& index, const IndexPart& part) const {
    std::string text =
        part.column ? quoted_name(*part.column) : "(" + expression_text(catalog_, part.expression.value_or("")) + ")";
    // The catalogue gives the length of a bounding box as that of a prefix.
    const bool has_prefix = part.prefix && index.type != "SPATIAL" && index.type != "RTREE";
    if (has_prefix) text += "(" + *part.prefix + ")";
    return part.is_descending ? text + " DESC" : text;
  }

  std::string options() {
    std::string line = " ENGINE=" + table_.engine;
    line += " DEFAULT CHARSET=" + charset_of(table_.collation);
    // With blanks it is not taken for what the server says of every table.
    if (!is_default_collation(table_.collation)) line += " COLLATE = " + table_.collation;
    line += create_options();
    if (!table_.comment.empty()) line += " COMMENT=" + quoted_string(table_.comment);
    if (table_.type == "SYSTEM VERSIONED") line += " WITH SYSTEM VERSIONING";
    return line;
  }

  /// "row_format=DYNAMIC `page_compressed`='1' partitioned": options with a value are the author's.
  [[nodiscard]] std::string create_options() const {
    std::string line;
    const std::vector<Piece> pieces = pieces_of(table_.options);
    for (std::size_t i = 0; i + 2 < pieces.size(); ++i) {
      if (pieces[i + 1].text != "=") continue;
      std::string_view key = pieces[i].text;
      if (pieces[i].kind == PieceKind::quoted_name) key = key.substr(1, key.size() - 2);
      const bool is_engines_default =
          table_.engine == "Aria" && equals_ignoring_case(key, "transactional") && pieces[i + 2].text == "1";
      if (is_engines_default) continue;
      line += fmt::format(" {}={}", to_upper(key), option_value(pieces[i + 2]));
    }
    return line;
  }

  /// The catalogue quotes the values of options that belong to an engine.
  static std::string option_value(const Piece& piece) {
    const std::string_view inside =
        piece.kind == PieceKind::string ? piece.text.substr(1, piece.text.size() - 2) : piece.text;
    const bool is_word = !inside.empty() && std::all_of(inside.begin(), inside.end(), is_name_part);
    return to_lower(is_word ? inside : piece.text);
  }

  const Catalog& catalog_;
  const Flavour& flavour_;
  const Name& name_;
  const Table& table_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string create_table(const Catalog& catalog, const Flavour& flavour, const Name& name, const Table& table) {
  return TableWriter(catalog, flavour, name, table).write();
}

std::vector<std::string> add_foreign_keys(const Catalog& catalog, const Flavour& flavour, const Name& name,
                                          const Table& table) {
  std::vector<std::string> statements;
  for (const ForeignKey& key : table.foreign_keys) {
    std::string statement =
        fmt::format("ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})", object_name(catalog, name),
                    quoted_name(key.name), name_list(key.columns),
                    object_name(catalog, {key.target_schema, key.target}), name_list(key.target_columns));
    if (key.on_delete != flavour.default_action) statement += " ON DELETE " + key.on_delete;
    if (key.on_update != flavour.default_action) statement += " ON UPDATE " + key.on_update;
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace kura::inspect::mysql
