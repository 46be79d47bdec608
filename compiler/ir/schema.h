// The model of one warehouse: everything declared for it, names resolved, mixins, parameters and `for` blocks applied.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/ir/types.h"

namespace kura::ir {

/// An engine's own words, as written with single blanks; the dialect's table of native clauses says what they mean.
/// After the dialect has read them, `keyword` names the row and `argument` what followed it.
struct NativeClause {
  std::string text;      // "tablespace fast"
  std::string keyword;   // "tablespace", set by the dialect
  std::string argument;  // "fast", set by the dialect
  SourceRange at;
  bool operator==(const NativeClause& other) const { return text == other.text; }
};

struct Property {
  std::string key;
  std::string value;
  SourceRange at;
  bool operator==(const Property& other) const { return key == other.key && value == other.value; }
};

struct Privilege {
  std::string action;  // "select", "all privileges", …, lower case
  std::vector<std::string> columns;
  bool operator==(const Privilege&) const = default;
};

enum class GranteeKind { user, role, group, everyone };

/// One grantee's privileges on one object; sorted and merged.
struct Grant {
  GranteeKind grantee_kind = GranteeKind::user;
  bool is_kind_written = false;  // `user x` rather than plain `x`
  std::string grantee;
  std::vector<Privilege> privileges;
  bool with_grant_option = false;
  SourceRange at;
};

enum class ReferentialAction { no_action, restrict, cascade, set_null, set_default };

struct Identity {
  bool is_always = false;
  std::int64_t start = 1;
  std::int64_t step = 1;
  SourceRange at;
  bool operator==(const Identity& other) const {
    return is_always == other.is_always && start == other.start && step == other.step;
  }
};

enum class GeneratedStorage { unspecified, stored, virtual_ };

struct Generated {
  Expression expression;
  GeneratedStorage storage = GeneratedStorage::unspecified;
  bool operator==(const Generated&) const = default;
};

struct EnumLabel {
  std::string text;
  std::string was;
  std::string comment;
};

struct Column {
  std::string name;
  std::string was;  // its name before, or empty
  Type type;
  bool is_nullable = true;
  Boxed<Expression> default_value;
  Boxed<Identity> identity;
  Boxed<Generated> generated;
  std::string collation;          // as written, or empty
  std::string encoding;           // lower case, or empty: the engine chooses
  std::vector<EnumLabel> labels;  // of its enum, where enums are no types of their own: set by the dialect
  std::string aggregate;          // "sum", "bitmap_union", "replace" …, lower case, with its arguments if any
  std::vector<NativeClause> native;
  std::string comment;
  bool is_inherited = false;  // what its table is made of has it, just so: set by the dialect
  SourceRange at;             // its name
  SourceRange type_at;        // its type as written
};

/// A primary key or unique constraint.
struct Key {
  std::string name;  // empty: not named by the user
  std::vector<std::string> columns;
  std::vector<NativeClause> native;
  SourceRange at;
};

struct ForeignKey {
  std::string name;
  std::vector<std::string> columns;
  QualifiedName target;
  std::vector<std::string> target_columns;  // never empty: the target's primary key was filled in
  ReferentialAction on_delete = ReferentialAction::no_action;
  ReferentialAction on_update = ReferentialAction::no_action;
  std::vector<NativeClause> native;
  SourceRange at;
};

struct Check {
  std::string name;
  Expression expression;
  std::vector<NativeClause> native;
  SourceRange at;
};

struct IndexPart {
  Expression expression;  // a plain `name` for a column
  bool is_descending = false;
  std::vector<NativeClause> native;  // nulls first, an operator class
};

struct Index {
  std::string name;  // empty: not named by the user
  bool is_unique = false;
  std::vector<IndexPart> parts;
  std::string method;  // lower case, empty: the engine's default
  std::vector<std::string> include;
  Boxed<Expression> where;
  std::vector<NativeClause> native;
  std::string comment;
  SourceRange at;
};

enum class DistributionStyle { automatic, even, all, hash, random };

struct Distribution {
  DistributionStyle style = DistributionStyle::automatic;
  std::vector<std::string> columns;  // hash
  std::int64_t buckets = 0;          // 0: the engine chooses
  SourceRange at;
};

enum class SortStyle { none, automatic, compound, interleaved };

struct SortColumn {
  std::string name;
  bool is_descending = false;
};

struct SortKey {
  SortStyle style = SortStyle::compound;
  std::vector<SortColumn> columns;
  SourceRange at;
};

enum class PartitionScheme { range, list, hash, expression };

struct PartitionBound {
  enum class Kind { default_, less_than, from_to, in, modulus };
  Kind kind = Kind::default_;
  std::vector<Expression> lower;  // from_to
  std::vector<Expression> upper;  // less_than, from_to (a name `maxvalue`/`minvalue` for the open ends); in: the values
  std::int64_t modulus = 0;
  std::int64_t remainder = 0;
};

struct Partition {
  std::string name;
  PartitionBound bound;
  std::vector<NativeClause> native;
  SourceRange at;
};

struct Partitioning {
  PartitionScheme scheme = PartitionScheme::expression;
  std::vector<Expression> expressions;  // plain names for columns
  std::int64_t every = 0;               // 0: not given
  std::string every_unit;               // "day", "month", … singular, lower case
  std::int64_t partition_count = 0;     // hash: `partitions 4`
  std::vector<Partition> partitions;
  SourceRange at;
};

enum class KeyModelKind { primary, unique, duplicate, aggregate };

struct KeyModel {
  KeyModelKind kind = KeyModelKind::duplicate;
  std::vector<std::string> columns;
  SourceRange at;
};

/// What tables and materialized views have in common below the logical design.
struct Physical {
  Boxed<Distribution> distribution;
  Boxed<SortKey> sort_key;
  Boxed<Partitioning> partitioning;
  std::vector<Property> properties;  // sorted by key
  std::vector<Index> indexes;
  std::vector<NativeClause> native;
};

struct Table {
  QualifiedName name;
  QualifiedName was;  // its name before; empty name: none
  std::vector<Column> columns;
  Boxed<Key> primary_key;
  std::vector<Key> unique_keys;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Check> checks;
  Boxed<KeyModel> key_model;
  Physical physical;
  std::string watermark;
  std::string owner;
  std::vector<Grant> grants;
  std::string comment;
  std::vector<QualifiedName> made_of;  // tables that must be there first, besides those of its keys; set by the dialect
  SourceRange at;                      // its name
};

/// Where a view's SQL names a relation: bytes of SqlBody::text that stand for `name`.
struct RelationUse {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  QualifiedName name;
  /// No alias follows and columns may be written `relation.column`: the rewritten name keeps its last part visible.
  bool operator==(const RelationUse&) const = default;
};

/// A view's query, parameters filled in. Relations it names are marked, in order of place.
struct SqlBody {
  std::string text;
  std::vector<RelationUse> relations;
  bool is_native = false;  // from `for DIALECT as`: quoted names are the engine's own
  SourceRange at;
};

enum class ViewSecurity { unspecified, none, invoker, definer };
enum class RefreshMode { manual, automatic, incremental, every };

struct Refresh {
  RefreshMode mode = RefreshMode::manual;
  std::int64_t every = 0;
  std::string unit;      // "day", "hour", … singular
  std::string starting;  // a timestamp as written, or empty
  bool is_deferred = false;
  SourceRange at;
};

struct ViewColumn {
  std::string name;
  std::string comment;
  SourceRange at;
};

struct View {
  QualifiedName name;
  QualifiedName was;
  bool is_materialized = false;
  SqlBody body;
  std::vector<ViewColumn> columns;  // those with a doc comment, or all when the header lists them
  ViewSecurity security = ViewSecurity::unspecified;
  bool no_schema_binding = false;
  bool with_no_data = false;
  Boxed<Refresh> refresh;
  Physical physical;
  std::string owner;
  std::vector<Grant> grants;
  std::string comment;
  SourceRange at;
};

struct EnumType {
  QualifiedName name;
  QualifiedName was;
  std::vector<EnumLabel> labels;
  std::string comment;
  SourceRange at;
};

struct Sequence {
  QualifiedName name;
  QualifiedName was;
  Boxed<Type> type;
  Boxed<std::int64_t> start, increment, min, max, cache;
  bool is_cycle = false;
  Boxed<QualifiedName> owned_by_table;
  std::string owned_by_column;
  std::string comment;
  SourceRange at;
};

/// A relation that exists but is not managed.
struct ExternalRelation {
  QualifiedName name;
  std::vector<Column> columns;
  Boxed<Key> primary_key;  // what foreign keys may refer to
  std::vector<Key> unique_keys;
  SourceRange at;
};

/// The warehouse a schema is compiled for.
struct Warehouse {
  std::string name;
  std::string dialect;
  std::map<std::string, std::string> settings;  // as written: version, url, schema, varchar_bytes_per_char, …
  std::vector<Property> properties;
  SourceRange at;

  /// The setting's text, or the fallback when it was not written.
  [[nodiscard]] std::string setting(const std::string& key, const std::string& fallback = {}) const {
    const auto found = settings.find(key);
    return found == settings.end() ? fallback : found->second;
  }
};

struct Namespace {
  std::string name;
  std::string comment;
  SourceRange at;
};

/// Everything of one warehouse. Each list is in the order of declaration; names are unique within tables and views
/// together.
struct Schema {
  Warehouse warehouse;
  std::vector<Namespace> namespaces;
  std::vector<EnumType> enums;
  std::vector<Sequence> sequences;
  std::vector<Table> tables;
  std::vector<View> views;
  std::vector<ExternalRelation> externals;
};

/// Finds by exact name; null when there is none.
const Column* find_column(const Table& table, std::string_view name);
Column* find_column(Table& table, std::string_view name);

/// A label of an enum that has another text now.
struct RenamedLabel {
  std::size_t before = 0;  // places in the two lists
  std::size_t after = 0;
};
/// In the order of `after`. A `was` counts when the label it names was there and is gone, and the new text was not
/// there.
std::vector<RenamedLabel> renamed_labels(const std::vector<EnumLabel>& before, const std::vector<EnumLabel>& after);

}  // namespace kura::ir
