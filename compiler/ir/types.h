// Types and expressions of the model: names resolved, aliases gone, parameters filled in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/boxed.h"
#include "compiler/source/source_range.h"

namespace kura::ir {

/// `schema.name`; the schema is empty for the engine's default namespace.
struct QualifiedName {
  std::string schema;
  std::string name;
  auto operator<=>(const QualifiedName&) const = default;
};
/// "sales.orders" or "orders", for messages.
std::string to_text(const QualifiedName& name);

enum class TypeKind : std::uint8_t {
#define KURA_TYPE(kind, word, arguments) kind,
#include "compiler/ir/types.def"
#undef KURA_TYPE
  enumeration,  // Type::enum_name
  native,       // a word of one engine: Type::native, as written
};
inline constexpr std::size_t kPortableTypeCount = static_cast<std::size_t>(TypeKind::enumeration);

enum class TypeArguments : std::uint8_t { none, length, precision, decimal, parameters };

/// The portable word ("varchar"); "enum" and "native" for those two.
std::string_view type_word(TypeKind kind);
TypeArguments type_arguments(TypeKind kind);

struct TypeField;

struct Type {
  TypeKind kind = TypeKind::native;
  std::int32_t length = -1;  // n of char/varchar/binary/varbinary, p of decimal/time/timestamp; -1 when not given
  std::int32_t scale = -1;   // s of decimal; -1 when not given
  std::string native;        // the engine's words with their arguments, as written, single blanks
  Boxed<QualifiedName> enum_name;
  std::vector<TypeField> fields;  // array: 1, map: 2 (key, value), struct: its fields

  bool operator==(const Type&) const;
};

struct TypeField {
  std::string name;  // struct only
  Type type;
  bool operator==(const TypeField& other) const { return name == other.name && type == other.type; }
};

/// The portable spelling: "decimal(18, 2)", "array<int>", "sales.order_status".
std::string to_text(const Type& type);

enum class ExpressionKind : std::uint8_t {
  null_literal,
  boolean_literal,  // text "true" or "false"
  number,           // text as written
  string,           // text unescaped
  typed_string,     // path[0] the word, text the value: date '2020-01-01'
  name,             // path: column, or table.column
  call,             // path names the function (lower case unless quoted)
  star,
  unary,    // text "-", "+", "not"
  binary,   // text, lower case
  is_test,  // operand 0 is [not] text ("null", "true", "false")
  in_list,
  between,
  like,  // text "like" or "ilike"; third operand the escape character
  case_when,
  cast,
  row,
  raw,  // text is the engine's SQL
};

/// A scalar expression. Portable calls are `now()`, `today()`, `uuid()`; `current_timestamp`, `current_date` and
/// `gen_random_uuid()` were turned into them; every other call is handed on as written.
struct Expression {
  ExpressionKind kind = ExpressionKind::null_literal;
  bool is_negated = false;
  bool has_case_operand = false;
  bool has_else = false;
  bool is_parenthesised = false;
  std::string text;
  std::vector<std::string> path;
  std::vector<Expression> operands;
  Boxed<Type> type;
  SourceRange at;

  /// Two expressions are equal when they say the same; places and parentheses do not count.
  bool operator==(const Expression& other) const;
};

/// True for a literal, a signed number or NULL: what every engine takes as a constant default.
bool is_literal(const Expression& expression);
/// True for a call of this portable function ("now", "today", "uuid").
bool is_portable_call(const Expression& expression, std::string_view function);
/// The names of the columns an expression reads, in order of appearance, each once (raw SQL is not looked into).
std::vector<std::string> columns_read(const Expression& expression);

}  // namespace kura::ir
