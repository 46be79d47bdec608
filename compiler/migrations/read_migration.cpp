// Reading a migration: lines to directives, directives to steps.
#include "compiler/migrations/read_migration.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"
#include "compiler/migrations/page.h"
#include "compiler/sql/tokens.h"

namespace kura::migrations {
namespace {

/// The statements of the lines, in order; a semicolon ends one.
std::vector<std::string> statements_of(const Lines& lines, SourceRange& unfinished) {
  std::string text;
  for (const Line& line : lines) text.append(line.text).append("\n");
  std::vector<std::string> statements;
  std::size_t begin = std::string::npos;
  std::size_t end = 0;
  for (const sql::Token& token : sql::tokenize(text)) {
    if (!token.is_symbol(";")) {
      if (begin == std::string::npos) begin = token.begin;
      end = token.end;
      continue;
    }
    if (begin != std::string::npos) statements.push_back(text.substr(begin, end - begin));
    begin = std::string::npos;
  }
  if (begin != std::string::npos) {
    unfinished =
        lines[static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n'))]
            .at;
  }
  return statements;
}

std::optional<change::HazardKind> hazard_of(std::string_view code) {
#define KURA_HAZARD(name, hazard, title) \
  if (code == hazard) return change::HazardKind::name;
#include "compiler/change/hazards.def"
#undef KURA_HAZARD
  return std::nullopt;
}

std::optional<change::ObjectKind> take_object_word(std::string_view& text) {
  using change::ObjectKind;
  for (const ObjectKind kind : {ObjectKind::schema, ObjectKind::enumeration, ObjectKind::sequence, ObjectKind::table,
                                ObjectKind::view, ObjectKind::materialized_view}) {
    const std::string word = std::string(object_word(kind)) + " ";
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return kind;
  }
  return std::nullopt;
}

std::size_t take_number(std::string_view& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return 0;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(", "), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return words;
}

std::optional<change::Kind> take_kind(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(' '));
  for (std::size_t i = 0; i < change::kKindCount; ++i) {
    const auto kind = static_cast<change::Kind>(i);
    if (kind_name(kind) != word) continue;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    return kind;
  }
  return std::nullopt;
}

/// The steps of one way: those that run, or those of the way back.
class StepReader {
 public:
  StepReader(std::vector<std::string>& session, std::vector<change::Step>& steps, diag::Sink& sink)
      : session_(session), steps_(steps), sink_(sink) {}

  /// False when the directive does not belong among steps.
  bool read(const Directive& directive);
  void finish(SourceRange at) {
    if (is_open_)
      sink_.report(diag::migration_directive_incomplete, at, {"begin", "`-- kura:commit` and COMMIT behind its steps"});
  }

 private:
  void begin(const Directive& directive);
  void commit(const Directive& directive);
  void step(const Directive& directive);
  void add_to_step(const Directive& directive);
  void wait(const Directive& directive, change::Step& step);
  void statements(const Directive& directive, change::Step& step);
  void bracket(const Directive& directive, std::string_view word);
  void incomplete(const Directive& directive, std::string_view wanted) {
    sink_.report(diag::migration_directive_incomplete, directive.at, {directive.word, std::string(wanted)});
  }

