// Syntax of types and expressions as they were written.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/base/boxed.h"
#include "compiler/source/source_range.h"

namespace kura::ast {

/// A name: unquoted ones are folded to lower case, quoted ones are unescaped. Views live as long as the SourceManager.
struct Name {
  std::string_view text;
  SourceRange at;
  bool is_quoted = false;
};

/// `name` or `schema.name`.
struct QualifiedName {
  Name schema;  // empty text when it was not written
  Name name;
  SourceRange at;
};

struct TypeParameter;

/// A type. `words` are lower case with single blanks and without arguments ("timestamp with time zone", "array").
/// When `is_quoted`, they are an enum's name as it is.
struct TypeReference {
  std::string_view words;
  std::vector<std::string_view>
      arguments;                          // "10", "2", "'a'" (as written), "max"; `timestamp(3) with time zone` has one
  std::vector<TypeParameter> parameters;  // array<T>, map<K, V>, struct<f: T, …>
  std::uint32_t array_suffixes = 0;       // `int[][]`: two
  SourceRange at;
  bool is_quoted = false;
  std::string_view written = {};  // all of it as in the source; empty when there is none
};

struct TypeParameter {
  Name field;  // empty text but in struct<…>
  TypeReference type;
};

enum class ExpressionKind {
  null_literal,
  boolean_literal,  // text: "true" or "false"
  number,           // text as written
  string,           // text unescaped
  typed_string,     // date '2020-01-01': text is the value, operand 0 the word as a `name`
  name,             // operand-less: `path` holds a, or t.a
  call,             // `path` names it, operands are its arguments
  star,             // the * of count(*)
  unary,            // text: "-", "+", "not"
  binary,           // text: "+", "and", "=", "<>" …, "||", "is distinct from", "is not distinct from"
  is_test,          // operand 0 is [not] …: text "null", "true", "false"
  in_list,          // operand 0 in (the others)
  between,          // operand 0 between 1 and 2
  like,             // operand 0 like 1 [escape 2]; text "like" or "ilike"
  case_when,        // [operand] when then … [else]; see Expression::has_case_operand and has_else
  cast,             // operand 0 as `type`
  row,              // (a, b)
  raw,              // sql'…': text unescaped
  parameter,        // ${name}: text is the name
};

struct Expression {
  ExpressionKind kind = ExpressionKind::null_literal;
  bool is_negated = false;        // not in, not between, not like, is not
  bool has_case_operand = false;  // case x when …
  bool has_else = false;
  bool is_parenthesised = false;  // written in parentheses
  std::string_view text;
  std::vector<Name> path;
  std::vector<Expression> operands;
  Boxed<TypeReference> type;
  SourceRange at;
};

/// A piece of source that is handed on: a view's SQL, an engine's own words. `text` is the slice as written, without
/// white space around it.
struct RawText {
  std::string_view text;
  SourceRange at;
  [[nodiscard]] bool empty() const { return text.empty(); }
};

enum class ValueKind { string, number, word, boolean, parameter };

/// A setting's or property's value. Strings are unescaped and may hold `${name}`; numbers keep their sign.
struct Value {
  ValueKind kind = ValueKind::word;
  std::string_view text;
  SourceRange at;
};

}  // namespace kura::ast
