// The formatter over whole files: twice is once, the meaning stays, and no comment is lost.
#include <doctest/doctest.h>

#include "compiler/sql/tokens.h"
#include "tests/format/formatted.h"

namespace kura::test {
namespace {

/// Every construct at once, written as badly as it can be.
constexpr const char* kEverything = R"--(
import 'kura/audit.schema'; schema   Sales ;
param   "replicas" = -3; param x = "a""b";
warehouse  Prod:redshift{schema='analytics'; set replicas=1; version = "8"; properties { 'a' = "b"; b = 2; } url = "${URL}"; }
warehouse tiny : sqlite { version = "3"; }
enum s.status was s.old{ new ,paid was 'old paid', 'C d', "check", index_ }
/// About levels.
enum levels {
  /// The first.
  a,
  b
}
mixin m{use other;}
///no blank
///
///  two blanks
table   "Mixed Case" . orders WAS old.orders only on redshift , postgres {
  id   INTEGER    primary key identity ( 1 , 1 ); "check" text;
  a int8 default ( 1 + 2 ) * 3 not null comment 'x' unique;
  b timestamp(3) with time zone default now() references other (id) on delete cascade on update set null
    check ((a > 1 and b < 2) or c = 3) was bb only on postgres;
  /// doc of c
  c numeric(10,2)[] encode ZSTD;

  e double precision null collate "C" generated as (a||b) stored;
  f varchar(10) was "F" not null  on update current_timestamp() ;
  use audited; g super;
  bigname map<string, struct<f: int, "G": array<varchar(10)>>> aggregate replace;
  primary key ( a , b ) deferrable   initially deferred;
  unique index ix on (lower(a) desc nulls   last, b varchar_ops) using btree include (c, d) with (fillfactor = 70)
    where a is not null and not b like 'x%' escape '!' only on postgres;
  foreign key fk (a,b) references s.t (c,d) on update no action on delete set default not valid;
  check "Chk" (a in (1,2,3) or not (b between 1 and 2) and c is distinct from d or case a when 1 then 2 else 3 end = - - 1);
  distribute by HASH ( a ) buckets 16 only on starrocks; sort by interleaved(a,b); sort by (a desc);
  partition by range(sold_on) every 1 month; partition p1 values less than maxvalue;
  partition p2 values from (1, 2) to (3, 4) tablespace x; partition p3 values in ('a','b'); partition p5 default;
  partition p4 values with (modulus 4, remainder 1); model aggregate key(a); owner analytics; watermark f;
  grant select ( region , "X" ), all privileges to analyst, group reporting, public, "public", user "Bob" with grant option;
  for mysql { engine = InnoDB; column payload jsonb not null default 'x' encode lzo; column x timestamp(3) with time zone; }
  for postgres { exclude using gist (a with =, b with &&)
      where (a > 1); replica identity full; }
  for redshift{properties{"k"="v";}}
}
external table ext; external view v3 { a int; }
sequence sq { start 1; increment   5; owned by t.c; }
view v as select 1;
view v2 as
      select a,
        'multi
  line' as x,
	  $$ body
	    stays $$
     from t
  ;
materialized view mv was omv only on redshift { a;
  /// Doc of b
  b; refresh every 1 day starting '2020-01-01'; security invoker; no schema binding; with no data;
  index on (b); for redshift as
    select 1
     from x;
} as
select 1
    from x
  where ${cond} = 1
;
)--";

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2654435761U + 12345) {}
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_;
};

std::vector<std::string> texts() {
  std::vector<std::string> result{kEverything};
  for (const std::string& path : schemas_below({"schemas", "examples"})) result.push_back(read_project_file(path));
  return result;
}

void check_stable(const std::string& text) {
  const Formatted once = format_text(text);
  REQUIRE_MESSAGE(once.errors == "", once.errors << text);
  const Formatted twice = format_text(once.text);
  REQUIRE_MESSAGE(twice.errors == "", twice.errors);
  CHECK_MESSAGE(twice.text == once.text, "formatting again changes the text of\n" << text);
  CHECK_MESSAGE(twice.dump == once.dump, "formatting changes the meaning of\n" << text);
}

