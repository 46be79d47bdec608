// Which declaration goes to which file.
#include "compiler/driver/declaration_files.h"

#include <algorithm>
#include <vector>

namespace kura::driver {
namespace {

/// A name that every file system takes: what is none of it becomes `_`.
std::string file_name(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                          c == '-' || byte >= 0x80;
    result += is_plain ? c : '_';
  }
  return result;
}

std::string path_of(const raise::RaisedObject& object, FileSplit split, const std::string& name,
                    const std::string& fallback) {
  if (split == FileSplit::one) return name + ".schema";
  if (object.kind == "warehouse") return "warehouse.schema";
  const bool is_namespace = object.kind == "schema";
  const std::string space = file_name(is_namespace                 ? object.name.name
                                      : object.name.schema.empty() ? fallback
                                                                   : object.name.schema);
  const bool has_own_file = split == FileSplit::by_table &&
                            (object.kind == "table" || object.kind == "view" || object.kind == "materialized view");
  return has_own_file ? space + "/" + file_name(object.name.name) + ".schema" : space + ".schema";
}

}  // namespace

std::map<std::string, std::string> declaration_files(std::span<const raise::RaisedObject> objects, FileSplit split,
                                                     const std::string& name, const std::string& fallback) {
  std::map<std::string, std::vector<raise::RaisedObject>> groups;
  for (const raise::RaisedObject& object : objects) groups[path_of(object, split, name, fallback)].push_back(object);
  std::map<std::string, std::string> files;
  for (const auto& [path, group] : groups) files.emplace(path, raise::assemble(group));
  return files;
}

}  // namespace kura::driver