  std::vector<std::string>& session_;
  std::vector<change::Step>& steps_;
  diag::Sink& sink_;
  std::size_t transactions_ = 0;
  bool is_open_ = false;
};

bool StepReader::read(const Directive& directive) {
  const std::string& word = directive.word;
  if (word == "begin") {
    begin(directive);
  } else if (word == "commit") {
    commit(directive);
  } else if (word == "session") {
    SourceRange unfinished;
    session_ = statements_of(directive.below, unfinished);
    if (unfinished.is_valid()) sink_.report(diag::migration_statement_unfinished, unfinished);
  } else if (word == "step") {
    step(directive);
  } else if (word == "why" || word == "hazard" || word == "keep" || word == "check before" || word == "check after" ||
             word == "wait") {
    add_to_step(directive);
  } else {
    return false;
  }
  return true;
}

void StepReader::bracket(const Directive& directive, std::string_view word) {
  SourceRange unfinished;
  const std::vector<std::string> found = statements_of(directive.below, unfinished);
  if (found.size() != 1 || !sql::same_tokens(found.front(), word))
    incomplete(directive, fmt::format("`{};` and nothing else below it", word));
}

void StepReader::begin(const Directive& directive) {
  if (is_open_) incomplete(directive, "the transaction before it to end first");
  bracket(directive, "BEGIN");
  is_open_ = true;
  ++transactions_;
}

void StepReader::commit(const Directive& directive) {
  if (!is_open_) incomplete(directive, "`-- kura:begin` before it");
  bracket(directive, "COMMIT");
  is_open_ = false;
}

void StepReader::step(const Directive& directive) {
  change::Step step;
  std::string_view text = directive.text;
  step.number = take_number(text);
  if (text.starts_with(' ')) text.remove_prefix(1);
  const std::optional<change::ObjectKind> object = take_object_word(text);
  if (step.number != steps_.size() + 1 || !object) {
    return incomplete(directive, fmt::format("`{} table NAME: SUMMARY` behind it", steps_.size() + 1));
  }
  step.object = *object;
  step.name = take_name(text);
  if (step.name.name.empty() || !text.starts_with(": "))
    return incomplete(directive, "a name, a colon and a summary behind it");
  step.summary = text.substr(2);
  step.transaction = is_open_ ? transactions_ : 0;
  steps_.push_back(std::move(step));
  statements(directive, steps_.back());
}

void StepReader::statements(const Directive& directive, change::Step& step) {
  SourceRange unfinished;
  for (std::string& sql : statements_of(directive.below, unfinished)) step.sql.push_back(std::move(sql));
  if (unfinished.is_valid()) sink_.report(diag::migration_statement_unfinished, unfinished);
}

void StepReader::add_to_step(const Directive& directive) {
  if (steps_.empty()) return incomplete(directive, "a step before it");
  change::Step& step = steps_.back();
  const std::string& word = directive.word;
  const bool is_query = word != "why" && word != "hazard";
  if (directive.text.empty()) return incomplete(directive, "a text behind it");
  if (is_query && directive.continued.empty())
    return incomplete(directive, "its query in the comment lines below it, three blanks in");
  if (word == "why") {
    step.reason = directive.text;
  } else if (word == "hazard") {
    const std::optional<change::HazardKind> hazard = hazard_of(directive.text.substr(0, directive.text.find(' ')));
    if (!hazard) return incomplete(directive, "the code of a hazard behind it (`kura explain` lists them)");
    step.hazards.push_back(
        {*hazard, directive.text.substr(std::min(directive.text.find(' ') + 1, directive.text.size()))});
  } else if (word == "keep") {
    step.carry.push_back({directive.text, directive.continued});
  } else if (word == "wait") {
    wait(directive, step);
  } else {
    (word == "check before" ? step.checks_before : step.checks_after).push_back({directive.text, directive.continued});
  }
  statements(directive, step);
}

void StepReader::wait(const Directive& directive, change::Step& step) {
  const std::size_t end = directive.continued.find('\n');
  const std::string_view first = std::string_view(directive.continued).substr(0, end);
  const std::size_t colon = first.find(": ");
  const std::size_t semicolon = first.find("; ");
  if (end == std::string::npos || colon == std::string_view::npos || semicolon == std::string_view::npos ||
      semicolon < colon) {
    return incomplete(directive, "a line `COLUMN: RUNNING, …; FINISHED, …` and a query below it");
  }
  change::Wait wait;
  wait.what = directive.text;
  wait.column = first.substr(0, colon);
  wait.running = words_of(first.substr(colon + 2, semicolon - colon - 2));
  wait.finished = words_of(first.substr(semicolon + 2));
  wait.sql = directive.continued.substr(end + 1);
  step.wait = std::move(wait);
}

const std::vector<std::string>& known_words() {
  static const std::vector<std::string> kWords = {
      "migration",   "written", "warehouse", "previous", "from", "to",     "change", "policy", "baseline",
      "part",        "session", "begin",     "commit",   "step", "why",    "hazard", "keep",   "check before",
      "check after", "wait",    "down",      "state",    "gone", "object", "was"};
  return kWords;
}

class Reader {
 public:
  Reader(BufferId file, const SourceManager& sources, diag::Sink& sink) : file_(file), sources_(sources), sink_(sink) {}

  std::optional<Migration> read();

 private:
  bool header(const Directive& directive);
  void change(const Directive& directive);
  void was(const Directive& directive);
  void up(const std::vector<Directive>& directives);
  void down(const Page& page);
  void state(const Page& page);
  void unknown(const Directive& directive);
  void incomplete(const Directive& directive, std::string_view wanted) {
    sink_.report(diag::migration_directive_incomplete, directive.at, {directive.word, std::string(wanted)});
  }

