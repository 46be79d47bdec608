// members: which members form a table of columns, and which fit on one line.
#include "compiler/format/members.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "compiler/base/overloaded.h"
#include "compiler/format/clauses.h"
#include "compiler/format/names.h"
#include "compiler/format/raw_text.h"

namespace kura::format {
namespace {

bool fits(const std::string& line, std::size_t depth) {
  return depth * 2 + width_of(line) <= kLineColumns;
}

bool has_comments(const Layout& layout, std::uint32_t open, std::uint32_t close) {
  return layout.trivia.has_source() && layout.trivia.has_comments(open, close);
}

/// Without a source: columns, then constraints, then physical design, then rights, then what is one engine's.
int group_of(const ast::MemberNode& node) {
  return std::visit(Overloaded{
                        [](const ast::Column&) { return 0; },
                        [](const ast::UseClause&) { return 0; },
                        [](const ast::ViewColumn&) { return 0; },
                        [](const ast::KeyClause&) { return 1; },
                        [](const ast::ForeignKeyClause&) { return 1; },
                        [](const ast::CheckClause&) { return 1; },
                        [](const ast::IndexClause&) { return 1; },
                        [](const ast::OwnerClause&) { return 3; },
                        [](const ast::GrantClause&) { return 3; },
                        [](const ast::ForClause&) { return 4; },
                        [](const auto&) { return 2; },
                    },
                    node);
}

std::string for_head(const ast::ForClause& clause) {
  return "for " + names_text(clause.dialects);
}

// Braces ------------------------------------------------------------------------------------------

std::uint32_t opening_brace(const Layout& layout, const ast::Member& member) {
  if (!layout.trivia.has_source()) return 0;
  const auto* clause = std::get_if<ast::ForClause>(&member.node);
  return layout.trivia.find('{', clause != nullptr ? clause->dialects.back().at.end : member.at.begin);
}

std::uint32_t closing_brace(SourceRange at) {
  return at.end > 0 ? at.end - 1 : 0;
}

// One line ----------------------------------------------------------------------------------------

std::string clause_line(const ast::Member& member, TypeWords words) {
  const auto* override_of = std::get_if<ast::ColumnOverride>(&member.node);
  const bool has_own = override_of != nullptr && member.only_on.empty();
  const std::vector<ast::Name>& only_on = has_own ? override_of->column.only_on : member.only_on;
  return clause_text(member.node, only_on.empty() ? words : TypeWords::as_written) + only_on_text(only_on) + ";";
}

/// The member with its `;`, or nothing when it takes several lines or is a column.
std::optional<std::string> single_line_member(const Layout& layout, const ast::Member& member, TypeWords words,
                                              std::size_t depth) {
  if (!layout.trivia.has_source() && !member.doc.empty()) return std::nullopt;
  if (std::holds_alternative<ast::Column>(member.node)) return std::nullopt;
  if (const auto* clause = std::get_if<ast::ForClause>(&member.node)) {
    if (!clause->body.empty()) return std::nullopt;
    return single_line_block(layout, for_head(*clause), clause->members, TypeWords::as_written,
                             opening_brace(layout, member), closing_brace(member.at), depth);
  }
  if (const auto* clause = std::get_if<ast::PropertiesClause>(&member.node)) {
    return single_line_properties(layout, clause->properties, opening_brace(layout, member), closing_brace(member.at),
                                  depth);
  }
  return clause_line(member, words);
}

// Columns -----------------------------------------------------------------------------------------

/// Columns below each other whose cells are aligned.
struct ColumnTable {
  std::size_t name_width = 0;
  std::size_t type_width = 0;
};

std::string padded(std::string text, std::size_t width) {
  return text + std::string(width - width_of(text) + 2, ' ');
}

std::string row_text(const ColumnRow& row, const ColumnTable& table) {
  std::string text = padded(row.name, table.name_width);
  if (row.attributes.empty()) return text + row.type + ";";
  return text + padded(row.type, table.type_width) + fmt::format("{};", fmt::join(row.attributes, "  "));
}

class MemberEntries {
 public:
  MemberEntries(Layout& layout, const std::vector<ast::Member>& members, TypeWords words, std::size_t depth)
      : layout_(layout), members_(members), words_(words), depth_(depth) {}

  std::vector<Entry> make(std::uint32_t open) {
    std::uint32_t last_end = open + 1;
    for (const ast::Member& member : members_) {
      add(member, last_end);
      last_end = member.at.end;
    }
    return std::move(entries_);
  }

 private:
  void add(const ast::Member& member, std::uint32_t last_end) {
    Entry entry{member.at.begin, member.at.end, member.doc, group_of(member.node), false, {}};
    if (const auto* column = std::get_if<ast::Column>(&member.node)) {
      if (entry.doc.empty()) entry.doc = column->doc;
      entry.print = column_printer(*column, member, last_end);
    } else {
      table_ = nullptr;
      entry.print = [this_layout = &layout_, &member, words = words_, depth = depth_] {
        print_member(*this_layout, member, words, depth);
      };
    }
    entries_.push_back(std::move(entry));
  }

