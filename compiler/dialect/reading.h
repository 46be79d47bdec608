// Reading: what an engine's own DDL looks like, for those who read it back into a model. Data first, beside the
// renderer.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/dialect/dialect.h"

namespace kura::dialect {

/// What strings, comments and names are.
struct LexicalRules {
  bool has_backslash_escapes;      // in plain strings
  bool has_double_quoted_strings;  // "…" is a string
  bool has_bracketed_names;        // […] is a name
  bool has_hash_comments;          // # begins one, and `/*! … */` is none
  bool has_dollar_strings;         // $$…$$
  bool folds_names;                // unquoted names are lower case; otherwise they stay as written
  bool has_inline_indexes;         // KEY and INDEX begin an entry of a table
  std::size_t longest_name;        // bytes to which the engine itself cuts names; 0: it refuses longer ones
};

/// A spelling of a type that the portable words and their aliases do not explain, or mean otherwise.
struct TypeSpelling {
  std::string_view words;  // lower case; with arguments, when only these mean it
  ir::TypeKind kind;       // native: the words as they stand
  std::int32_t length;     // when none is written; -1: none
  std::int32_t scale;      // the same
  bool counts;             // the engine counts the column up
  std::string_view note;   // what is lost, or empty
};

/// What the engine has in the place of a portable call.
struct CallSpelling {
  std::string_view text;  // lower case, as sql::normalized writes it
  std::string_view function;
};

/// What the server calls a key, foreign key or check that is given no name.
struct GivenNames {
  std::string (*index)(const ir::Table& table, const std::string& first_column);  // unique or not
  std::string (*foreign_key)(const ir::Table& table);
  std::string_view foreign_key_infix;                               // between the table's name and a number
  std::string (*check)(const ir::Table& table, bool is_of_column);  // empty: the name says nothing
  std::string_view check_infix;                                     // empty: the table's name is no part of it
};

struct Reading {
  LexicalRules lexical;
  bool folds_own_words;                   // case says nothing in clauses that only this engine has
  bool lists_view_columns;                // the columns of a view are part of its header
  bool concatenates_with_bars;            // || is not OR
  bool has_bare_intervals;                // INTERVAL 1 DAY
  std::string_view default_index_method;  // not worth a word
  std::string_view default_namespace;     // of unqualified names: dropped when nothing stands in its way
  std::span<const TypeSpelling> types;    // go before the portable aliases
  std::span<const CallSpelling> calls;
  /// True for own words (lower case) that say what holds anyway; null: never.
  bool (*is_noise)(NativeScope scope, std::string_view words);
  /// The type of words that nobody knows, or a native one without words; null: there is none.
  ir::Type (*other_type)(std::string_view words);
  /// Makes a table say what its declaration means; null: it does. Tables that the server printed say more than was
  /// declared.
  void (*settle)(ir::Table& table, bool is_printed_by_server);
  /// The same for a sequence, and for a view.
  void (*settle_sequence)(ir::Sequence& sequence, bool is_printed_by_server);
  void (*settle_view)(ir::View& view);
  /// An option of ALTER TABLE as CREATE TABLE has it; null: they are the same.
  std::string (*altered_option)(ir::Table& table, std::string words) = nullptr;
  /// A column that is dropped is taken out of its indexes; otherwise they go with it.
  bool shrinks_indexes = false;
  /// Null: there is no need to know them.
  const GivenNames* given_names = nullptr;
  /// BINARY behind a type asks for the collation that compares bytes; `settle` is given `kBinaryCollation` for it.
  bool has_binary_attribute = false;
};

/// The collation of a character set that is known later.
inline constexpr std::string_view kBinaryCollation = "_bin";

/// What is known of reading this dialect.
const Reading& reading_of(const Dialect& dialect);

// For those who settle.

/// The text of a cast that was written with `::`, as servers write those that they add.
inline constexpr std::string_view kAddedCast = "::";
/// Casts that a server adds to what was written: of literals to the type that they are compared with, of text to text.
void drop_added_casts(ir::Table& table);
/// A quoted number that is the default of a column of numbers is the number.
void unquote_numbers(ir::Table& table);
/// The same for the bounds of partitions by numbers.
void unquote_bounds(ir::Table& table);
bool is_number(ir::TypeKind kind);

}  // namespace kura::dialect
