// declarations: one function a kind; those that print on one line may stand together without a blank line.
#include "compiler/format/declarations.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "compiler/base/overloaded.h"
#include "compiler/format/clauses.h"
#include "compiler/format/members.h"
#include "compiler/format/names.h"

namespace kura::format {
namespace {

std::string was_text(const ast::QualifiedName& was) {
  return was.name.text.empty() ? "" : " was " + name_text(was);
}

std::string setting_line(const ast::Setting& setting) {
  return fmt::format("{} = {};", name_text(setting.key, NamePlace::setting), value_text(setting.value));
}

std::string parameter_line(const ast::Setting& setting) {
  return fmt::format("set {} = {};", name_text(setting.key), value_text(setting.value));
}

std::string lint_line(const ast::LintSetting& setting) {
  if (setting.names.empty()) return fmt::format("{} = {};", name_text(setting.key), value_text(setting.value));
  std::vector<std::string> names;
  for (const ast::QualifiedName& name : setting.names) names.push_back(name_text(name));
  return fmt::format("{} = ({});", name_text(setting.key), fmt::join(names, ", "));
}

std::string label_line(const ast::EnumLabel& label) {
  return label_text(label.text) + (label.was.empty() ? "" : " was " + label_text(label.was));
}

std::uint32_t end_of(const ast::QualifiedName& name, const ast::QualifiedName& was) {
  return std::max(name.at.end, was.at.end);
}

/// The end of the last name before a declaration's body.
std::uint32_t head_end(const ast::Declaration& declaration) {
  if (!declaration.only_on.empty()) return declaration.only_on.back().at.end;
  return std::visit(Overloaded{
                        [](const ast::WarehouseDecl& warehouse) { return warehouse.dialect.at.end; },
                        [](const ast::MixinDecl& mixin) { return mixin.name.at.end; },
                        [](const ast::EnumDecl& declared) { return end_of(declared.name, declared.was); },
                        [](const ast::TableDecl& table) { return end_of(table.name, table.was); },
                        [](const ast::ViewDecl& view) { return end_of(view.name, view.was); },
                        [](const ast::SequenceDecl& sequence) { return end_of(sequence.name, sequence.was); },
                        [&](const auto&) { return declaration.at.begin; },
                    },
                    declaration.node);
}

/// How one declaration is printed: on one line if it can be, else over several.
class DeclarationLayout {
 public:
  DeclarationLayout(Layout& layout, const ast::Declaration& declaration) : layout_(layout), declaration_(declaration) {}

  [[nodiscard]] std::optional<std::string> single_line() const {
    return std::visit([this](const auto& node) { return line_of(node); }, declaration_.node);
  }
  void print() const {
    if (std::optional<std::string> line = single_line()) return layout_.page.line(0, std::move(*line));
    std::visit([this](const auto& node) { print_lines(node); }, declaration_.node);
  }

 private:
  // Places ----------------------------------------------------------------------------------------

  [[nodiscard]] std::uint32_t find(char brace, std::uint32_t from) const {
    return layout_.trivia.has_source() ? layout_.trivia.find(brace, from) : 0;
  }
  [[nodiscard]] std::uint32_t open() const { return find('{', head_end(declaration_)); }
  [[nodiscard]] std::uint32_t close() const { return declaration_.at.end > 0 ? declaration_.at.end - 1 : 0; }
  [[nodiscard]] bool has_inner_comments() const {
    return layout_.trivia.has_source() && layout_.trivia.has_comments(open(), close());
  }

  // Heads -----------------------------------------------------------------------------------------

  [[nodiscard]] std::string only_on() const { return only_on_text(declaration_.only_on); }
  [[nodiscard]] std::string head(const ast::TableDecl& table) const {
    return (table.is_external ? "external table " : "table ") + name_text(table.name) + was_text(table.was) + only_on();
  }
  [[nodiscard]] std::string head(const ast::ViewDecl& view) const {
    const std::string_view kind = view.is_external       ? "external view"
                                  : view.is_materialized ? "materialized view"
                                                         : "view";
    return fmt::format("{} {}{}{}", kind, name_text(view.name), was_text(view.was), only_on());
  }
  [[nodiscard]] static std::string head(const ast::WarehouseDecl& warehouse) {
    return fmt::format("warehouse {} : {}", name_text(warehouse.name), name_text(warehouse.dialect));
  }
  [[nodiscard]] std::string head(const ast::SequenceDecl& sequence) const {
    return "sequence " + name_text(sequence.name) + was_text(sequence.was) + only_on();
  }
  [[nodiscard]] std::string head(const ast::EnumDecl& declared) const {
    return "enum " + name_text(declared.name) + was_text(declared.was) + only_on();
  }

  // One line --------------------------------------------------------------------------------------

