// `kura types`: the table of types, made from the data that the compiler uses.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/diag/suggest.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/registry.h"
#include "compiler/dialect/renderer.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/report.h"

namespace kura::driver {
namespace {

using Row = std::vector<std::string>;

/// An example of the type with the arguments that it takes.
ir::Type example_of(ir::TypeKind kind) {
  ir::Type type;
  type.kind = kind;
  ir::Type inner;
  inner.kind = ir::TypeKind::int_;
  switch (ir::type_arguments(kind)) {
    case ir::TypeArguments::length:
      type.length = 20;
      break;
    case ir::TypeArguments::decimal:
      type.length = 18;
      type.scale = 2;
      break;
    case ir::TypeArguments::parameters:
      if (kind == ir::TypeKind::struct_) type.fields = {{"f", inner}, {"g", inner}};
      if (kind == ir::TypeKind::map) type.fields = {{"", inner}, {"", inner}};
      if (kind == ir::TypeKind::array) type.fields = {{"", inner}};
      break;
    default:
      break;
  }
  return type;
}

std::string cell(const dialect::Dialect& dialect, const ir::Type& type) {
  const dialect::TypeRow& row = dialect::type_row(dialect, type.kind);
  if (row.fidelity == dialect::Fidelity::refused) return "-";
  const ir::Schema empty;
  std::string text = dialect.renderer->type(type, {dialect, empty});
  if (row.fidelity == dialect::Fidelity::widened) text += " ~";
  return text;
}

std::vector<Row> table_of(const std::vector<const dialect::Dialect*>& dialects) {
  std::vector<Row> rows;
  Row& head = rows.emplace_back(Row{"type"});
  for (const dialect::Dialect* dialect : dialects) head.emplace_back(dialect->display_name);
  if (dialects.size() == 1) head.emplace_back("note");
  for (std::size_t i = 0; i < ir::kPortableTypeCount; ++i) {
    const ir::Type type = example_of(static_cast<ir::TypeKind>(i));
    Row& row = rows.emplace_back(Row{ir::to_text(type)});
    for (const dialect::Dialect* dialect : dialects) row.push_back(cell(*dialect, type));
    if (dialects.size() == 1) row.emplace_back(dialect::type_row(*dialects[0], type.kind).note);
  }
  return rows;
}

std::vector<std::size_t> widths_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows[0].size());
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], dialect::character_count(row[i]));
  }
  return widths;
}

void write_row(const Row& row, const std::vector<std::size_t>& widths, bool as_markdown, std::ostream& out) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    line += as_markdown ? "| " : "";
    line += row[i] + std::string(widths[i] - dialect::character_count(row[i]) + (as_markdown ? 1 : 2), ' ');
  }
  if (as_markdown) line += "|";
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << "\n";
}

void write_table(const std::vector<Row>& rows, bool as_markdown, std::ostream& out) {
  const std::vector<std::size_t> widths = widths_of(rows);
  write_row(rows[0], widths, as_markdown, out);
  Row rule;
  for (const std::size_t width : widths) rule.emplace_back(std::string(width, '-'));
  write_row(rule, widths, as_markdown, out);
  for (std::size_t i = 1; i < rows.size(); ++i) write_row(rows[i], widths, as_markdown, out);
}

}  // namespace

int types_command(const TypesOptions& options, Streams streams) {
  std::vector<const dialect::Dialect*> dialects;
  for (const dialect::Dialect* dialect : dialect::all_dialects()) {
    if (options.dialect.empty() || dialect == dialect::find_dialect(options.dialect)) dialects.push_back(dialect);
  }
  if (dialects.empty()) return fail(streams, fmt::format("no dialect `{}`", options.dialect), kUsage);
  write_table(table_of(dialects), options.as_markdown, streams.out);
  streams.out << "\n~ stored in a wider or different type: `kura types --dialect NAME` says what that means\n"
              << "- refused: the compiler says what to write instead\n";
  return kOk;
}

}  // namespace kura::driver
