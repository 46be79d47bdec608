// Storage: the tables of types and encodings.
#include "compiler/dialect/redshift/storage.h"

#include <algorithm>
#include <iterator>

#include "compiler/base/ascii.h"

namespace kura::dialect::redshift {
namespace {

// In the order of ir/types.def.
constexpr std::string_view kStorage[] = {
    "boolean", "smallint", "smallint",  "integer",     "bigint",    "decimal", "real",      "double",
    "decimal", "char",     "varchar",   "varchar",     "varbyte",   "varbyte", "varbyte",   "date",
    "time",    "timetz",   "timestamp", "timestamptz", "interval",  "char",    "super",     "super",
    "super",   "super",    "super",     "geometry",    "geography", "",        "hllsketch", "varchar"};
static_assert(std::size(kStorage) == ir::kPortableTypeCount + 1, "a portable type has no storage");

constexpr std::string_view kKeyStorage[] = {"boolean",   "real",        "double", "smallint", "integer",
                                            "bigint",    "decimal",     "date",   "time",     "timetz",
                                            "timestamp", "timestamptz", "char",   "varchar"};

struct Encoding {
  std::string_view name;
  std::string_view types;
};
constexpr Encoding kEncodings[] = {
#define KURA_ENCODING(name, types) {name, types},
#include "compiler/dialect/redshift/encodings.def"
#undef KURA_ENCODING
};

bool has_word(std::string_view words, std::string_view wanted) {
  std::size_t begin = 0;
  while (begin < words.size()) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    if (words.substr(begin, end - begin) == wanted) return true;
    begin = end + 1;
  }
  return false;
}

std::string_view native_storage(std::string_view native) {
  const std::string first = to_lower(native.substr(0, native.find_first_of(" (")));
  if (first == "bpchar") return "char";
  for (const std::string_view word : {"super", "varbyte", "hllsketch", "interval"}) {
    if (first == word) return word;
  }
  return {};
}

}  // namespace

std::string_view storage_of(const ir::Type& type) {
  if (type.kind == ir::TypeKind::native) return native_storage(type.native);
  return kStorage[static_cast<std::size_t>(type.kind)];
}

std::int64_t fixed_width(const ir::Type& type) {
  const std::string_view storage = storage_of(type);
  if (storage == "boolean") return 1;
  if (storage == "smallint") return 2;
  if (storage == "integer" || storage == "real" || storage == "date") return 4;
  if (storage == "char") {
    if (type.kind == ir::TypeKind::uuid) return 36;
    if (type.kind == ir::TypeKind::native) return 256;
    return std::max(type.length, 1);
  }
  if (storage == "decimal") return type.kind == ir::TypeKind::hugeint || type.length > 19 ? 16 : 8;
  if (storage == "interval") return 16;
  return may_be_key(storage) && storage != "varchar" ? 8 : 0;
}

bool may_be_key(std::string_view storage) {
  return std::find(std::begin(kKeyStorage), std::end(kKeyStorage), storage) != std::end(kKeyStorage);
}

bool is_encoding(std::string_view name) {
  return std::any_of(std::begin(kEncodings), std::end(kEncodings), [&](const Encoding& it) { return it.name == name; });
}

bool encoding_takes(std::string_view encoding, std::string_view storage) {
  return std::any_of(std::begin(kEncodings), std::end(kEncodings), [&](const Encoding& it) {
    return it.name == encoding && (it.types == "*" || has_word(it.types, storage));
  });
}

std::vector<std::string> encodings_for(std::string_view storage) {
  std::vector<std::string> names;
  for (const Encoding& it : kEncodings) {
    if (storage.empty() || it.types == "*" || has_word(it.types, storage)) names.emplace_back(it.name);
  }
  return names;
}

}  // namespace kura::dialect::redshift
