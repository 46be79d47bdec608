// Renames from the command line.
#include "compiler/driver/given_renames.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/suggest.h"

namespace kura::driver {
namespace {

/// One `KIND:OLD=NEW`, taken apart.
struct Given {
  std::string text;
  std::string kind;
  std::string old_name;
  std::string new_name;
};

ir::QualifiedName qualified(const std::string& text) {
  const std::size_t dot = text.find('.');
  return dot == std::string::npos ? ir::QualifiedName{"", text}
                                  : ir::QualifiedName{text.substr(0, dot), text.substr(dot + 1)};
}

std::optional<Given> split(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::size_t sign = text.find('=', colon == std::string::npos ? 0 : colon);
  if (colon == std::string::npos || sign == std::string::npos || sign + 1 == text.size() || sign == colon + 1)
    return std::nullopt;
  return Given{text, text.substr(0, colon), text.substr(colon + 1, sign - colon - 1), text.substr(sign + 1)};
}

template <class Object>
const Object* find(const std::vector<Object>& objects, const ir::QualifiedName& name) {
  const auto found = std::find_if(objects.begin(), objects.end(), [&](const Object& it) { return it.name == name; });
  return found == objects.end() ? nullptr : &*found;
}

template <class Object>
std::vector<std::string> names_of(const std::vector<Object>& objects) {
  std::vector<std::string> names;
  for (const Object& it : objects) names.push_back(ir::to_text(it.name));
  return names;
}

std::string missing(const Given& given, const std::string& what, const std::string& name, const std::string& where,
                    const std::vector<std::string>& known) {
  const std::string suggestion = diag::did_you_mean(name, known);
  return fmt::format("`--rename {}` matches nothing: {} has no {} `{}`{}{}", given.text, where, what, name,
                     suggestion.empty() ? "" : "; ", suggestion);
}

using Message = std::optional<std::string>;

template <class Object>
Message rename_object(const Given& given, const std::vector<Object>& before, std::vector<Object>& after) {
  if (find(before, qualified(given.old_name)) == nullptr)
    return missing(given, given.kind, given.old_name, "the state before", names_of(before));
  const Object* found = find(after, qualified(given.new_name));
  if (found == nullptr) return missing(given, given.kind, given.new_name, "the state after", names_of(after));
  after[static_cast<std::size_t>(found - after.data())].was = qualified(given.old_name);
  return std::nullopt;
}

/// What a part hangs on, in both states: by its new name, or by its old one.
template <class Object>
struct Holders {
  const Object* before = nullptr;
  Object* after = nullptr;
};

template <class Object>
Holders<Object> holders(const std::string& name, const std::vector<Object>& before, std::vector<Object>& after) {
  Holders<Object> found;
  for (Object& it : after) {
    if (it.name == qualified(name) || (!it.was.name.empty() && it.was == qualified(name))) found.after = &it;
  }
  if (found.after == nullptr) return found;
  found.before = find(before, found.after->was.name.empty() ? found.after->name : found.after->was);
  return found;
}

/// "sales.t.x" to "sales.t" and "x".
std::pair<std::string, std::string> part_of(const std::string& text) {
  const std::size_t dot = text.rfind('.');
  return dot == std::string::npos ? std::pair<std::string, std::string>{"", text}
                                  : std::pair{text.substr(0, dot), text.substr(dot + 1)};
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> columns_of(const ir::Table& table) {
  std::vector<std::string> names;
  for (const ir::Column& column : table.columns) names.push_back(column.name);
  return names;
}

std::vector<std::string> labels_of(const ir::EnumType& type) {
  std::vector<std::string> names;
  for (const ir::EnumLabel& label : type.labels) names.push_back(label.text);
  return names;
}

std::vector<std::string> indexes_of(const ir::Table& table) {
  std::vector<std::string> names;
  for (const ir::Index& index : table.physical.indexes) names.push_back(index.name);
  return names;
}

std::vector<std::string> constraints_of(const ir::Table& table) {
  std::vector<std::string> names;
  if (table.primary_key) names.push_back(table.primary_key->name);
  for (const ir::Key& key : table.unique_keys) names.push_back(key.name);
  for (const ir::Check& check : table.checks) names.push_back(check.name);
  for (const ir::ForeignKey& key : table.foreign_keys) names.push_back(key.name);
  return names;
}

/// A part of a table or enum; `names` gives those of its kind.
template <class Object, class Names>
Message check_part(const Given& given, const std::string& holder_word, const std::vector<Object>& before,
                   std::vector<Object>& after, Names names, Holders<Object>& found) {
  const auto [holder, part] = part_of(given.old_name);
  found = holders(holder, before, after);
  if (found.before == nullptr || found.after == nullptr)
    return missing(given, holder_word, holder, "one of the states", names_of(after));
  const std::vector<std::string> old_names = names(*found.before);
  if (!contains(old_names, part))
    return missing(given, given.kind, part, fmt::format("`{}` before", holder), old_names);
  const std::vector<std::string> new_names = names(*found.after);
  if (!contains(new_names, given.new_name))
    return missing(given, given.kind, given.new_name, fmt::format("`{}` after", holder), new_names);
  return std::nullopt;
}

Message rename_column(const Given& given, const ir::Schema& before, ir::Schema& after) {
  Holders<ir::Table> found;
  if (Message message = check_part(given, "table", before.tables, after.tables, columns_of, found)) return message;
  ir::find_column(*found.after, given.new_name)->was = part_of(given.old_name).second;
  return std::nullopt;
}

Message rename_label(const Given& given, const ir::Schema& before, ir::Schema& after) {
  Holders<ir::EnumType> found;
  if (Message message = check_part(given, "enum", before.enums, after.enums, labels_of, found)) return message;
  for (ir::EnumLabel& label : found.after->labels) {
    if (label.text == given.new_name) label.was = part_of(given.old_name).second;
  }
  return std::nullopt;
}

Message set_one(const Given& given, const ir::Schema& before, ir::Schema& after) {
  Holders<ir::Table> found;
  if (given.kind == "table") return rename_object(given, before.tables, after.tables);
  if (given.kind == "view") return rename_object(given, before.views, after.views);
  if (given.kind == "enum") return rename_object(given, before.enums, after.enums);
  if (given.kind == "sequence") return rename_object(given, before.sequences, after.sequences);
  if (given.kind == "column") return rename_column(given, before, after);
  if (given.kind == "label") return rename_label(given, before, after);
  // Indexes and constraints that say the same under another name are renamed without being told; here it is only made
  // sure that both are there.
  if (given.kind == "index") return check_part(given, "table", before.tables, after.tables, indexes_of, found);
  if (given.kind == "constraint") return check_part(given, "table", before.tables, after.tables, constraints_of, found);
  const std::vector<std::string> kinds{"table", "view", "enum", "sequence", "column", "label", "index", "constraint"};
  const std::string suggestion = diag::did_you_mean(given.kind, kinds);
  return fmt::format("`--rename {}`: no kind `{}`; {}", given.text, given.kind,
                     suggestion.empty() ? fmt::format("one of {}", fmt::join(kinds, ", ")) : suggestion);
}

}  // namespace

Message set_given_renames(const std::vector<std::string>& given, const ir::Schema& before, ir::Schema& after) {
  std::vector<Given> all;
  for (const std::string& text : given) {
    const std::optional<Given> one = split(text);
    if (!one)
      return fmt::format("`--rename {}` is not KIND:OLD=NEW, as `table:sales.a=sales.b` or `column:sales.t.x=y`", text);
    all.push_back(*one);
  }
  // Objects first: parts may name them either way.
  std::stable_partition(all.begin(), all.end(), [](const Given& it) {
    return it.kind != "column" && it.kind != "label" && it.kind != "index" && it.kind != "constraint";
  });
  for (const Given& it : all) {
    if (Message message = set_one(it, before, after)) return message;
  }
  return std::nullopt;
}

}  // namespace kura::driver