  BufferId file_;
  const SourceManager& sources_;
  diag::Sink& sink_;
  Migration migration_;
};

void Reader::unknown(const Directive& directive) {
  auto& diagnostic = sink_.report(diag::migration_directive_unknown, directive.at, {directive.word});
  if (std::string help = diag::did_you_mean(directive.word, known_words()); !help.empty())
    diagnostic.helps.push_back(std::move(help));
}

/// False when the directive is not one of the header.
bool Reader::header(const Directive& directive) {
  const std::string& word = directive.word;
  std::string_view text = directive.text;
  if (word == "migration") {
    migration_.id = text;
  } else if (word == "written") {
    if (!text.starts_with("1 by Kura "))
      incomplete(directive, "`1 by Kura VERSION` behind it; a newer format needs a newer Kura");
    migration_.writer = text.substr(std::min(text.size(), std::string_view("1 by Kura ").size()));
  } else if (word == "warehouse") {
    migration_.warehouse = take_name(text).name;
    migration_.dialect = text.substr(std::min<std::size_t>(1, text.size()));
  } else if (word == "previous") {
    migration_.previous = text == "none" ? "" : directive.text;
  } else if (word == "from") {
    migration_.from = text;
  } else if (word == "to") {
    migration_.to = text;
  } else if (word == "change") {
    change(directive);
  } else if (word == "was") {
    was(directive);
  } else if (word == "policy") {
    migration_.policy = text;
  } else if (word == "baseline") {
    migration_.is_baseline = true;
    return true;
  } else if (word == "part") {
    migration_.part = take_number(text);
    if (text.starts_with(" of ")) text.remove_prefix(4);
    migration_.parts = take_number(text);
    if (migration_.part < 1 || migration_.part > migration_.parts) incomplete(directive, "`N of M` behind it");
  } else {
    return false;
  }
  if (directive.text.empty()) incomplete(directive, "a text behind it");
  return true;
}

void Reader::change(const Directive& directive) {
  std::string_view text = directive.text;
  const std::optional<change::Kind> kind = take_kind(text);
  const std::optional<change::ObjectKind> object = take_object_word(text);
  const ir::QualifiedName name = take_name(text);
  if (!kind || !object || name.name.empty() || !text.starts_with(": ")) {
    return incomplete(directive, "`KIND table NAME: WORDS` behind it");
  }
  migration_.changes.push_back({*object, name, *kind, std::string(text.substr(2))});
}

void Reader::was(const Directive& directive) {
  std::string_view text = directive.text;
  const auto take_part = [&text](std::string_view word) {
    if (!text.starts_with(word)) return std::string();
    text.remove_prefix(word.size());
    return take_name(text).name;
  };
  const std::optional<change::ObjectKind> object = take_object_word(text);
  Rename rename;
  rename.object = object.value_or(change::ObjectKind{});
  rename.name = take_name(text);
  rename.column = take_part(" column ");
  rename.label = take_part(" label ");
  if (text.starts_with(": ")) {
    text.remove_prefix(2);
    rename.was = take_name(text);
  }
  if (!object || rename.name.name.empty() || rename.was.name.empty() || !text.empty()) {
    return incomplete(directive, "`table NAME: OLD NAME` or `table NAME column NAME: OLD NAME` behind it");
  }
  migration_.renames.push_back(std::move(rename));
}

void Reader::up(const std::vector<Directive>& directives) {
  StepReader steps(migration_.session, migration_.steps, sink_);
  for (const Directive& directive : directives) {
    if (!header(directive) && !steps.read(directive)) unknown(directive);
  }
  if (!directives.empty()) steps.finish(directives.back().at);
}

void Reader::down(const Page& page) {
  StepReader steps(migration_.undo_session, migration_.undo, sink_);
  const std::vector<Directive> directives = directives_of(page.down, sink_);
  for (const Directive& directive : directives) {
    if (!steps.read(directive)) unknown(directive);
  }
  if (!directives.empty()) steps.finish(directives.back().at);
}

void Reader::state(const Page& page) {
  for (const Directive& directive : directives_of(page.state, sink_)) {
    if (directive.word == "gone") {
      migration_.gone.push_back(directive.text);
    } else if (directive.word == "object") {
      ObjectState object{directive.text, {}};
      for (const Line& line : directive.below) {
        std::string_view text = line.text;
        text.remove_prefix(std::min<std::size_t>(text.starts_with("-- ") ? 3 : 2, text.size()));
        object.text.append(text).append("\n");
      }
      migration_.objects.push_back(std::move(object));
    } else {
      unknown(directive);
    }
  }
}

std::optional<Migration> Reader::read() {
  const std::size_t errors = sink_.error_count();
  const Page page = split_page(file_, sources_.text(file_), sink_);
  up(directives_of(page.up, sink_));
  down(page);
  state(page);
  const bool has_header =
      !migration_.id.empty() && !migration_.warehouse.empty() && !migration_.from.empty() && !migration_.to.empty();
  if (!has_header) sink_.report(diag::migration_header_incomplete, {file_, 0, 0});
  if (sink_.error_count() > errors) return std::nullopt;
  return std::move(migration_);
}

}  // namespace

std::optional<Migration> read_migration(BufferId file, const SourceManager& sources, diag::Sink& sink) {
  return Reader(file, sources, sink).read();
}

}  // namespace kura::migrations