  [[nodiscard]] std::optional<std::string> line_of(const ast::SchemaDecl& schema) const {
    return "schema " + name_text(schema.name) + ";";
  }
  [[nodiscard]] std::optional<std::string> line_of(const ast::ImportDecl& import) const {
    return "import " + setting_text(import.path) + ";";
  }
  [[nodiscard]] std::optional<std::string> line_of(const ast::ParameterDecl& parameter) const {
    return fmt::format("param {} = {};", name_text(parameter.name), value_text(parameter.value));
  }
  [[nodiscard]] std::optional<std::string> line_of(const ast::WarehouseDecl& warehouse) const;
  [[nodiscard]] std::optional<std::string> line_of(const ast::EnumDecl& declared) const;
  [[nodiscard]] std::optional<std::string> line_of(const ast::LintDecl& lint) const;
  [[nodiscard]] std::optional<std::string> line_of(const ast::MixinDecl& mixin) const {
    return single_line_block(layout_, "mixin " + name_text(mixin.name), mixin.members, TypeWords::portable, open(),
                             close(), 0);
  }
  [[nodiscard]] std::optional<std::string> line_of(const ast::TableDecl& table) const {
    return table_line(head(table), table.members, table.is_external);
  }
  [[nodiscard]] std::optional<std::string> line_of(const ast::ViewDecl& view) const {
    return view.is_external ? table_line(head(view), view.members, true) : std::nullopt;
  }
  [[nodiscard]] std::optional<std::string> line_of(const ast::SequenceDecl& sequence) const {
    if (sequence.options.size() > 1 || has_inner_comments()) return std::nullopt;
    if (sequence.options.empty()) return head(sequence) + " { }";
    return fitting(fmt::format("{} {{ {}; }}", head(sequence), sequence.options[0].words));
  }
  [[nodiscard]] std::optional<std::string> table_line(const std::string& head, const std::vector<ast::Member>& members,
                                                      bool is_external) const {
    if (is_external && members.empty() && !has_inner_comments()) return head + ";";
    return single_line_block(layout_, head, members, TypeWords::portable, open(), close(), 0);
  }
  static std::optional<std::string> fitting(std::string line) {
    return width_of(line) <= kLineColumns ? std::optional(std::move(line)) : std::nullopt;
  }

  // Several lines ---------------------------------------------------------------------------------

  void print_lines(const ast::WarehouseDecl& warehouse) const;
  void print_lines(const ast::EnumDecl& declared) const;
  void print_lines(const ast::MixinDecl& mixin) const {
    print_members("mixin " + name_text(mixin.name), mixin.members);
  }
  void print_lines(const ast::TableDecl& table) const { print_members(head(table), table.members); }
  void print_lines(const ast::ViewDecl& view) const;
  void print_lines(const ast::SequenceDecl& sequence) const;
  void print_lines(const ast::LintDecl& lint) const;
  template <class OneLine>
  void print_lines(const OneLine&) const {}  // always printed on one line

  void print_members(const std::string& head, const std::vector<ast::Member>& members) const {
    print_block(layout_, head, member_entries(layout_, members, TypeWords::portable, open(), 1), open(), close(), 0);
  }
  [[nodiscard]] Entry line_entry(std::uint32_t begin, std::uint32_t end, std::string line) const {
    return {begin, end, {}, 0, false, [layout = &layout_, line = std::move(line)] { layout->page.line(1, line); }};
  }
  [[nodiscard]] Entry properties_entry(const std::vector<ast::Property>& properties) const;

  Layout& layout_;
  const ast::Declaration& declaration_;
};

// Warehouses --------------------------------------------------------------------------------------

std::optional<std::string> DeclarationLayout::line_of(const ast::WarehouseDecl& warehouse) const {
  const std::size_t blocks = warehouse.properties.empty() ? 0 : 1;
  const std::size_t count = warehouse.settings.size() + warehouse.parameters.size() + blocks;
  if (count > 1 || has_inner_comments()) return std::nullopt;
  if (!warehouse.settings.empty()) return fitting(head(warehouse) + " { " + setting_line(warehouse.settings[0]) + " }");
  if (!warehouse.parameters.empty())
    return fitting(head(warehouse) + " { " + parameter_line(warehouse.parameters[0]) + " }");
  if (blocks == 0) return head(warehouse) + " { }";
  const std::optional<std::string> properties = single_line_properties(layout_, warehouse.properties, 0, 0, 0);
  return properties ? fitting(head(warehouse) + " { " + *properties + " }") : std::nullopt;
}

/// The place of a block of properties is not in the tree: it is found around them.
Entry DeclarationLayout::properties_entry(const std::vector<ast::Property>& properties) const {
  std::uint32_t brace = 0;
  std::uint32_t close_brace = 0;
  if (layout_.trivia.has_source()) {
    for (std::uint32_t at = open(); at < properties.front().key_at.begin; at = find('{', at + 1)) brace = at;
    close_brace = find('}', layout_.trivia.behind(';', properties.back().value.at.end));
  }
  Layout& layout = layout_;
  return {brace, close_brace + 1, {}, 0, false, [&layout, &properties, brace, close_brace] {
            if (auto line = single_line_properties(layout, properties, brace, close_brace, 1)) {
              return layout.page.line(1, std::move(*line));
            }
            print_block(layout, "properties", property_entries(layout, properties, 2), brace, close_brace, 1);
          }};
}

void DeclarationLayout::print_lines(const ast::WarehouseDecl& warehouse) const {
  std::vector<Entry> entries;
  const auto add = [&](const ast::Setting& setting, std::uint32_t begin, std::string line) {
    entries.push_back(line_entry(begin, layout_.trivia.behind(';', setting.value.at.end), std::move(line)));
  };
  for (const ast::Setting& setting : warehouse.settings) add(setting, setting.key.at.begin, setting_line(setting));
  for (const ast::Setting& setting : warehouse.parameters) add(setting, setting.key.at.begin, parameter_line(setting));
  if (!warehouse.properties.empty()) entries.push_back(properties_entry(warehouse.properties));
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& left, const Entry& right) { return left.begin < right.begin; });
  // `set` and `properties` stand before the places that the tree knows.
  std::uint32_t last_end = open() + 1;
  for (Entry& entry : entries) {
    if (layout_.trivia.has_source()) entry.begin = std::min(entry.begin, layout_.trivia.skip_space(last_end));
    last_end = entry.end;
  }
  print_block(layout_, head(warehouse), entries, open(), close(), 0);
}

