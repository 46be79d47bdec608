// Fingerprint: every field of the model in one fixed order into a 128-bit hash.
#include "compiler/ir/fingerprint.h"

#include <algorithm>

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "compiler/base/ascii.h"
#include "compiler/sql/tokens.h"

namespace kura::ir {
namespace {

/// An engine's words with the case of unquoted ones folded.
std::string folded(const std::string& text) {
  std::string result;
  for (const sql::Token& token : sql::tokenize(text)) {
    if (!result.empty()) result += ' ';
    result += token.kind == sql::TokenKind::word ? to_lower(token.text) : std::string(token.text);
  }
  return result;
}

/// What lies between two tokens of a query without its white space: the comments, hints among them.
std::string without_blanks(std::string_view gap) {
  std::string result;
  std::copy_if(gap.begin(), gap.end(), std::back_inserter(result), [](char c) { return !is_space(c); });
  return result;
}

class Hasher {
 public:
  Hasher() { XXH3_128bits_reset(&state_); }

  void add(std::uint64_t number) { XXH3_128bits_update(&state_, &number, sizeof number); }
  void add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    XXH3_128bits_update(&state_, text.data(), text.size());
  }
  void add(const std::string& text) { add(std::string_view(text)); }
  void add(const std::vector<std::string>& list) {
    add(static_cast<std::uint64_t>(list.size()));
    for (const std::string& text : list) add(text);
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void add(Enum value) { add(static_cast<std::uint64_t>(value)); }
  void add(bool value) { add(static_cast<std::uint64_t>(value ? 1 : 0)); }
  void add(std::int64_t number) { add(static_cast<std::uint64_t>(number)); }
  void add(std::int32_t number) { add(static_cast<std::int64_t>(number)); }
  void add(const QualifiedName& name) {
    add(name.schema);
    add(name.name);
  }
  template <class T>
  void add(const Boxed<T>& box) {
    add(box.has_value());
    if (box) add(*box);
  }
  template <class T>
  void add_all(const std::vector<T>& list) {
    add(static_cast<std::uint64_t>(list.size()));
    for (const T& it : list) add(it);
  }
  /// In the order of their names, so that the order of declaration does not count.
  template <class T>
  void add_sorted(const std::vector<T>& list) {
    std::vector<const T*> sorted;
    sorted.reserve(list.size());
    for (const T& it : list) sorted.push_back(&it);
    std::sort(sorted.begin(), sorted.end(), [](const T* left, const T* right) { return left->name < right->name; });
    add(static_cast<std::uint64_t>(list.size()));
    for (const T* it : sorted) add(*it);
  }

  void add(const Type& type) {
    add(type.kind);
    add(type.length);
    add(type.scale);
    add(type.native);
    add(type.enum_name);
    add(static_cast<std::uint64_t>(type.fields.size()));
    for (const TypeField& field : type.fields) {
      add(field.name);
      add(field.type);
    }
  }
  void add(const Expression& it) {
    add(it.kind);
    add(it.is_negated);
    add(it.has_case_operand);
    add(it.has_else);
    add(it.text);
    add(it.path);
    add(it.type);
    add_all(it.operands);
  }
  /// Until the dialect has read them their words count, whether written in one place or in several; then what they
  /// mean, in any order.
  void add_all(const std::vector<NativeClause>& list) {
    const auto is_read = [](const NativeClause& it) { return !it.keyword.empty() || !it.argument.empty(); };
    std::vector<std::string> words;
    for (const NativeClause& it : list) {
      words.push_back(is_read(it) ? it.keyword + '=' + folded(it.argument) : folded(it.text));
    }
    if (!std::all_of(list.begin(), list.end(), is_read)) return add(fmt::format("{}", fmt::join(words, " ")));
    std::sort(words.begin(), words.end());
    add(words);
  }
  /// The layout of a query does not count.
  void add(const SqlBody& it) {
    const std::string_view text = it.text;
    std::size_t done = 0;
    for (const sql::Token& token : sql::tokenize(text)) {
      add(without_blanks(text.substr(done, token.begin - done)));
      add(token.text);
      done = token.end;
    }
    add(without_blanks(text.substr(done)));
    add(it.is_native);
    for (const RelationUse& use : it.relations) add(use.name);
  }
  void add(const Property& it) {
    add(it.key);
    add(it.value);
  }
  void add(const Grant& it) {
    add(it.grantee_kind);
    add(it.grantee);
    add(it.with_grant_option);
    for (const Privilege& privilege : it.privileges) {
      add(privilege.action);
      add(privilege.columns);
    }
  }
  void add(const Identity& it) {
    add(it.is_always);
    add(it.start);
    add(it.step);
  }
  void add(const Generated& it) {
    add(it.expression);
    add(it.storage);
  }
  void add(const Column& it) {
    add(it.name);
    add(it.type);
    add(it.is_nullable);
    add(it.default_value);
    add(it.identity);
    add(it.generated);
    add(it.collation);
    add(it.encoding);
    add(it.aggregate);
    add_all(it.native);
    add(it.comment);
  }
  void add(const Key& it) {
    add(it.name);
    add(it.columns);
    add_all(it.native);
  }
  void add(const ForeignKey& it) {
    add(it.name);
    add(it.columns);
    add(it.target);
    add(it.target_columns);
    add(it.on_delete);
    add(it.on_update);
    add_all(it.native);
  }
  void add(const Check& it) {
    add(it.name);
    add(it.expression);
    add_all(it.native);
  }
  void add(const Index& it) {
    add(it.name);
    add(it.is_unique);
    add(static_cast<std::uint64_t>(it.parts.size()));
    for (const IndexPart& part : it.parts) {
      add(part.expression);
      add(part.is_descending);
      add_all(part.native);
    }
    add(it.method);
    add(it.include);
    add(it.where);
    add_all(it.native);
    add(it.comment);
  }
  void add(const Distribution& it) {
    add(it.style);
    add(it.columns);
    add(it.buckets);
  }
  void add(const SortKey& it) {
    add(it.style);
    for (const SortColumn& column : it.columns) {
      add(column.name);
      add(column.is_descending);
    }
  }
  void add(const Partition& it) {
    add(it.name);
    add(it.bound.kind);
    add_all(it.bound.lower);
    add_all(it.bound.upper);
    add(it.bound.modulus);
    add(it.bound.remainder);
    add_all(it.native);
  }
  void add(const Partitioning& it) {
    add(it.scheme);
    add_all(it.expressions);
    add(it.every);
    add(it.every_unit);
    add(it.partition_count);
    add_all(it.partitions);
  }
  void add(const KeyModel& it) {
    add(it.kind);
    add(it.columns);
  }
  void add(const Physical& it) {
    add(it.distribution);
    add(it.sort_key);
    add(it.partitioning);
    add_all(it.properties);
    add_all(it.indexes);
    add_all(it.native);
  }
  void add(const Table& it) {
    add(it.name);
    add_all(it.columns);
    add(it.primary_key);
    add_all(it.unique_keys);
    add_all(it.foreign_keys);
    add_all(it.checks);
    add(it.key_model);
    add(it.physical);
    add(it.watermark);
    add(it.owner);
    add_all(it.grants);
    add(it.comment);
  }
  void add(const Refresh& it) {
    add(it.mode);
    add(it.every);
    add(it.unit);
    add(it.starting);
    add(it.is_deferred);
  }
  void add(const View& it) {
    add(it.name);
    add(it.is_materialized);
    add(it.body);
    for (const ViewColumn& column : it.columns) {
      add(column.name);
      add(column.comment);
    }
    add(it.security);
    add(it.no_schema_binding);
    add(it.with_no_data);
    add(it.refresh);
    add(it.physical);
    add(it.owner);
    add_all(it.grants);
    add(it.comment);
  }
  void add(const EnumType& it) {
    add(it.name);
    for (const EnumLabel& label : it.labels) add(label.text);
    add(it.comment);
  }
  void add(const Sequence& it) {
    add(it.name);
    add(it.type);
    for (const Boxed<std::int64_t>* number : {&it.start, &it.increment, &it.min, &it.max, &it.cache}) add(*number);
    add(it.is_cycle);
    add(it.owned_by_table);
    add(it.owned_by_column);
    add(it.comment);
  }
  void add(const Namespace& it) {
    add(it.name);
    add(it.comment);
  }

  [[nodiscard]] std::string text() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(&state_);
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
  }

 private:
  XXH3_state_t state_;
};

}  // namespace

std::string fingerprint(const Schema& schema) {
  Hasher hasher;
  hasher.add(schema.warehouse.dialect);
  hasher.add_sorted(schema.namespaces);
  hasher.add_sorted(schema.enums);
  hasher.add_sorted(schema.sequences);
  hasher.add_sorted(schema.tables);
  hasher.add_sorted(schema.views);
  return hasher.text();
}

}  // namespace kura::ir
