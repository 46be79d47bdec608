// What must hold for the data of every dialect.
#include "compiler/dialect/registry.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "compiler/dialect/naming.h"
#include "compiler/dialect/renderer.h"

namespace kura::dialect {

TEST_CASE("dialects: found by name and alias") {
  for (const Dialect* dialect : all_dialects()) {
    CHECK(find_dialect(dialect->name) == dialect);
    for (const std::string_view alias : dialect->aliases) CHECK(find_dialect(alias) == dialect);
  }
  CHECK(find_dialect("oracle") == nullptr);
}

TEST_CASE("dialects: one row for every portable type, in order, and refused ones say what to write instead") {
  for (const Dialect* dialect : all_dialects()) {
    INFO(std::string(dialect->name));
    REQUIRE(dialect->types.size() == ir::kPortableTypeCount);
    for (std::size_t i = 0; i < dialect->types.size(); ++i) {
      const TypeRow& row = dialect->types[i];
      INFO(std::string(ir::type_word(row.kind)));
      CHECK(row.kind == static_cast<ir::TypeKind>(i));
      if (row.fidelity != Fidelity::exact) CHECK_FALSE(row.note.empty());
      if (row.fidelity != Fidelity::refused) CHECK_FALSE(row.plain.empty());
    }
  }
}

TEST_CASE("dialects: words are sorted, lower case and unique") {
  for (const Dialect* dialect : all_dialects()) {
    INFO(std::string(dialect->name));
    for (const auto& words : {dialect->reserved_words, dialect->native_types}) {
      CHECK(std::is_sorted(words.begin(), words.end()));
      CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
      for (const std::string_view word : words) {
        CHECK(std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
      }
    }
    CHECK(is_reserved(*dialect, "select"));
  }
}

TEST_CASE("dialects: a way out for everything refused") {
  for (const Dialect* dialect : all_dialects()) {
    INFO(std::string(dialect->name));
    const Capabilities& has = *dialect->capabilities;
    if (has.indexes == Support::refused) CHECK_FALSE(has.index_way_out.empty());
    if (has.partitions == Support::refused) CHECK_FALSE(has.partition_way_out.empty());
    if (has.materialized_views == Support::refused) CHECK_FALSE(has.materialized_view_way_out.empty());
  }
}

TEST_CASE("dialects: reserved words are quoted, plain names need not be") {
  const ir::Schema schema;
  for (const Dialect* dialect : all_dialects()) {
    INFO(std::string(dialect->name));
    const std::string quoted = dialect->renderer->identifier("select", {*dialect, schema});
    CHECK(quoted != "select");
    const char quote = quoted.front();
    const std::string doubled = dialect->renderer->identifier(std::string("a") + quote + "b", {*dialect, schema});
    CHECK(doubled == std::string() + quote + "a" + quote + quote + "b" + quote);
  }
}

TEST_CASE("made-up names: joined, and cut with a hash that keeps long names apart") {
  const Capabilities& has = *find_dialect("postgres")->capabilities;
  CHECK(made_up_name("orders", {"region", "order_id"}, "key", has) == "orders_region_order_id_key");
  const std::string column(80, 'x');
  const std::string first = made_up_name("orders", {column, "a"}, "key", has);
  const std::string second = made_up_name("orders", {column, "b"}, "key", has);
  CHECK(first.size() <= has.identifier_limit);
  CHECK(first != second);
  CHECK(first.ends_with("_key"));
}

}  // namespace kura::dialect
