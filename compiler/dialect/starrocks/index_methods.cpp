// Index methods as data, and the properties of each.
#include "compiler/dialect/starrocks/index_methods.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/diag/suggest.h"
#include "compiler/dialect/dialect.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/native_text.h"
#include "compiler/dialect/starrocks/properties.h"
#include "compiler/dialect/starrocks/type_family.h"

namespace kura::dialect::starrocks {
namespace {

bool takes_bitmap(const ir::Column& column) {
  return is_keyable(family_of(column.type));
}
bool takes_text(const ir::Column& column) {
  return is_text(family_of(column.type));
}
bool takes_vector(const ir::Column& column) {
  const bool is_array = family_of(column.type) == TypeFamily::array && !column.type.fields.empty();
  return is_array && !column.is_nullable && family_of(column.type.fields[0].type) == TypeFamily::float_;
}

constexpr IndexMethod kMethods[] = {
    {"bitmap", "bitmap", takes_bitmap, "numbers without fractions or of `decimal`, booleans, dates and texts", true, 0,
     0},
    {"ngrambf", "ngram", takes_text, "texts", true, 3, 3},
    {"gin", "inverted", takes_text, "texts", false, 3, 3},
    {"vector", "vector", takes_vector, "`array<real>` that is `not null`", false, 3, 4},
};

struct PropertyOfIndex {
  std::string_view method;
  PropertyRow row;
  bool is_required;
};

constexpr PropertyOfIndex kProperties[] = {
    {"ngrambf", {"gram_num", PropertyKind::integer, "", 0, 0, 0, 0}, false},
    {"ngrambf", {"bloom_filter_fpp", PropertyKind::number, "", 0, 0, 0, 0}, false},
    {"ngrambf", {"case_sensitive", PropertyKind::boolean, "", 0, 0, 0, 0}, false},
    {"vector", {"index_type", PropertyKind::choice, "HNSW,IVFPQ", 0, 0, 0, 0}, true},
    {"vector", {"dim", PropertyKind::integer, "", 0, 0, 0, 0}, true},
    {"vector", {"metric_type", PropertyKind::text, "", 0, 0, 0, 0}, true},
    {"vector", {"is_vector_normed", PropertyKind::boolean, "", 0, 0, 0, 0}, false},
    {"vector", {"M", PropertyKind::integer, "", 0, 0, 0, 0}, false},
    {"vector", {"efconstruction", PropertyKind::integer, "", 0, 0, 0, 0}, false},
    {"vector", {"nbits", PropertyKind::integer, "", 0, 0, 0, 0}, false},
    {"vector", {"nlist", PropertyKind::integer, "", 0, 0, 0, 0}, false},
    {"vector", {"m_ivfpq", PropertyKind::integer, "", 0, 0, 0, 0}, false},
};

using Properties = std::vector<KeyValue>;

void report(const ir::Index& index, std::string reason, std::string help, diag::Sink& sink) {
  auto& diagnostic = sink.report(index_property, index.at, {index.method, std::move(reason)});
  if (!help.empty()) diagnostic.helps.push_back(std::move(help));
}

void check_known(const ir::Index& index, const KeyValue& property, diag::Sink& sink) {
  std::vector<std::string> known;
  for (const PropertyOfIndex& it : kProperties) {
    if (it.method != index.method) continue;
    known.emplace_back(it.row.name);
    if (!equals_ignoring_case(it.row.name, property.key)) continue;
    const std::string wanted = wanted_value(it.row, property.value);
    if (!wanted.empty())
      report(index, fmt::format("`{}` wants {}, not `{}`", property.key, wanted, property.value), {}, sink);
    return;
  }
  std::string help = diag::did_you_mean(property.key, known);
  if (help.empty()) help = known.empty() ? "leave it out" : fmt::format("it has `{}`", fmt::join(known, "`, `"));
  report(index, fmt::format("`{}` is unknown", property.key), std::move(help), sink);
}

void check_required(const ir::Index& index, const Properties& properties, diag::Sink& sink) {
  for (const PropertyOfIndex& it : kProperties) {
    if (it.method != index.method || !it.is_required) continue;
    const bool is_there = std::any_of(properties.begin(), properties.end(), [&it](const KeyValue& property) {
      return equals_ignoring_case(property.key, it.row.name);
    });
    if (!is_there)
      report(index, fmt::format("`{}` is missing", it.row.name),
             fmt::format("write `using {} (\"{}\" = \"…\")`", index.method, it.row.name), sink);
  }
}

}  // namespace

const IndexMethod* find_index_method(std::string_view word) {
  if (word.empty()) return &kMethods[0];
  for (const IndexMethod& method : kMethods) {
    if (method.name == word || method.alias == word) return &method;
  }
  return nullptr;
}

std::vector<std::string> index_method_names() {
  std::vector<std::string> names;
  for (const IndexMethod& method : kMethods) names.emplace_back(method.name);
  names.emplace_back("bloom");
  return names;
}

void check_index_properties(const ir::Index& index, const IndexMethod& method, diag::Sink& sink) {
  Properties properties;
  if (const ir::NativeClause* clause = find_native(index.native, "")) {
    const auto read = read_property_list(clause->argument);
    if (!read)
      return report(index, "the list cannot be read",
                    fmt::format("write `using {} (\"key\" = \"value\")`", method.name), sink);
    properties = *read;
  }
  // The parsers of text indexes take more options with every version: the server knows them best.
  const bool is_open = method.name == "gin";
  for (const KeyValue& property : properties) {
    if (!is_open) check_known(index, property, sink);
  }
  check_required(index, properties, sink);
}

}  // namespace kura::dialect::starrocks
