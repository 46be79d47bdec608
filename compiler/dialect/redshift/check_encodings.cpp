// Encodings: which exist, which types they take, and what a stated one does to automatic encoding.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/suggest.h"
#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/rules.h"
#include "compiler/dialect/redshift/storage.h"

namespace kura::dialect::redshift {
namespace {

std::string listed(const std::vector<std::string>& names) {
  return fmt::format("`{}`", fmt::join(names, "`, `"));
}

void report_unknown(const ir::Column& column, std::string_view storage, diag::Sink& sink) {
  auto& diagnostic = sink.report(unknown_encoding, column.at, {column.encoding});
  if (column.encoding == "auto") {
    diagnostic.helps.emplace_back(
        "automatic encoding is for the whole table: `encode auto;` in a `for redshift` block, or no `encode` at all");
    return;
  }
  if (column.encoding == "none") {
    diagnostic.helps.emplace_back("no compression is `encode raw`");
    return;
  }
  const std::vector<std::string> known = encodings_for(storage);
  const std::string suggestion = diag::did_you_mean(column.encoding, known);
  diagnostic.helps.push_back(suggestion.empty() ? fmt::format("it has {}", listed(known)) : suggestion);
}

void check_column(const ir::Column& column, diag::Sink& sink) {
  const std::string_view storage = storage_of(column.type);
  if (!is_encoding(column.encoding)) return report_unknown(column, storage, sink);
  if (storage.empty() || encoding_takes(column.encoding, storage)) return;
  auto& diagnostic = sink.report(encoding_type, column.at, {column.encoding, std::string(storage)});
  diagnostic.helps.push_back(fmt::format("those that do: {}", listed(encodings_for(storage))));
}

void check_automatic(const ir::Table& table, diag::Sink& sink) {
  const auto is_stated = [](const ir::Column& column) { return !column.encoding.empty(); };
  const auto first = std::find_if(table.columns.begin(), table.columns.end(), is_stated);
  if (first == table.columns.end()) return;
  if (find_native(table.physical.native, "encode auto") != nullptr) {
    sink.report(encoding_may_change, first->at, {ir::to_text(table.name)});
  } else if (!std::all_of(table.columns.begin(), table.columns.end(), is_stated)) {
    sink.report(automatic_encoding_off, first->at, {ir::to_text(table.name)});
  }
}

/// Redshift leaves sort key columns uncompressed by itself: a compressed first one makes range scans read more blocks.
void check_sort_key(const ir::Table& table, diag::Sink& sink) {
  if (!table.physical.sort_key || table.physical.sort_key->columns.empty()) return;
  const ir::Column* column = ir::find_column(table, table.physical.sort_key->columns.front().name);
  if (column == nullptr || column->encoding.empty() || column->encoding == "raw") return;
  sink.report(sort_key_encoded, column->at, {column->name});
}

}  // namespace

void check_encodings(ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (!column.encoding.empty()) check_column(column, sink);
    }
    check_automatic(table, sink);
    check_sort_key(table, sink);
  }
}

}  // namespace kura::dialect::redshift