  /// A blank line or any other member begins a new table of columns.
  std::function<void()> column_printer(const ast::Column& column, const ast::Member& member, std::uint32_t last_end) {
    const Trivia& trivia = layout_.trivia;
    const bool is_apart = trivia.has_source() && trivia.has_blank_line_between(last_end, member.at.begin);
    if (table_ == nullptr || is_apart) table_ = std::make_shared<ColumnTable>();
    ColumnRow row = column_row(column, member.only_on, words_);
    table_->name_width = std::max(table_->name_width, width_of(row.name));
    table_->type_width = std::max(table_->type_width, width_of(row.type));
    return [this_layout = &layout_, row = std::move(row), table = table_, depth = depth_] {
      this_layout->page.line(depth, row_text(row, *table));
    };
  }

  static void print_member(Layout& layout, const ast::Member& member, TypeWords words, std::size_t depth) {
    if (std::optional<std::string> line = single_line_member(layout, member, words, depth)) {
      return layout.page.line(depth, std::move(*line));
    }
    const std::uint32_t open = opening_brace(layout, member);
    const std::uint32_t close = closing_brace(member.at);
    if (const auto* clause = std::get_if<ast::ForClause>(&member.node)) {
      if (!clause->body.empty()) return print_for_query(layout, *clause, depth);
      print_block(layout, for_head(*clause),
                  member_entries(layout, clause->members, TypeWords::as_written, open, depth + 1), open, close, depth);
    } else if (const auto* properties = std::get_if<ast::PropertiesClause>(&member.node)) {
      print_block(layout, "properties", property_entries(layout, properties->properties, depth + 1), open, close,
                  depth);
    } else {
      layout.page.line(depth, clause_line(member, words));
    }
  }

  static void print_for_query(Layout& layout, const ast::ForClause& clause, std::size_t depth) {
    layout.page.line(depth, for_head(clause) + " as");
    print_query(layout, clause.body, depth);
  }

  Layout& layout_;
  const std::vector<ast::Member>& members_;
  TypeWords words_;
  std::size_t depth_;
  std::shared_ptr<ColumnTable> table_;
  std::vector<Entry> entries_;
};

}  // namespace

std::vector<Entry> member_entries(Layout& layout, const std::vector<ast::Member>& members, TypeWords words,
                                  std::uint32_t open, std::size_t depth) {
  return MemberEntries(layout, members, words, depth).make(open);
}

std::vector<Entry> property_entries(Layout& layout, const std::vector<ast::Property>& properties, std::size_t depth) {
  std::vector<Entry> entries;
  for (const ast::Property& property : properties) {
    const std::uint32_t end = layout.trivia.behind(';', property.value.at.end);
    entries.push_back({property.key_at.begin, end, {}, 0, false, [&layout, &property, depth] {
                         layout.page.line(depth, property_text(property) + ";");
                       }});
  }
  return entries;
}

std::optional<std::string> single_line_block(const Layout& layout, const std::string& head,
                                             const std::vector<ast::Member>& members, TypeWords words,
                                             std::uint32_t open, std::uint32_t close, std::size_t depth) {
  if (has_comments(layout, open, close) || members.size() > 1) return std::nullopt;
  if (members.empty()) return head + " { }";
  const std::optional<std::string> member = single_line_member(layout, members[0], words, depth);
  if (!member) return std::nullopt;
  std::string line = fmt::format("{} {{ {} }}", head, *member);
  return fits(line, depth) ? std::optional(std::move(line)) : std::nullopt;
}

std::optional<std::string> single_line_properties(const Layout& layout, const std::vector<ast::Property>& properties,
                                                  std::uint32_t open, std::uint32_t close, std::size_t depth) {
  if (has_comments(layout, open, close) || properties.size() > 1) return std::nullopt;
  if (properties.empty()) return "properties { }";
  std::string line = fmt::format("properties {{ {}; }}", property_text(properties[0]));
  return fits(line, depth) ? std::optional(std::move(line)) : std::nullopt;
}

void print_query(Layout& layout, const ast::RawText& query, std::size_t depth) {
  const bool has_place = layout.trivia.has_source() && query.at.is_valid();
  const std::size_t column = has_place ? layout.trivia.column_at_line_start(query.at.begin) : std::string_view::npos;
  for (const QueryLine& line : query_lines(query.text, column)) {
    if (line.is_inside_string) {
      layout.page.verbatim(line.text);
    } else {
      layout.page.line(depth + 1, line.text);
    }
  }
  if (ends_in_line_comment(query.text)) {
    layout.page.line(depth + 1, ";");
  } else {
    layout.page.append(";");
  }
}

}  // namespace kura::format