/// Places of white space outside strings, names and comments.
std::vector<std::size_t> gaps(const std::string& text) {
  std::vector<std::size_t> result;
  std::size_t end = 0;
  for (const sql::Token& token : sql::tokenize(text)) {
    const std::string gap = text.substr(end, token.begin - end);
    if (gap.find_first_not_of(" \t\n") == std::string::npos && token.begin > end) result.push_back(token.begin - 1);
    end = token.end;
  }
  return result;
}

/// Every comment holds its own number.
std::string with_comments(const std::string& text, Random& random, std::size_t count, bool has_docs) {
  std::string result = text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::vector<std::size_t> places = gaps(result);
    const std::size_t at = places[random.below(places.size())];
    const std::string number = "comment" + std::to_string(i) + "!";
    // A line with the indentation of its entry's first would read as the next entry, for want of a `;`.
    const std::string line_end = "\n" + std::string(40 + i, ' ');
    const std::size_t kind = random.below(has_docs ? 6 : 5);
    const std::string comments[] = {" /* " + number + " */ ",    " // " + number + line_end,
                                    "\n// " + number + line_end, "\n/* " + number + line_end + "more */ ",
                                    " -- " + number + line_end,  "\n/// " + number + line_end};
    result.insert(at, comments[kind]);
  }
  return result;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("format: twice is once, and the meaning stays") {
  for (const std::string& text : texts()) check_stable(text);
}

TEST_CASE("format: the golden tests' schemas") {
  std::size_t count = 0;
  for (const std::string& path : schemas_below({"tests/golden"})) {
    CAPTURE(path);
    const std::string text = read_project_file(path);
    // Those of the parser's mistakes cannot be formatted.
    if (!format_text(text).errors.empty()) continue;
    check_stable(text);
    ++count;
  }
  CHECK(count > 0);
}

TEST_CASE("format: a file on one line, and one with a line for every word") {
  for (const std::string& text : {std::string(kEverything), read_project_file("schemas/tpch/tpch.schema")}) {
    const Formatted original = format_text(text);
    std::string one_line = original.text;
    std::string many_lines = original.text;
    const std::vector<std::size_t> places = gaps(original.text);
    for (auto at = places.rbegin(); at != places.rend(); ++at) {
      if (one_line[*at] == '\n') one_line[*at] = ' ';
      // No two lines of an entry have the same indentation: that would read as a forgotten `;`.
      many_lines.replace(*at, 1, "\n" + std::string(*at % 499, ' '));
    }
    for (const std::string& changed : {one_line, many_lines}) {
      const Formatted result = format_text(changed);
      REQUIRE_MESSAGE(result.errors == "", result.errors);
      CHECK(result.dump == original.dump);
      check_stable(changed);
    }
  }
}

TEST_CASE("format: no comment is lost, doubled, or changes the meaning, wherever it stands") {
  const std::string texts[] = {kEverything, read_project_file("examples/shop/shop.schema")};
  std::size_t formatted = 0;
  for (std::size_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const std::string& text = texts[seed % 2];
    constexpr std::size_t kCount = 40;
    const std::string commented = with_comments(text, random, kCount, false);
    const Formatted result = format_text(commented);
    // By chance a line may read as the next entry all the same.
    if (!result.errors.empty()) continue;
    ++formatted;
    for (std::size_t i = 0; i < kCount; ++i) {
      CHECK_MESSAGE(occurrences(result.text, "comment" + std::to_string(i) + "!") == 1, "comment " << i << " in\n"
                                                                                                   << result.text);
    }
    CHECK(result.dump == format_text(text).dump);
    check_stable(commented);
  }
  CHECK(formatted >= 50);
}

TEST_CASE("format: a doc comment documents the same after formatting as before, wherever it stands") {
  std::size_t formatted = 0;
  for (std::size_t seed = 100; seed < 140; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    constexpr std::size_t kCount = 40;
    const std::string commented = with_comments(kEverything, random, kCount, true);
    const Formatted result = format_text(commented);
    // By chance a line may read as the next entry all the same.
    if (!result.errors.empty()) continue;
    ++formatted;
    for (std::size_t i = 0; i < kCount; ++i) {
      CHECK(occurrences(result.text, "comment" + std::to_string(i) + "!") == 1);
    }
    check_stable(commented);
  }
  CHECK(formatted >= 30);
}

}  // namespace kura::test
