// What each result code means to the caller; "no such table" and its like have only their text.
#include "runtime/db/sqlite/result_code.h"

#include <sqlite3.h>

namespace kura::db::sqlite {
namespace {

struct Text {
  std::string_view part;
  ErrorKind kind;
};

constexpr Text kTexts[] = {{"already exists", ErrorKind::duplicate},  {"duplicate column name", ErrorKind::duplicate},
                           {"already another", ErrorKind::duplicate}, {"no such table", ErrorKind::missing},
                           {"no such column", ErrorKind::missing},    {"no such index", ErrorKind::missing},
                           {"no such view", ErrorKind::missing},      {"no such trigger", ErrorKind::missing},
                           {"no such function", ErrorKind::missing},  {"no such module", ErrorKind::missing},
                           {"unknown database", ErrorKind::missing},  {"no such database", ErrorKind::missing}};

ErrorKind by_text(std::string_view text) {
  for (const Text& row : kTexts) {
    if (text.find(row.part) != std::string_view::npos) return row.kind;
  }
  return ErrorKind::statement;
}

}  // namespace

ErrorKind kind_of(int code, std::string_view text) {
  // Another connection wrote after this one's transaction began to read; waiting does not help, beginning again does.
  if (code == SQLITE_BUSY_SNAPSHOT) return ErrorKind::serialization;
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return ErrorKind::lock_timeout;
    case SQLITE_READONLY:
      return ErrorKind::read_only;
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return ErrorKind::storage;
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return ErrorKind::no_database;
    case SQLITE_INTERRUPT:
      return ErrorKind::canceled;
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ErrorKind::permission;
    default:
      return by_text(text);
  }
}

}  // namespace kura::db::sqlite
