// Declarations: what the tree holds for each of them.
#include <doctest/doctest.h>

#include "tests/parse/parsed.h"

namespace kura::testing {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("parse: schema, import and param") {
  const Parsed parsed("schema Sales;\nimport \"kura/audit.schema\";\nparam replicas = 3;\nparam p = 'it''s';");
  CHECK(parsed.findings() == Texts{});
  CHECK(parsed.declaration<ast::SchemaDecl>(0).name.text == "sales");
  CHECK(parsed.declaration<ast::ImportDecl>(1).path == "kura/audit.schema");
  CHECK(parsed.declaration<ast::ParameterDecl>(2).name.text == "replicas");
  CHECK(parsed.declaration<ast::ParameterDecl>(2).value.kind == ast::ValueKind::number);
  CHECK(parsed.declaration<ast::ParameterDecl>(3).value.text == "it's");
}

TEST_CASE("parse: a warehouse's settings, parameters and properties") {
  const Parsed parsed(R"(warehouse Lake : starrocks {
  version = "3.2"; deployment = Serverless; limit = - 5; on_call = true; size = ${n}; schema = "Main";
  properties { "replication_num" = "${replicas}"; fast = false; }
  set enable_x = on;
})");
  CHECK(parsed.findings() == Texts{});
  const auto& lake = parsed.declaration<ast::WarehouseDecl>();
  CHECK(lake.name.text == "lake");
  CHECK(lake.dialect.text == "starrocks");
  REQUIRE(lake.settings.size() == 6);
  CHECK(lake.settings[0].value.kind == ast::ValueKind::string);
  CHECK(lake.settings[1].value.kind == ast::ValueKind::word);
  CHECK(lake.settings[1].value.text == "serverless");
  CHECK(lake.settings[2].value.text == "-5");
  CHECK(lake.settings[3].value.kind == ast::ValueKind::boolean);
  CHECK(lake.settings[4].value.kind == ast::ValueKind::parameter);
  CHECK(lake.settings[4].value.text == "n");
  CHECK(lake.settings[5].value.text == "Main");
  REQUIRE(lake.properties.size() == 2);
  CHECK(lake.properties[0].key == "replication_num");
  CHECK(lake.properties[0].value.text == "${replicas}");
  CHECK_FALSE(lake.properties[1].is_quoted);
  REQUIRE(lake.parameters.size() == 1);
  CHECK(lake.parameters[0].value.text == "on");
}

TEST_CASE("parse: lint takes words, numbers and names in parentheses") {
  const Parsed parsed("lint { Naming = error; most_columns = 300; large = (orders, Sales.\"Big One\"); }");
  CHECK(parsed.findings() == Texts{});
  const auto& lint = parsed.declaration<ast::LintDecl>();
  REQUIRE(lint.settings.size() == 3);
  CHECK(lint.settings[0].key.text == "naming");
  CHECK(lint.settings[0].value.text == "error");
  CHECK(lint.settings[1].value.kind == ast::ValueKind::number);
  REQUIRE(lint.settings[2].names.size() == 2);
  CHECK(lint.settings[2].names[1].schema.text == "sales");
  CHECK(lint.settings[2].names[1].name.text == "Big One");
  CHECK(Parsed("lint { naming; }\ntable t { id int; }").findings().size() == 1);
}

TEST_CASE("parse: an enum's labels keep strings and fold names") {
  const Parsed parsed(
      "enum sales.Status was old_status { New, /// paid in full\n  /// money is here\n  paid was 'PAID',"
      " 'c d', '', \"Q\" }");
  CHECK(parsed.findings() == Texts{"KURA0113 1:41 this doc comment documents nothing"});
  const auto& status = parsed.declaration<ast::EnumDecl>();
  CHECK(status.name.schema.text == "sales");
  CHECK(status.name.name.text == "status");
  CHECK(status.was.name.text == "old_status");
  REQUIRE(status.labels.size() == 5);
  CHECK(status.labels[0].text == "new");
  CHECK_FALSE(status.labels[0].is_quoted);
  CHECK(status.labels[1].was == "PAID");
  CHECK(status.labels[1].doc == "money is here");
  CHECK(status.labels[2].text == "c d");
  CHECK(status.labels[2].is_quoted);
  CHECK(status.labels[3].text.empty());
  CHECK(status.labels[4].text == "Q");
}

TEST_CASE("parse: an empty enum is for the analysis to refuse") {
  const Parsed parsed("enum e { }");
  CHECK(parsed.findings() == Texts{});
  CHECK(parsed.declaration<ast::EnumDecl>().labels.empty());
}

TEST_CASE("parse: tables, mixins and external tables") {
  const Parsed parsed(
      "/// One row.\n/// Two lines.\ntable s.Orders was \"Old\".orders only on redshift, postgres { id int; }\n"
      "mixin audited { at date; }\nexternal table logs { id int; }\nexternal table bare;\n"
      "external view v only on mysql;");
  CHECK(parsed.findings() == Texts{});
  const auto& table = parsed.declaration<ast::TableDecl>(0);
  CHECK(parsed.file.declarations[0].doc == "One row.\nTwo lines.");
  CHECK(table.name.name.text == "orders");
  CHECK(table.was.schema.text == "Old");
  CHECK(table.was.schema.is_quoted);
  REQUIRE(parsed.file.declarations[0].only_on.size() == 2);
  CHECK(parsed.file.declarations[0].only_on[1].text == "postgres");
  CHECK(table.members.size() == 1);
  CHECK_FALSE(table.is_external);
  CHECK(parsed.declaration<ast::MixinDecl>(1).members.size() == 1);
  CHECK(parsed.declaration<ast::TableDecl>(2).is_external);
  CHECK(parsed.declaration<ast::TableDecl>(3).members.empty());
  CHECK(parsed.declaration<ast::ViewDecl>(4).is_external);
  CHECK(parsed.file.declarations[4].only_on.size() == 1);
}

