// Compare, part by part.
#include "compiler/diff/compare.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/sql/tokens.h"

namespace kura::diff {
namespace {

template <class T, class Same>
bool same_list(const std::vector<T>& left, const std::vector<T>& right, Same same) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), same);
}

template <class T, class Same>
bool same_box(const Boxed<T>& left, const Boxed<T>& right, Same same) {
  if (!left || !right) return !left && !right;
  return same(*left, *right);
}

bool same_part(const ir::IndexPart& left, const ir::IndexPart& right) {
  return left.expression == right.expression && left.is_descending == right.is_descending &&
         same_native(left.native, right.native);
}

/// Walks over a query: tokens one by one, a relation as one.
class QueryTokens {
 public:
  explicit QueryTokens(const ir::SqlBody& body) : body_(body), tokens_(sql::tokenize(body.text)) {}

  /// The next token in a form that can be compared; false at the end.
  bool next(std::string& token) {
    if (at_ == tokens_.size()) return false;
    const sql::Token& first = tokens_[at_];
    if (relation_ < body_.relations.size() && body_.relations[relation_].begin == first.begin) {
      const ir::RelationUse& use = body_.relations[relation_++];
      while (at_ < tokens_.size() && tokens_[at_].begin < use.end) ++at_;
      token = "\x01" + use.name.schema + '\0' + use.name.name;
      return true;
    }
    ++at_;
    const bool is_name = first.kind == sql::TokenKind::word || first.kind == sql::TokenKind::quoted_name;
    token = is_name ? sql::name_of(first) : std::string(first.text);
    return true;
  }

 private:
  const ir::SqlBody& body_;
  std::vector<sql::Token> tokens_;
  std::size_t at_ = 0;
  std::size_t relation_ = 0;
};

}  // namespace

bool same_native(const std::vector<ir::NativeClause>& left, const std::vector<ir::NativeClause>& right) {
  const auto same = [](const ir::NativeClause& a, const ir::NativeClause& b) {
    return a.keyword == b.keyword && (a.argument == b.argument || sql::same_tokens(a.argument, b.argument));
  };
  return left.size() == right.size() && std::is_permutation(left.begin(), left.end(), right.begin(), same);
}

bool same_key(const ir::Key& left, const ir::Key& right) {
  return left.columns == right.columns && same_native(left.native, right.native);
}

bool same_foreign_key(const ir::ForeignKey& left, const ir::ForeignKey& right) {
  return left.columns == right.columns && left.target == right.target && left.target_columns == right.target_columns &&
         left.on_delete == right.on_delete && left.on_update == right.on_update &&
         same_native(left.native, right.native);
}

bool same_check(const ir::Check& left, const ir::Check& right) {
  return left.expression == right.expression && same_native(left.native, right.native);
}

bool same_index(const ir::Index& left, const ir::Index& right) {
  return left.is_unique == right.is_unique && same_list(left.parts, right.parts, same_part) &&
         left.method == right.method && left.include == right.include && left.where == right.where &&
         same_native(left.native, right.native);
}

bool same_distribution(const Boxed<ir::Distribution>& left, const Boxed<ir::Distribution>& right) {
  return same_box(left, right, [](const ir::Distribution& a, const ir::Distribution& b) {
    return a.style == b.style && a.columns == b.columns && a.buckets == b.buckets;
  });
}

bool same_sort_key(const Boxed<ir::SortKey>& left, const Boxed<ir::SortKey>& right) {
  const auto same_column = [](const ir::SortColumn& a, const ir::SortColumn& b) {
    return a.name == b.name && a.is_descending == b.is_descending;
  };
  return same_box(left, right, [&](const ir::SortKey& a, const ir::SortKey& b) {
    return a.style == b.style && same_list(a.columns, b.columns, same_column);
  });
}

bool same_scheme(const Boxed<ir::Partitioning>& left, const Boxed<ir::Partitioning>& right) {
  return same_box(left, right, [](const ir::Partitioning& a, const ir::Partitioning& b) {
    return a.scheme == b.scheme && a.expressions == b.expressions && a.every == b.every &&
           a.every_unit == b.every_unit && a.partition_count == b.partition_count;
  });
}

bool same_partition(const ir::Partition& left, const ir::Partition& right) {
  return left.bound.kind == right.bound.kind && left.bound.lower == right.bound.lower &&
         left.bound.upper == right.bound.upper && left.bound.modulus == right.bound.modulus &&
         left.bound.remainder == right.bound.remainder && same_native(left.native, right.native);
}

bool same_key_model(const Boxed<ir::KeyModel>& left, const Boxed<ir::KeyModel>& right) {
  return same_box(left, right, [](const ir::KeyModel& a, const ir::KeyModel& b) {
    return a.kind == b.kind && a.columns == b.columns;
  });
}

bool same_refresh(const Boxed<ir::Refresh>& left, const Boxed<ir::Refresh>& right) {
  return same_box(left, right, [](const ir::Refresh& a, const ir::Refresh& b) {
    return a.mode == b.mode && a.every == b.every && a.unit == b.unit && a.starting == b.starting &&
           a.is_deferred == b.is_deferred;
  });
}

bool same_query(const ir::SqlBody& left, const ir::SqlBody& right) {
  if (left.is_native == right.is_native && left.text == right.text && left.relations == right.relations) return true;
  QueryTokens left_tokens(left);
  QueryTokens right_tokens(right);
  std::string left_token;
  std::string right_token;
  for (;;) {
    const bool has_left = left_tokens.next(left_token);
    const bool has_right = right_tokens.next(right_token);
    if (has_left != has_right) return false;
    if (!has_left) return true;
    if (left_token != right_token) return false;
  }
}

}  // namespace kura::diff
