// The syntax tree of a `.schema` file: what was written, in the order it was written, with places; nothing is resolved.
#pragma once

#include <variant>

#include "compiler/ast/expression.h"

namespace kura::ast {

// Columns ------------------------------------------------------------------------------------------------------------

enum class ReferenceEvent { on_delete, on_update };

/// `on delete cascade`; as a column's attribute without a reference, the engine's own (`on update now()`).
struct ReferenceAction {
  ReferenceEvent event = ReferenceEvent::on_delete;
  std::string_view action;  // "cascade", "restrict", "no action", "set null", "set default", or a function's name
  std::vector<Expression> arguments;
  bool is_call = false;
  SourceRange at;
};

struct Reference {
  QualifiedName table;
  std::vector<Name> columns;  // empty: the target's primary key
  std::vector<ReferenceAction> actions;
  SourceRange at;
};

struct Identity {
  bool is_always = false;
  Value start, step;  // empty text when not written
};

enum class GeneratedStorage { unspecified, stored, virtual_ };

struct Generated {
  Expression expression;
  GeneratedStorage storage = GeneratedStorage::unspecified;
};

struct Aggregate {
  std::string_view function;  // lower case
  RawText arguments;          // "(…)" or empty
};

enum class AttributeKind {
  not_null,
  null,
  default_value,  // Expression
  identity,       // Identity
  generated,      // Generated
  primary_key,
  unique,
  references,  // Reference
  check,       // Expression
  collate,     // Name
  encode,      // Name
  aggregate,   // Aggregate
  was,         // Name
  native,      // RawText: an engine's own words behind the type
  on_action,   // ReferenceAction without a reference: the engine's own
};

using AttributeDetail =
    std::variant<Expression, Identity, Generated, Reference, Name, Aggregate, RawText, ReferenceAction>;

struct Attribute {
  AttributeKind kind = AttributeKind::not_null;
  SourceRange at;
  Boxed<AttributeDetail> detail;  // what the kind's comment says, or empty
};

/// A column of a table or mixin, or (in a `for` block) what overrides one.
struct Column {
  Name name;
  Boxed<TypeReference> type;  // absent only in an override
  std::vector<Attribute> attributes;
  std::vector<Name> only_on;
  std::string_view doc;
  SourceRange at;
};

// Clauses ------------------------------------------------------------------------------------------------------------

struct UseClause {
  Name mixin;
};

/// `primary key (…)` or `unique (…)`.
struct KeyClause {
  bool is_primary = false;
  Name name;
  std::vector<Name> columns;
  RawText native;
};

struct ForeignKeyClause {
  Name name;
  std::vector<Name> columns;
  Reference reference;
  RawText native;
};

struct CheckClause {
  Name name;
  Expression expression;
  RawText native;
};

enum class Direction { unspecified, ascending, descending };

struct IndexPart {
  Expression expression;
  Direction direction = Direction::unspecified;
  RawText native;  // nulls first, an operator class …
};

struct IndexClause {
  bool is_unique = false;
  Name name;
  std::vector<IndexPart> parts;
  Name method;
  std::vector<Name> include;
  RawText native;
  Boxed<Expression> where;
};

/// `buckets 16`, `partitions 4`, `every 1 month` (two of them: `every 1`, `month`).
struct WordWithNumber {
  std::string_view word;  // lower case
  Value number;           // empty text when not written
  SourceRange at;
};

struct DistributeClause {
  std::string_view style;  // hash even all auto random none, lower case
  SourceRange style_at;
  std::vector<Name> columns;
  std::vector<WordWithNumber> options;
};

struct SortPart {
  Name column;
  Direction direction = Direction::unspecified;
};

struct SortClause {
  std::string_view style;  // "" interleaved compound auto none, lower case
  SourceRange style_at;
  std::vector<SortPart> columns;
};

/// `partition by range(c) every 1 month`: the scheme is a call named range, list or hash, `none`, or any expressions.
struct PartitionByClause {
  std::vector<Expression> expressions;
  std::vector<WordWithNumber> options;
};

enum class BoundKind { default_, less_than, from_to, in, modulus };

struct PartitionBound {
  BoundKind kind = BoundKind::default_;
  std::vector<Expression> lower;  // from_to
  std::vector<Expression> upper;  // less_than, from_to; `in` lists its values here; modulus: modulus, remainder
};

struct PartitionClause {
  Name name;
  PartitionBound bound;
  RawText native;
};

struct ModelClause {
  std::string_view model;  // primary unique duplicate aggregate
  std::vector<Name> columns;
};

struct Property {
  std::string_view key;
  SourceRange key_at;
  bool is_quoted = true;
  Value value;
};

struct PropertiesClause {
  std::vector<Property> properties;
};

struct OwnerClause {
  Name owner;
};

struct Privilege {
  std::string_view words;  // lower case: "select", "all privileges"
  std::vector<Name> columns;
  SourceRange at;
};

struct Grantee {
  std::string_view kind;  // "" user role group public
  Name name;              // empty for public
  SourceRange at;
};

struct GrantClause {
  std::vector<Privilege> privileges;
  std::vector<Grantee> grantees;
  bool with_grant_option = false;
};

struct WatermarkClause {
  Name column;
};

/// `refresh every 1 day starting '…'`; `words` are lower case ("auto", "manual", "incremental", "every", "deferred
/// manual").
struct RefreshClause {
  std::vector<WordWithNumber> items;
  Value starting;
};

/// `security invoker`, `no schema binding`, `with no data`, and inside a `for` block any other `with …`.
struct ViewOptionClause {
  std::string_view keyword;  // security no with
  RawText rest;
};

/// A column of a view, named for its doc comment.
struct ViewColumn {
  Name name;
};

/// In a `for` block: a clause of the engine's own, whole.
struct NativeClause {
  RawText text;
};

/// In a `for` block: `column NAME …`.
struct ColumnOverride {
  Column column;
};

struct Member;

struct ForClause {
  std::vector<Name> dialects;
  std::vector<Member> members;
  RawText body;  // `for D as SQL`: the SQL; members are empty then
};

using MemberNode =
    std::variant<Column, UseClause, KeyClause, ForeignKeyClause, CheckClause, IndexClause, DistributeClause, SortClause,
                 PartitionByClause, PartitionClause, ModelClause, PropertiesClause, OwnerClause, GrantClause,
                 WatermarkClause, ForClause, RefreshClause, ViewOptionClause, ViewColumn, NativeClause, ColumnOverride>;

/// One entry of a table, a mixin, a view's header or a `for` block.
struct Member {
  MemberNode node;
  std::vector<Name> only_on;
  std::string_view doc;
  SourceRange at;
};

// Declarations -------------------------------------------------------------------------------------------------------

struct SchemaDecl {
  Name name;
};

struct ImportDecl {
  std::string_view path;
  SourceRange path_at;
};

struct Setting {
  Name key;
  Value value;
};

struct WarehouseDecl {
  Name name;
  Name dialect;
  std::vector<Setting> settings;
  std::vector<Setting> parameters;  // set NAME = value
  std::vector<Property> properties;
};

struct ParameterDecl {
  Name name;
  Value value;
};

struct EnumLabel {
  std::string_view text;
  std::string_view was;  // empty when not renamed
  bool is_quoted = false;
  std::string_view doc;
  SourceRange at;
};

struct EnumDecl {
  QualifiedName name;
  QualifiedName was;
  std::vector<EnumLabel> labels;
};

struct MixinDecl {
  Name name;
  std::vector<Member> members;
};

struct TableDecl {
  QualifiedName name;
  QualifiedName was;  // empty name when not renamed
  bool is_external = false;
  std::vector<Member> members;
};

struct ViewDecl {
  QualifiedName name;
  QualifiedName was;
  bool is_materialized = false;
  bool is_external = false;
  std::vector<Member> members;
  RawText body;
};

struct SequenceOption {
  std::string_view words;  // as written, single blanks: "start 1", "owned by t.c"
  SourceRange at;
};

struct SequenceDecl {
  QualifiedName name;
  QualifiedName was;
  std::vector<SequenceOption> options;
};

/// `naming = error;`, or with names in parentheses: `large = (orders, sales.visits);`.
struct LintSetting {
  Name key;
  Value value;  // empty text when names are given
  std::vector<QualifiedName> names;
  SourceRange at;
};

/// What `kura lint` looks for, and how grave it is.
struct LintDecl {
  std::vector<LintSetting> settings;
};

using DeclarationNode = std::variant<SchemaDecl, ImportDecl, WarehouseDecl, ParameterDecl, EnumDecl, MixinDecl,
                                     TableDecl, ViewDecl, SequenceDecl, LintDecl>;

struct Declaration {
  DeclarationNode node;
  std::vector<Name> only_on;
  std::string_view doc;
  SourceRange at;
};

/// A comment that is not a doc comment, for the formatter.
struct Comment {
  SourceRange at;
};

struct File {
  BufferId buffer;
  std::vector<Declaration> declarations;
  std::vector<Comment> comments;  // in source order; empty unless asked for
  std::vector<SourceRange> docs;  // every `///` line, in source order
};

}  // namespace kura::ast
