// Describe: the words for every kind of change.
#include "compiler/diff/describe.h"

#include <fmt/format.h>

namespace kura::diff {
namespace {

using change::Kind;
using change::kNowhere;
using change::ObjectKind;
using change::Part;

template <class T>
const T* at(const std::vector<T>& list, std::size_t place) {
  return place < list.size() ? &list[place] : nullptr;
}

/// The tables of both sides, and views likewise; null where there is none.
struct Sides {
  const ir::Table* old_table = nullptr;
  const ir::Table* new_table = nullptr;
  const ir::View* old_view = nullptr;
  const ir::View* new_view = nullptr;

  Sides(const change::Change& change, const ir::Schema& before, const ir::Schema& after) {
    if (change.object == ObjectKind::table) {
      old_table = at(before.tables, change.at.before);
      new_table = at(after.tables, change.at.after);
    } else if (change.object == ObjectKind::view || change.object == ObjectKind::materialized_view) {
      old_view = at(before.views, change.at.before);
      new_view = at(after.views, change.at.after);
    }
  }
  [[nodiscard]] const ir::Physical* old_physical() const {
    return old_table != nullptr ? &old_table->physical : old_view != nullptr ? &old_view->physical : nullptr;
  }
  [[nodiscard]] const ir::Physical* new_physical() const {
    return new_table != nullptr ? &new_table->physical : new_view != nullptr ? &new_view->physical : nullptr;
  }
};

std::string quoted(const std::string& name) {
  return "`" + name + "`";
}

std::string list_text(const std::vector<std::string>& names) {
  return fmt::format("({})", fmt::join(names, ", "));
}

std::string distribution_text(const Boxed<ir::Distribution>& it) {
  if (!it) return "none";
  switch (it->style) {
    case ir::DistributionStyle::automatic:
      return "auto";
    case ir::DistributionStyle::even:
      return "even";
    case ir::DistributionStyle::all:
      return "all";
    case ir::DistributionStyle::random:
      return "random";
    case ir::DistributionStyle::hash:
      break;
  }
  std::string text = "hash" + list_text(it->columns);
  if (it->buckets > 0) text += fmt::format(" buckets {}", it->buckets);
  return text;
}

std::string sort_key_text(const Boxed<ir::SortKey>& it) {
  if (!it || it->style == ir::SortStyle::none) return "none";
  if (it->style == ir::SortStyle::automatic) return "auto";
  std::vector<std::string> columns;
  for (const ir::SortColumn& column : it->columns)
    columns.push_back(column.name + (column.is_descending ? " desc" : ""));
  return (it->style == ir::SortStyle::interleaved ? "interleaved " : "") + list_text(columns);
}

std::string key_model_text(const Boxed<ir::KeyModel>& it) {
  if (!it) return "none";
  constexpr std::string_view kWords[] = {"primary", "unique", "duplicate", "aggregate"};
  return fmt::format("{} key {}", kWords[static_cast<std::size_t>(it->kind)], list_text(it->columns));
}

std::string key_text(const std::string& name, const std::vector<std::string>& columns) {
  return name.empty() ? list_text(columns) : fmt::format("`{}` {}", name, list_text(columns));
}

std::string from_to(const std::string& from, const std::string& to) {
  return fmt::format(" from {} to {}", from, to);
}

std::string column_detail(const change::Change& change, const ir::Column* before, const ir::Column* after) {
  const ir::Column* shown = after != nullptr ? after : before;
  if (shown == nullptr) return {};
  switch (change.kind) {
    case Kind::add_column:
      return fmt::format("`{}` {}{}", shown->name, ir::to_text(shown->type), shown->is_nullable ? "" : " not null");
    case Kind::rename_column:
      return fmt::format("`{}` to `{}`", shown->was, shown->name);
    case Kind::change_type: {
      const std::string from = ir::to_text(before->type);
      const std::string to = ir::to_text(after->type);
      return quoted(shown->name) + (from == to ? ": the labels of " + to : from_to(from, to));
    }
    case Kind::rename_text_labels: {
      std::string labels;
      for (const ir::RenamedLabel& it : ir::renamed_labels(before->labels, after->labels)) {
        labels += fmt::format("{} '{}' to '{}'", labels.empty() ? ":" : ",", before->labels[it.before].text,
                              after->labels[it.after].text);
      }
      return quoted(shown->name) + labels;
    }
    case Kind::change_encoding:
      return quoted(shown->name) + from_to(before->encoding.empty() ? "auto" : before->encoding,
                                           after->encoding.empty() ? "auto" : after->encoding);
    default:
      return quoted(shown->name);
  }
}

std::string physical_detail(const change::Change& change, const Sides& sides) {
  const ir::Physical* before = sides.old_physical();
  const ir::Physical* after = sides.new_physical();
  if (before == nullptr || after == nullptr) return {};
  if (change.kind == Kind::change_distribution)
    return from_to(distribution_text(before->distribution), distribution_text(after->distribution)).substr(1);
  if (change.kind == Kind::change_sort_key)
    return from_to(sort_key_text(before->sort_key), sort_key_text(after->sort_key)).substr(1);
  return {};
}

template <class T>
std::string named_part(const std::vector<T>* before, const std::vector<T>* after, change::Places part) {
  const T* shown = after != nullptr ? at(*after, part.after) : nullptr;
  const T* old = before != nullptr ? at(*before, part.before) : nullptr;
  if (shown == nullptr) shown = old;
  if (shown == nullptr) return {};
  if (old != nullptr && shown != old && old->name != shown->name)
    return fmt::format("`{}` to `{}`", old->name, shown->name);
  return shown->name.empty() ? std::string() : quoted(shown->name);
}

std::string grant_text(const std::vector<ir::Grant>& grants, std::size_t place, std::string_view preposition) {
  const ir::Grant* grant = at(grants, place);
  if (grant == nullptr) return {};
  std::vector<std::string> actions;
  for (const ir::Privilege& privilege : grant->privileges) {
    actions.push_back(privilege.action + (privilege.columns.empty() ? "" : " " + list_text(privilege.columns)));
  }
  return fmt::format("{} {} {}", fmt::join(actions, ", "), preposition,
                     grant->grantee.empty() ? "public" : grant->grantee);
}

std::string table_part(const change::Change& change, const Sides& sides) {
  const ir::Table* before = sides.old_table;
  const ir::Table* after = sides.new_table;
  if (before == nullptr || after == nullptr) return {};
  switch (part_of(change.kind)) {
    case Part::column:
      return column_detail(change, at(before->columns, change.part.before), at(after->columns, change.part.after));
    case Part::unique_key: {
      const ir::Key* key = at(after->unique_keys, change.part.after);
      if (key == nullptr) key = at(before->unique_keys, change.part.before);
      if (change.kind == Kind::rename_unique) return named_part(&before->unique_keys, &after->unique_keys, change.part);
      return key_text(key->name, key->columns);
    }
    case Part::check:
      return named_part(&before->checks, &after->checks, change.part);
    case Part::foreign_key: {
      if (change.kind == Kind::rename_foreign_key)
        return named_part(&before->foreign_keys, &after->foreign_keys, change.part);
      const ir::ForeignKey* key = at(after->foreign_keys, change.part.after);
      if (key == nullptr) key = at(before->foreign_keys, change.part.before);
      return fmt::format("{} to `{}`", key_text(key->name, key->columns), ir::to_text(key->target));
    }
    default:
      break;
  }
  if (change.kind == Kind::change_key_model)
    return from_to(key_model_text(before->key_model), key_model_text(after->key_model)).substr(1);
  if (change.kind == Kind::add_primary_key) return list_text(after->primary_key->columns);
  if (change.kind == Kind::drop_primary_key) return list_text(before->primary_key->columns);
  if (change.kind == Kind::set_owner) return "to `" + after->owner + "`";
  return {};
}

std::string shared_part(const change::Change& change, const Sides& sides) {
  const ir::Physical* before = sides.old_physical();
  const ir::Physical* after = sides.new_physical();
  switch (part_of(change.kind)) {
    case Part::index:
      return named_part(before == nullptr ? nullptr : &before->indexes, after == nullptr ? nullptr : &after->indexes,
                        change.part);
    case Part::partition: {
      const auto list = [](const ir::Physical* physical) {
        return physical == nullptr || !physical->partitioning ? nullptr : &physical->partitioning->partitions;
      };
      return named_part(list(before), list(after), change.part);
    }
    case Part::property:
    case Part::native:
      return quoted(change.key);
    case Part::grant: {
      const bool is_table = sides.new_table != nullptr;
      if (change.kind == Kind::add_grant) {
        return grant_text(is_table ? sides.new_table->grants : sides.new_view->grants, change.part.after, "to");
      }
      return grant_text(is_table ? sides.old_table->grants : sides.old_view->grants, change.part.before, "from");
    }
    default:
      return physical_detail(change, sides);
  }
}

std::string label_part(const change::Change& change, const ir::Schema& before, const ir::Schema& after) {
  const ir::EnumType& new_enum = after.enums.at(change.at.after);
  const std::string& text = new_enum.labels.at(change.part.after).text;
  if (change.kind != Kind::rename_enum_label) return "'" + text + "'";
  return fmt::format("'{}' to '{}'", before.enums.at(change.at.before).labels.at(change.part.before).text, text);
}

/// "and rename 'x' to 'y'" where a label of an enum that is made anew has another text.
std::string renamed_labels_part(const ir::EnumType& before, const ir::EnumType& after) {
  std::string text;
  for (const ir::RenamedLabel& it : ir::renamed_labels(before.labels, after.labels)) {
    text += fmt::format("{} '{}' to '{}'", text.empty() ? "and rename" : ",", before.labels[it.before].text,
                        after.labels[it.after].text);
  }
  return text;
}

/// "from `x`" for a renamed object.
std::string rename_part(const change::Change& change, const ir::Schema& after) {
  const auto from = [](const ir::QualifiedName& was) { return "from `" + ir::to_text(was) + "`"; };
  switch (change.kind) {
    case Kind::rename_table:
    case Kind::move_table:
      return from(after.tables.at(change.at.after).was);
    case Kind::rename_view:
    case Kind::move_view:
      return from(after.views.at(change.at.after).was);
    case Kind::rename_enum:
      return from(after.enums.at(change.at.after).was);
    case Kind::rename_sequence:
      return from(after.sequences.at(change.at.after).was);
    default:
      return {};
  }
}

template <class T>
ir::QualifiedName pick(const std::vector<T>& before, const std::vector<T>& after, change::Places places) {
  return places.after != kNowhere ? after.at(places.after).name : before.at(places.before).name;
}

}  // namespace

ir::QualifiedName name_of(const change::Change& change, const ir::Schema& before, const ir::Schema& after) {
  switch (change.object) {
    case ObjectKind::schema:
      return {"", change.at.after != kNowhere ? after.namespaces.at(change.at.after).name
                                              : before.namespaces.at(change.at.before).name};
    case ObjectKind::enumeration:
      return pick(before.enums, after.enums, change.at);
    case ObjectKind::sequence:
      return pick(before.sequences, after.sequences, change.at);
    case ObjectKind::table:
      return pick(before.tables, after.tables, change.at);
    case ObjectKind::view:
    case ObjectKind::materialized_view:
      return pick(before.views, after.views, change.at);
  }
  return {};
}

change::ChangeLine describe(const change::Change& change, const ir::Schema& before, const ir::Schema& after) {
  const Sides sides(change, before, after);
  std::string detail = rename_part(change, after);
  if (detail.empty() && part_of(change.kind) == Part::label) detail = label_part(change, before, after);
  if (change.kind == Kind::recreate_enum)
    detail = renamed_labels_part(before.enums.at(change.at.before), after.enums.at(change.at.after));
  if (detail.empty() && change.object == ObjectKind::table) detail = table_part(change, sides);
  if (detail.empty() && (sides.new_physical() != nullptr || sides.old_physical() != nullptr))
    detail = shared_part(change, sides);
  if (change.kind == Kind::set_view_column_comment) {
    const ir::ViewColumn* column = at(sides.new_view->columns, change.part.after);
    if (column == nullptr) column = at(sides.old_view->columns, change.part.before);
    detail = quoted(column->name);
  }
  std::string text(kind_words(change.kind));
  if (!detail.empty()) text += " " + detail;
  return {change.object, name_of(change, before, after), change.kind, std::move(text)};
}

}  // namespace kura::diff
