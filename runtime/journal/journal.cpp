// Journal: its rows as SQL.
#include "runtime/journal/journal.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/journal/words.h"

namespace kura::journal {
namespace {

using db::Answer;
using db::Done;
using db::Outcome;

// In the place of the hash of facts: there are none, as the engine knows nothing of such an object.
constexpr std::string_view kNotInCatalog = "declared";
constexpr std::string_view kRunColumns =
    "run, migration, direction, status, content, from_state, to_state, step_count, writer, started_at, finished_at";
constexpr std::string_view kStepColumns =
    "step, place, status, summary, content, seen_before, error, duration_ms, row_count, started_at, finished_at";
// Bytes: what the smallest text column of an engine takes, with room for its escapes.
constexpr std::size_t kLongestText = 60'000;
constexpr std::size_t kLongestSummary = 400;

std::string text_of(const db::Value& value) {
  return value.value_or("");
}

std::int64_t number_of(const db::Value& value, std::int64_t fallback = -1) {
  return value ? std::stoll(*value) : fallback;
}

std::string number_or_null(std::int64_t number) {
  return number < 0 ? "NULL" : std::to_string(number);
}

Run run_of(const db::Row& row) {
  Run run;
  run.number = number_of(row[0]);
  run.migration = text_of(row[1]);
  run.direction = direction_of(text_of(row[2]));
  run.status = run_status_of(text_of(row[3]));
  run.content = text_of(row[4]);
  run.from = text_of(row[5]);
  run.to = text_of(row[6]);
  run.step_count = static_cast<std::size_t>(number_of(row[7], 0));
  run.writer = text_of(row[8]);
  run.started_at = text_of(row[9]);
  run.finished_at = text_of(row[10]);
  return run;
}

StepRecord step_of(const db::Row& row) {
  StepRecord record;
  record.step = static_cast<std::size_t>(number_of(row[0], 0));
  record.place = static_cast<std::size_t>(number_of(row[1], 0));
  record.status = step_status_of(text_of(row[2]));
  record.summary = text_of(row[3]);
  record.content = text_of(row[4]);
  record.seen_before = text_of(row[5]);
  record.error = text_of(row[6]);
  record.duration_ms = number_of(row[7]);
  record.rows = number_of(row[8]);
  record.started_at = text_of(row[9]);
  record.finished_at = text_of(row[10]);
  return record;
}

/// At most so many bytes, cut between two characters.
std::string shortened(const std::string& text, std::size_t longest) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

/// What was cut off when it was written counts as the same.
bool is_same(const KnownObject& one, const KnownObject& other) {
  return one.content == other.content && one.declared == other.declared;
}

template <class Value, class Make>
Outcome<std::vector<Value>> read_all(const Outcome<Answer>& answer, Make make) {
  if (!answer.ok()) return answer.error();
  std::vector<Value> values;
  for (const db::Row& row : answer.value().rows) values.push_back(make(row));
  return values;
}

}  // namespace

std::string Journal::quoted_or_null(const std::string& text) const {
  return text.empty() ? "NULL" : quoted(text);
}

Outcome<Done> Journal::tell(const std::string& sql) {
  Outcome<Answer> answer = connection_.execute(sql);
  if (!answer.ok()) return answer.error();
  return Done{};
}

Outcome<bool> Journal::exists() {
  const Outcome<Answer> answer = ask("SELECT version FROM kura_journal");
  if (answer.ok()) return true;
  if (answer.error().kind == db::ErrorKind::missing) return false;
  return answer.error();
}

Outcome<Done> Journal::create(const Setup& setup) {
  for (const std::string& sql : setup.create) {
    Outcome<Done> made = tell(sql);
    // What a run that was cut off has made already.
    if (!made.ok() && made.error().kind != db::ErrorKind::duplicate) return made;
  }
  return tell(fmt::format("INSERT INTO kura_journal (version, declared) VALUES ({}, {})", setup.version,
                          quoted(setup.declared)));
}

Outcome<Done> Journal::upgrade(const Setup& setup, const std::string& declared) {
  const Result<std::vector<std::string>> statements = setup.upgrade(declared);
  if (!statements.ok()) return db::Error{db::ErrorKind::unsupported, "", statements.error(), ""};
  for (const std::string& sql : statements.value()) {
    Outcome<Done> done = tell(sql);
    const bool was_done =
        !done.ok() && (done.error().kind == db::ErrorKind::duplicate || done.error().kind == db::ErrorKind::missing);
    if (!done.ok() && !was_done) return done;
  }
  // The new row first: without any row the journal would look like one that was never finished.
  Outcome<Done> added = tell(fmt::format("INSERT INTO kura_journal (version, declared) VALUES ({}, {})", setup.version,
                                         quoted(setup.declared)));
  if (!added.ok()) return added;
  return tell(fmt::format("DELETE FROM kura_journal WHERE version < {}", setup.version));
}

Outcome<Done> Journal::prepare(const Setup& setup) {
  const Outcome<Answer> answer = ask("SELECT version, declared FROM kura_journal ORDER BY version DESC");
  if (!answer.ok() && answer.error().kind != db::ErrorKind::missing) return answer.error();
  // The row comes after all tables: without it they may not all be there.
  if (!answer.ok() || answer.value().rows.empty()) return create(setup);
  const db::Row& row = answer.value().rows.front();
  const std::int64_t version = number_of(row[0], 0);
  if (version == setup.version) return Done{};
  if (version > setup.version) {
    return db::Error{
        db::ErrorKind::unsupported, "",
        fmt::format("the journal in this database was written by a newer Kura (its version {}, this one knows {})",
                    version, setup.version),
        "use that Kura, or a newer one"};
  }
  return upgrade(setup, text_of(row[1]));
}

Outcome<std::vector<Run>> Journal::runs() {
  return read_all<Run>(ask(fmt::format("SELECT {} FROM kura_migrations WHERE warehouse = {} ORDER BY run", kRunColumns,
                                       quoted(warehouse_))),
                       run_of);
}

Outcome<std::vector<OpenRun>> Journal::open_runs() {
  const Outcome<bool> there = exists();
  if (!there.ok()) return there.error();
  if (!there.value()) return std::vector<OpenRun>();
  return read_all<OpenRun>(ask(fmt::format("SELECT warehouse, migration FROM kura_migrations WHERE status = '{}' "
                                           "ORDER BY run",
                                           run_status_word(RunStatus::running))),
                           [](const db::Row& row) {
                             return OpenRun{text_of(row[0]), text_of(row[1])};
                           });
}

Outcome<std::vector<StepRecord>> Journal::steps(std::int64_t run) {
  return read_all<StepRecord>(
      ask(fmt::format("SELECT {} FROM kura_steps WHERE run = {} ORDER BY step, place", kStepColumns, run)), step_of);
}

Outcome<std::vector<Carried>> Journal::carried(std::int64_t run) {
  return read_all<Carried>(
      ask(fmt::format("SELECT place, step, what, statement, status FROM kura_carried WHERE run = {} ORDER BY place",
                      run)),
      [](const db::Row& row) {
        return Carried{static_cast<std::size_t>(number_of(row[0], 0)), static_cast<std::size_t>(number_of(row[1], 0)),
                       text_of(row[2]), text_of(row[3]), text_of(row[4]) == kRestored};
      });
}

Outcome<KnownObjects> Journal::objects() {
  return objects_where(fmt::format("content <> '{}' AND warehouse = {}", kNotInCatalog, quoted(warehouse_)));
}

Outcome<KnownObjects> Journal::all_objects() {
  return objects_where(fmt::format("content <> '{}'", kNotInCatalog));
}

Outcome<Declarations> Journal::declarations() {
  const Outcome<KnownObjects> found = objects_where(fmt::format("content = '{}'", kNotInCatalog));
  if (!found.ok()) return found.error();
  Declarations declarations;
  for (const auto& [object, known] : found.value()) declarations.emplace(object, known.declared);
  return declarations;
}

Outcome<Done> Journal::write_declarations(const Declarations& declarations) {
  const Outcome<KnownObjects> before =
      objects_where(fmt::format("content = '{}' AND warehouse = {}", kNotInCatalog, quoted(warehouse_)));
  if (!before.ok()) return before.error();
  KnownObjects after;
  for (const auto& [object, text] : declarations)
    after.emplace(object, KnownObject{std::string(kNotInCatalog), {}, text});
  return write_objects(before.value(), after);
}

Outcome<KnownObjects> Journal::objects_where(const std::string& condition) {
  const Outcome<Answer> answer =
      ask(fmt::format("SELECT object, content, facts, declared FROM kura_objects WHERE {} ORDER BY object", condition));
  if (!answer.ok()) return answer.error();
  KnownObjects objects;
  for (const db::Row& row : answer.value().rows) {
    objects[text_of(row[0])] = {text_of(row[1]), text_of(row[2]), text_of(row[3])};
  }
  return objects;
}

Outcome<Run> Journal::begin(Run run) {
  const Outcome<Answer> last = ask("SELECT max(run) FROM kura_migrations");
  if (!last.ok()) return last.error();
  run.number = last.value().rows.empty() ? 1 : number_of(last.value().rows[0][0], 0) + 1;
  const Outcome<Done> written = tell(fmt::format(
      "INSERT INTO kura_migrations (warehouse, {}) VALUES ({}, {}, {}, '{}', '{}', {}, {}, {}, {}, {}, {}, {})",
      kRunColumns, quoted(warehouse_), run.number, quoted(run.migration), direction_word(run.direction),
      run_status_word(run.status), quoted(run.content), quoted(run.from), quoted(run.to), run.step_count,
      quoted(run.writer), quoted(run.started_at), quoted_or_null(run.finished_at)));
  if (!written.ok()) return written.error();
  return run;
}

Outcome<Done> Journal::finish(const Run& run) {
  return tell(fmt::format("UPDATE kura_migrations SET status = '{}', finished_at = {} WHERE run = {}",
                          run_status_word(run.status), quoted_or_null(run.finished_at), run.number));
}

Outcome<Done> Journal::add(std::int64_t run, const StepRecord& record) {
  return tell(fmt::format("INSERT INTO kura_steps (run, {}) VALUES ({}, {}, {}, '{}', {}, {}, {}, {}, {}, {}, {}, {})",
                          kStepColumns, run, record.step, record.place, step_status_word(record.status),
                          quoted(shortened(record.summary, kLongestSummary)), quoted(record.content),
                          quoted_or_null(record.seen_before), quoted_or_null(shortened(record.error, kLongestText)),
                          number_or_null(record.duration_ms), number_or_null(record.rows), quoted(record.started_at),
                          quoted_or_null(record.finished_at)));
}

Outcome<Done> Journal::replace(std::int64_t run, const StepRecord& record) {
  return tell(fmt::format(
      "UPDATE kura_steps SET status = '{}', summary = {}, content = {}, seen_before = {}, error = "
      "{}, duration_ms = {}, row_count = {}, started_at = {}, finished_at = {} WHERE run = {} AND "
      "step = {} AND place = {}",
      step_status_word(record.status), quoted(shortened(record.summary, kLongestSummary)), quoted(record.content),
      quoted_or_null(record.seen_before), quoted_or_null(shortened(record.error, kLongestText)),
      number_or_null(record.duration_ms), number_or_null(record.rows), quoted(record.started_at),
      quoted_or_null(record.finished_at), run, record.step, record.place));
}

Outcome<Done> Journal::erase(std::int64_t run, std::size_t step) {
  return tell(fmt::format("DELETE FROM kura_steps WHERE run = {} AND step = {}", run, step));
}

Outcome<Done> Journal::add_carried(std::int64_t run, const Carried& carried) {
  return tell(fmt::format(
      "INSERT INTO kura_carried (run, place, step, what, statement, status) VALUES ({}, {}, {}, {}, {}, '{}')", run,
      carried.place, carried.step, quoted(shortened(carried.what, kLongestSummary)), quoted(carried.statement),
      carried.is_restored ? kRestored : kTaken));
}

Outcome<Done> Journal::erase_carried(std::int64_t run, std::size_t step) {
  return tell(fmt::format("DELETE FROM kura_carried WHERE run = {} AND step = {}", run, step));
}

Outcome<Done> Journal::mark_restored(std::int64_t run, std::size_t place) {
  return tell(
      fmt::format("UPDATE kura_carried SET status = '{}' WHERE run = {} AND place = {}", kRestored, run, place));
}

Outcome<Done> Journal::write_object(const std::string& object, const KnownObject& known, bool is_new) {
  const std::string id = object_id(warehouse_, object);
  const std::string facts = quoted(shortened(known.facts, kLongestText));
  const std::string declared = quoted_or_null(known.declared.size() > kLongestText ? std::string() : known.declared);
  if (!is_new) {
    return tell(fmt::format("UPDATE kura_objects SET content = '{}', facts = {}, declared = {} WHERE id = '{}'",
                            known.content, facts, declared, id));
  }
  return tell(fmt::format(
      "INSERT INTO kura_objects (id, warehouse, object, content, facts, declared) VALUES ('{}', {}, {}, '{}', {}, {})",
      id, quoted(warehouse_), quoted(object), known.content, facts, declared));
}

Outcome<Done> Journal::write_objects(const KnownObjects& before, const KnownObjects& after) {
  for (const auto& [object, known] : before) {
    if (after.contains(object)) continue;
    const Outcome<Done> erased =
        tell(fmt::format("DELETE FROM kura_objects WHERE id = '{}'", object_id(warehouse_, object)));
    if (!erased.ok()) return erased;
  }
  for (const auto& [object, known] : after) {
    const auto found = before.find(object);
    if (found != before.end() && is_same(found->second, known)) continue;
    if (const Outcome<Done> written = write_object(object, known, found == before.end()); !written.ok()) return written;
  }
  return Done{};
}

std::vector<Run> applied(const std::vector<Run>& runs) {
  std::vector<Run> result;
  for (const Run& run : runs) {
    if (run.status == RunStatus::running) continue;
    if (run.direction == Direction::up) {
      result.push_back(run);
    } else {
      std::erase_if(result, [&](const Run& it) { return it.migration == run.migration; });
    }
  }
  return result;
}

const Run* unfinished(const std::vector<Run>& runs) {
  const auto found =
      std::find_if(runs.begin(), runs.end(), [](const Run& run) { return run.status == RunStatus::running; });
  return found == runs.end() ? nullptr : &*found;
}

}  // namespace kura::journal