TEST_CASE("parse: a view's SQL runs to its semicolon and is kept as written") {
  const std::string sql =
      "select ';', \"a;b\", $$;$$, $x$ ; $$ $x$ -- no ; here\n  /* ; */ from t where (a # 1) and ${p}";
  const Parsed parsed("view v as\n  " + sql + " ;\nview w as select 1;");
  CHECK(parsed.findings() == Texts{});
  REQUIRE(parsed.file.declarations.size() == 2);
  CHECK(parsed.declaration<ast::ViewDecl>().body.text == sql);
  CHECK(parsed.sources.slice(parsed.declaration<ast::ViewDecl>().body.at) == sql);
}

TEST_CASE("parse: a view's header") {
  const Parsed parsed(R"(materialized view m {
  /// The day.
  day; Key; "Odd";
  refresh deferred every 1 day starting '2026-01-01';
  security invoker; no schema binding; with no data;
  for postgres as select 2;
} as select 1;)");
  CHECK(parsed.findings() == Texts{});
  const auto& view = parsed.declaration<ast::ViewDecl>();
  CHECK(view.is_materialized);
  REQUIRE(view.members.size() == 8);
  CHECK(view.members[0].doc == "The day.");
  CHECK(std::get<ast::ViewColumn>(view.members[0].node).name.text == "day");
  CHECK(std::get<ast::ViewColumn>(view.members[1].node).name.text == "key");
  CHECK(std::get<ast::ViewColumn>(view.members[2].node).name.is_quoted);
  const auto& refresh = std::get<ast::RefreshClause>(view.members[3].node);
  REQUIRE(refresh.items.size() == 3);
  CHECK(refresh.items[0].word == "deferred");
  CHECK(refresh.items[1].word == "every");
  CHECK(refresh.items[1].number.text == "1");
  CHECK(refresh.items[2].word == "day");
  CHECK(refresh.starting.text == "2026-01-01");
  CHECK(std::get<ast::ViewOptionClause>(view.members[4].node).keyword == "security");
  CHECK(std::get<ast::ViewOptionClause>(view.members[5].node).rest.text == "schema binding");
  CHECK(std::get<ast::ViewOptionClause>(view.members[6].node).rest.text == "no data");
  CHECK(std::get<ast::ForClause>(view.members[7].node).body.text == "select 2");
}

TEST_CASE("parse: a sequence's options have single blanks") {
  const Parsed parsed("sequence s was r { start  1; Increment -5; no /* x */ cycle; owned by t.c; as int; }");
  CHECK(parsed.findings() == Texts{});
  const auto& sequence = parsed.declaration<ast::SequenceDecl>();
  REQUIRE(sequence.options.size() == 5);
  CHECK(sequence.was.name.text == "r");
  CHECK(sequence.options[0].words == "start 1");
  CHECK(sequence.options[1].words == "Increment -5");
  CHECK(sequence.options[2].words == "no cycle");
  CHECK(sequence.options[3].words == "owned by t.c");
}

TEST_CASE("parse: a byte order mark and line ends of any kind") {
  const Parsed parsed("\xEF\xBB\xBF/// A\r\n/// B\r\ntable t {\r\n a int;\r\n}\r\n");
  CHECK(parsed.findings() == Texts{});
  CHECK(parsed.file.declarations.at(0).doc == "A\nB");
}

TEST_CASE("parse: comments are kept when asked for, but not those inside raw text") {
  const std::string text =
      "// one\ntable t { /* two */ a int; } // three\n//// four\n/// doc\nview v as select 1 -- raw\n from t;";
  const Parsed parsed(text, {.keep_comments = true});
  std::vector<std::string> comments;
  for (const ast::Comment& comment : parsed.file.comments) comments.emplace_back(parsed.sources.slice(comment.at));
  CHECK(comments == Texts{"// one", "/* two */", "// three", "//// four"});
  REQUIRE(parsed.file.docs.size() == 1);
  CHECK(parsed.sources.slice(parsed.file.docs[0]) == "/// doc");
  CHECK(Parsed(text).file.comments.empty());
}

TEST_CASE("parse: doc comments that document nothing are told") {
  const Parsed parsed("table t {\n  a int; /// behind\n  b int;\n  /// at the end\n}\n/// in the way\n");
  CHECK(parsed.findings() == Texts{"KURA0113 2:10 this doc comment documents nothing",
                                   "KURA0113 4:3 this doc comment documents nothing",
                                   "KURA0113 6:1 this doc comment documents nothing"});
  CHECK(parsed.declaration<ast::TableDecl>().members[1].doc.empty());
}

TEST_CASE("parse: places are byte offsets of the buffer") {
  const Parsed parsed("table t { a varchar(10) not null; }");
  const auto& column = std::get<ast::Column>(parsed.declaration<ast::TableDecl>().members[0].node);
  CHECK(parsed.sources.slice(column.name.at) == "a");
  CHECK(parsed.sources.slice(column.type->at) == "varchar(10)");
  CHECK(parsed.sources.slice(column.attributes[0].at) == "not null");
  CHECK(parsed.sources.slice(column.at) == "a varchar(10) not null;");
  CHECK(parsed.sources.slice(parsed.file.declarations[0].at) == "table t { a varchar(10) not null; }");
}

}  // namespace
}  // namespace kura::testing
