// The rows of answers: complete, reachable, and with their reasons.
#include "compiler/dialect/alteration.h"

#include <doctest/doctest.h>

#include <set>

#include "compiler/dialect/migrator.h"
#include "compiler/dialect/registry.h"

namespace kura::dialect {
namespace {

using change::Kind;

constexpr Kind kAllKinds[] = {
#define KURA_CHANGE(name, part, words) Kind::name,
#include "compiler/change/change_kinds.def"
#undef KURA_CHANGE
};

}  // namespace

TEST_CASE("alteration: every dialect answers every kind of change") {
  for (const Dialect* dialect : all_dialects()) {
    std::set<Kind> answered;
    for (const AlterRow& row : dialect->migration->rows) {
      if (row.when == nullptr && row.method != Method::recreate_column) answered.insert(row.kind);
    }
    for (const Kind kind : kAllKinds) {
      CAPTURE(dialect->name);
      CAPTURE(change::kind_name(kind));
      CHECK(answered.contains(kind));
    }
  }
}

TEST_CASE("alteration: no row stands behind one that takes everything") {
  for (const Dialect* dialect : all_dialects()) {
    if (!dialect->parent.empty()) continue;  // its own rows stand before its parent's and are meant to hide them
    std::set<Kind> closed;
    for (const AlterRow& row : dialect->migration->rows) {
      CAPTURE(dialect->name);
      CAPTURE(change::kind_name(row.kind));
      CHECK_FALSE(closed.contains(row.kind));
      if (row.when == nullptr && row.method != Method::recreate_column) closed.insert(row.kind);
    }
  }
}

TEST_CASE("alteration: every row names its fact; what is refused or rebuilt says why") {
  for (const Dialect* dialect : all_dialects()) {
    for (const AlterRow& row : dialect->migration->rows) {
      CAPTURE(dialect->name);
      CAPTURE(change::kind_name(row.kind));
      CHECK_FALSE(row.fact.empty());
      if (row.method == Method::refuse || row.method == Method::rebuild) CHECK_FALSE(row.reason.empty());
    }
  }
}

TEST_CASE("alteration: what a conversion does to values") {
  const auto type = [](ir::TypeKind kind, int length = -1, int scale = -1) {
    ir::Type result;
    result.kind = kind;
    result.length = length;
    result.scale = scale;
    return result;
  };
  using ir::TypeKind;
  CHECK(conversion(type(TypeKind::int_), type(TypeKind::bigint)) == Conversion::widening);
  CHECK(conversion(type(TypeKind::bigint), type(TypeKind::int_)) == Conversion::narrowing);
  CHECK(conversion(type(TypeKind::varchar, 10), type(TypeKind::varchar, 20)) == Conversion::widening);
  CHECK(conversion(type(TypeKind::varchar, 20), type(TypeKind::varchar, 10)) == Conversion::narrowing);
  CHECK(conversion(type(TypeKind::varchar, 20), type(TypeKind::text)) == Conversion::widening);
  CHECK(conversion(type(TypeKind::text), type(TypeKind::varchar, 20)) == Conversion::narrowing);
  CHECK(conversion(type(TypeKind::decimal, 10, 2), type(TypeKind::decimal, 12, 2)) == Conversion::widening);
  CHECK(conversion(type(TypeKind::decimal, 10, 2), type(TypeKind::decimal, 10, 4)) == Conversion::narrowing);
  CHECK(conversion(type(TypeKind::int_), type(TypeKind::date)) == Conversion::other);
  CHECK(conversion(type(TypeKind::date), type(TypeKind::date)) == Conversion::none);
}

}  // namespace kura::dialect