// Enums and sequences -----------------------------------------------------------------------------

std::optional<std::string> DeclarationLayout::line_of(const ast::EnumDecl& declared) const {
  const auto has_doc = [](const ast::EnumLabel& label) { return !label.doc.empty(); };
  if (has_inner_comments() || std::any_of(declared.labels.begin(), declared.labels.end(), has_doc)) return std::nullopt;
  if (declared.labels.empty()) return head(declared) + " { }";
  std::vector<std::string> labels;
  for (const ast::EnumLabel& label : declared.labels) labels.push_back(label_line(label));
  return fitting(fmt::format("{} {{ {} }}", head(declared), fmt::join(labels, ", ")));
}

void DeclarationLayout::print_lines(const ast::EnumDecl& declared) const {
  std::vector<Entry> entries;
  for (const ast::EnumLabel& label : declared.labels) {
    const bool is_last = &label == &declared.labels.back();
    const std::uint32_t end = layout_.trivia.behind(',', label.at.end);
    entries.push_back(line_entry(label.at.begin, end, label_line(label) + (is_last ? "" : ",")));
    entries.back().doc = label.doc;
  }
  print_block(layout_, head(declared), entries, open(), close(), 0);
}

void DeclarationLayout::print_lines(const ast::SequenceDecl& sequence) const {
  std::vector<Entry> entries;
  for (const ast::SequenceOption& option : sequence.options) {
    entries.push_back(
        line_entry(option.at.begin, layout_.trivia.behind(';', option.at.end), std::string(option.words) + ";"));
  }
  print_block(layout_, head(sequence), entries, open(), close(), 0);
}

// Lint ----------------------------------------------------------------------------------------------

std::optional<std::string> DeclarationLayout::line_of(const ast::LintDecl& lint) const {
  if (lint.settings.size() > 1 || has_inner_comments()) return std::nullopt;
  if (lint.settings.empty()) return "lint { }";
  return fitting("lint { " + lint_line(lint.settings[0]) + " }");
}

void DeclarationLayout::print_lines(const ast::LintDecl& lint) const {
  std::vector<Entry> entries;
  for (const ast::LintSetting& setting : lint.settings) {
    entries.push_back(line_entry(setting.at.begin, setting.at.end, lint_line(setting)));
  }
  print_block(layout_, "lint", entries, open(), close(), 0);
}

// Views -------------------------------------------------------------------------------------------

void DeclarationLayout::print_lines(const ast::ViewDecl& view) const {
  if (view.is_external) return print_members(head(view), view.members);
  if (view.members.empty()) {
    layout_.page.line(0, head(view) + " as");
    return print_query(layout_, view.body, 0);
  }
  const std::uint32_t header_close = find('}', view.members.back().at.end);
  print_block(layout_, head(view), member_entries(layout_, view.members, TypeWords::portable, open(), 1), open(),
              header_close, 0);
  layout_.page.append(" as");
  print_query(layout_, view.body, 0);
}

}  // namespace

std::vector<Entry> declaration_entries(Layout& layout, const std::vector<ast::Declaration>& declarations) {
  std::vector<Entry> entries;
  bool was_single_line = true;
  for (const ast::Declaration& declaration : declarations) {
    const bool is_single_line = DeclarationLayout(layout, declaration).single_line().has_value();
    entries.push_back({declaration.at.begin, declaration.at.end, declaration.doc, 0,
                       !is_single_line || !was_single_line,
                       [&layout, &declaration] { DeclarationLayout(layout, declaration).print(); }});
    was_single_line = is_single_line;
  }
  return entries;
}

}  // namespace kura::format
