// The driver by libsqlite3: opens the file.
#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "compiler/diag/suggest.h"
#include "runtime/db/secrets.h"
#include "runtime/db/sqlite/connection.h"
#include "runtime/db/sqlite/result_code.h"

namespace kura::db::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr Parameter kParameters[] = {{"mode"}, {"busy_timeout"}};
constexpr std::string_view kInMemory = ":memory:";
constexpr int kDefaultBusyMilliseconds = 5000;

struct Mode {
  std::string_view word;
  int flags;
};
constexpr Mode kModes[] = {
    {"ro", SQLITE_OPEN_READONLY}, {"rw", SQLITE_OPEN_READWRITE}, {"rwc", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE}};

const Mode* find_mode(const Url& url) {
  const auto found = url.parameters.find("mode");
  const std::string_view word = found == url.parameters.end() ? "rwc" : std::string_view(found->second);
  for (const Mode& mode : kModes) {
    if (mode.word == word) return &mode;
  }
  return nullptr;
}

std::optional<int> busy_milliseconds(const Url& url) {
  const auto found = url.parameters.find("busy_timeout");
  if (found == url.parameters.end()) return kDefaultBusyMilliseconds;
  const std::string& text = found->second;
  int result = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), result);
  if (problem != std::errc() || end != text.data() + text.size() || result < 0) return std::nullopt;
  return result;
}

std::optional<Error> check_file(const std::string& file, const Mode& mode) {
  std::error_code ignored;
  const fs::path path(file);
  if (fs::is_directory(path, ignored)) {
    return Error{ErrorKind::usage, {}, fmt::format("`{}` is a folder", file), "name a file in it"};
  }
  if (fs::exists(path, ignored)) return std::nullopt;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored)) {
    return Error{ErrorKind::no_database,
                 {},
                 fmt::format("there is no folder `{}`", folder.string()),
                 "make it, or mend the path of the database file"};
  }
  if ((mode.flags & SQLITE_OPEN_CREATE) != 0) return std::nullopt;
  return Error{ErrorKind::no_database,
               {},
               fmt::format("there is no file `{}`", file),
               "mend the path; `kura apply` makes it, unless the address says `mode`"};
}

/// The file is first read here: what is no database is told at once.
std::optional<Error> check_database(sqlite3* database, const std::string& file) {
  const int code = sqlite3_exec(database, "PRAGMA schema_version", nullptr, nullptr, nullptr);
  const bool is_busy = (code & 0xff) == SQLITE_BUSY;
  if (code == SQLITE_OK || is_busy) return std::nullopt;
  Error error = error_of(database);
  error.message = fmt::format("`{}`: {}", file, error.message);
  error.help = "check that the path is the one of a database file, and that you may read it";
  return error;
}

Outcome<std::unique_ptr<Connection>> open(const Url& url, const ConnectOptions& options, std::string_view) {
  Outcome<Database> database = open_database(url, options.makes_database);
  if (!database.ok()) return database.error();
  return std::unique_ptr<Connection>(std::make_unique<SqliteConnection>(std::move(database.value())));
}

}  // namespace

extern const Driver kDriver;
const Driver kDriver{true, kParameters, check_url, open};

std::optional<Error> check_url(const Url& url) {
  if (!busy_milliseconds(url)) {
    return Error{ErrorKind::usage, {}, "`busy_timeout` is not a number of milliseconds", "write `busy_timeout=5000`"};
  }
  if (find_mode(url)) return std::nullopt;
  const std::string& word = url.parameters.at("mode");
  const std::string guess = diag::did_you_mean(word, {"ro", "rw", "rwc"});
  return Error{ErrorKind::usage,
               {},
               fmt::format("unknown mode `{}`", word),
               guess.empty() ? "the modes are ro, rw and rwc" : guess};
}

Outcome<Database> open_database(const Url& url, bool makes_file) {
  if (std::optional<Error> error = check_url(url)) return *error;
  const bool has_mode = url.parameters.contains("mode");
  const Mode& mode = makes_file || has_mode ? *find_mode(url) : kModes[1];
  const bool is_in_memory = url.database == kInMemory;
  if (!is_in_memory) {
    if (std::optional<Error> error = check_file(url.database, mode)) return *error;
  }
  // Libraries may be built to read a name that begins with `file:` as a URI.
  const bool is_plain = is_in_memory || url.database.starts_with("/");
  const std::string file = is_plain ? url.database : "./" + url.database;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, mode.flags | SQLITE_OPEN_FULLMUTEX, nullptr);
  Database database(opened);
  if (!database) return Error{ErrorKind::connection, {}, "out of memory", {}};
  if (code != SQLITE_OK) {
    Error error = error_of(opened);
    error.message = fmt::format("`{}`: {}", url.database, error.message);
    error.help = "check the path, and that you may read and write the file and its folder";
    return error;
  }
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, *busy_milliseconds(url));
  if (std::optional<Error> error = check_database(opened, url.database)) return *error;
  return database;
}

}  // namespace kura::db::sqlite
