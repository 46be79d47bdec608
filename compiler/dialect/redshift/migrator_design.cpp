// RedshiftMigrator: a table in place: distribution, sort key, encodings.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/redshift/carry.h"
#include "compiler/dialect/redshift/design.h"
#include "compiler/dialect/redshift/migrator.h"
#include "compiler/dialect/redshift/storage.h"

namespace kura::dialect::redshift {
namespace {

using change::HazardKind;
using change::Kind;
using change::kNowhere;

std::size_t place_of(std::span<const Answered> changes, Kind kind) {
  const auto is_wanted = [kind](const Answered& it) {
    return it.change.kind == kind && it.row != nullptr && it.row->method == Method::in_place;
  };
  const auto found = std::find_if(changes.begin(), changes.end(), is_wanted);
  return found == changes.end() ? kNowhere : static_cast<std::size_t>(found - changes.begin());
}

/// The table's keys on the way: AUTO would keep a key column that is to be dropped, so it comes after the drop.
struct KeyChange {
  std::size_t sort_at = kNowhere;
  std::size_t distribution_at = kNowhere;
  bool frees_sort_column = false;
  bool frees_distribution_column = false;

  KeyChange(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes)
      : sort_at(place_of(changes, Kind::change_sort_key)),
        distribution_at(place_of(changes, Kind::change_distribution)) {
    for (const Answered& it : changes) {
      if (it.change.kind != Kind::drop_column) continue;
      const std::string& name = before.columns.at(it.change.part.before).name;
      frees_sort_column |= is_in_sort_key(before, name);
      frees_distribution_column |= is_distribution_key(before, name);
    }
    frees_sort_column &= sort_key_of(after.physical, false).style == ir::SortStyle::automatic;
    frees_distribution_column &= distribution_of(after.physical, false).style == ir::DistributionStyle::automatic;
  }
};

/// What happens to the encodings, from what is known of them.
struct EncodingChange {
  std::vector<ir::Column> known;  // have another encoding now, for certain
  std::vector<ir::Column> open;   // may have it already
  bool turns_off = false;         // automatic encoding, which only a change of an encoding ends
};

bool is_resized(const ir::Column& before, const ir::Column& after, const ir::Schema& schema) {
  return varchar_length(before.type) && varchar_length(after.type) && !same_words(before.type, after.type, schema);
}

class EncodingPlan {
 public:
  EncodingPlan(const ir::Table& before, const ir::Table& after, const std::set<std::string>& recreated,
               bool changes_sort_key, const ir::Schema& schema)
      : before_(before),
        after_(after),
        recreated_(recreated),
        schema_(schema),
        changes_sort_key_(changes_sort_key),
        was_automatic_(has_automatic_encoding(before)),
        is_automatic_(has_automatic_encoding(after)) {}

  EncodingChange run() {
    for (const ir::Column& column : after_.columns) visit(column);
    result_.turns_off = was_automatic_ && !is_automatic_ && result_.known.empty() && !changes_later_;
    if (result_.turns_off && result_.open.empty()) {
      const auto is_stated = [](const ir::Column& it) { return !it.encoding.empty(); };
      result_.open.push_back(*std::find_if(after_.columns.begin(), after_.columns.end(), is_stated));
    }
    return std::move(result_);
  }

 private:
  void visit(const ir::Column& column) {
    const ir::Column* old = ir::find_column(before_, column.name);
    const bool is_new = old == nullptr || recreated_.contains(column.name);
    if (!is_new && is_resized(*old, column, schema_)) return visit_resized(*old, column);
    if (is_automatic_ || column.encoding.empty()) return;
    if (changes_sort_key_ && is_in_sort_key(after_, column.name)) {
      // ALTER SORTKEY leaves the columns of the key without compression.
      if (column.encoding != "raw") result_.known.push_back(column);
    } else if (is_new) {
      return;
    } else if (changes_sort_key_ && is_in_sort_key(before_, column.name)) {
      // It may also change those that leave the key.
      result_.open.push_back(column);
    } else if (was_automatic_ || old->encoding.empty()) {
      result_.open.push_back(column);
    } else if (old->encoding != column.encoding) {
      result_.known.push_back(column);
    }
  }

  /// The length changes between the old encoding and the new one; neither may hold it then.
  void visit_resized(const ir::Column& old, const ir::Column& column) {
    const bool is_known = !was_automatic_ && !old.encoding.empty();
    const bool is_final = !is_automatic_ && !column.encoding.empty() && !holds_length(column.encoding);
    changes_later_ |= !is_automatic_ && holds_length(column.encoding);
    if (is_final && !is_known) {
      result_.open.push_back(column);
    } else if (is_final && old.encoding != column.encoding) {
      result_.known.push_back(column);
    } else if (!is_final && is_known && holds_length(old.encoding)) {
      ir::Column free = column;
      free.encoding = "lzo";
      result_.known.push_back(free);
    }
  }

  const ir::Table& before_;
  const ir::Table& after_;
  const std::set<std::string>& recreated_;
  const ir::Schema& schema_;
  bool changes_sort_key_;
  bool was_automatic_;
  bool is_automatic_;
  bool changes_later_ = false;  // an encoding, when a length has changed
  EncodingChange result_;
};

std::string names_of(const std::vector<ir::Column>& columns) {
  std::string names;
  for (const ir::Column& column : columns) names += fmt::format("{}`{}`", names.empty() ? "" : ", ", column.name);
  return (columns.size() == 1 ? "column " : "columns ") + names;
}

/// The changes that a statement about these columns carries out; `turns` says that it ends automatic encoding as well.
std::vector<std::size_t> carried_out(const ir::Table& after, const std::vector<ir::Column>& columns,
                                     std::span<const Answered> changes, bool turns) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    const change::Change& change = changes[at].change;
    const auto is_it = [&](const ir::Column& it) { return it.name == after.columns.at(change.part.after).name; };
    const bool is_encoding = change.kind == Kind::change_encoding && changes[at].row != nullptr &&
                             changes[at].row->method == Method::in_place &&
                             std::any_of(columns.begin(), columns.end(), is_it);
    if (is_encoding || (turns && change.kind == Kind::change_native && change.key == "encode auto"))
      places.push_back(at);
  }
  return places;
}

std::string catalog_encoding(const std::string& encoding) {
  return encoding == "raw" ? "none" : encoding;
}

/// An encoding that the column can have for a moment; empty when there is only one.
std::string other_encoding(const ir::Column& column) {
  for (const std::string& encoding : encodings_for(storage_of(column.type))) {
    if (encoding != column.encoding) return encoding;
  }
  return {};
}

}  // namespace

void RedshiftMigrator::mark_encoding(Draft& draft, const ir::Table& table) {
  draft.in_transaction = false;
  // The rows of the changes say it otherwise.
  if (!draft.carries_out.empty()) return;
  draft.hazards.push_back(
      {HazardKind::blocking_lock,
       fmt::format("writers of `{}` wait while the table is written anew", ir::to_text(table.name))});
  draft.hazards.push_back(
      {HazardKind::table_copied, fmt::format("the engine writes `{}` anew", ir::to_text(table.name))});
}

std::string RedshiftMigrator::sort_key_clause(const ir::SortKey& key, const MigrationContext& context) const {
  if (key.style == ir::SortStyle::automatic) return "ALTER SORTKEY AUTO";
  if (key.style == ir::SortStyle::none) return "ALTER SORTKEY NONE";
  std::vector<std::string> columns;
  for (const ir::SortColumn& column : key.columns) columns.push_back(column.name);
  return fmt::format("ALTER SORTKEY ({})", renderer().name_list(columns, context.new_state()));
}

std::string RedshiftMigrator::distribution_clause(const ir::Distribution& distribution,
                                                  const MigrationContext& context) const {
  switch (distribution.style) {
    case ir::DistributionStyle::automatic:
      return "ALTER DISTSTYLE AUTO";
    case ir::DistributionStyle::all:
      return "ALTER DISTSTYLE ALL";
    case ir::DistributionStyle::hash:
      // ALTER takes the column without parentheses, CREATE with them.
      return "ALTER DISTKEY " + renderer().identifier(distribution.columns.front(), context.new_state());
    case ir::DistributionStyle::even:
    case ir::DistributionStyle::random:
      break;
  }
  return "ALTER DISTSTYLE EVEN";
}

void RedshiftMigrator::change_keys(Altering& it) const {
  const KeyChange keys(it.before, it.after, it.changes);
  const std::size_t first = it.drafts.size();
  const ir::SortKey sort_key = sort_key_of(it.after.physical, false);
  const ir::Distribution distribution = distribution_of(it.after.physical, false);
  const auto add = [&](const std::string& clauses, std::vector<std::size_t> carries_out) {
    it.drafts.push_back(draft("", alter(it.after.name, clauses, it.context)));
    it.drafts.back().carries_out = std::move(carries_out);
    it.drafts.back().in_transaction = false;
  };
  const bool is_pair =
      sort_key.style == ir::SortStyle::compound &&
      (distribution.style == ir::DistributionStyle::hash || distribution.style == ir::DistributionStyle::all);
  // Of an interleaved table the sort key changes first and alone, then the rest can.
  if (keys.sort_at != kNowhere && keys.distribution_at != kNowhere && is_pair && !is_interleaved(it.before)) {
    add(sort_key_clause(sort_key, it.context) + ", " + distribution_clause(distribution, it.context),
        {keys.sort_at, keys.distribution_at});
  } else {
    if (keys.sort_at != kNowhere && keys.frees_sort_column) {
      add("ALTER SORTKEY NONE", {keys.sort_at});
      it.drafts.back().summary = "take the sort key away, so that its column can be dropped";
    } else if (keys.sort_at != kNowhere) {
      add(sort_key_clause(sort_key, it.context), {keys.sort_at});
    }
    if (keys.distribution_at != kNowhere && keys.frees_distribution_column) {
      add("ALTER DISTSTYLE EVEN", {keys.distribution_at});
      it.drafts.back().summary = "take the distribution key away, so that its column can be dropped";
    } else if (keys.distribution_at != kNowhere) {
      add(distribution_clause(distribution, it.context), {keys.distribution_at});
    }
  }
  if (it.drafts.size() == first) return;
  for (const ir::View& view : it.context.after.views) {
    const auto reads = [&](const ir::RelationUse& use) { return use.name == it.after.name; };
    if (!view.is_materialized || std::none_of(view.body.relations.begin(), view.body.relations.end(), reads)) continue;
    it.drafts[first].hazards.push_back(
        {HazardKind::refresh_needed, fmt::format("the next refresh of `{}` computes it anew", ir::to_text(view.name))});
  }
}

void RedshiftMigrator::make_keys_automatic(Altering& it) const {
  const KeyChange keys(it.before, it.after, it.changes);
  const auto add = [&](const std::string& clause, std::size_t at) {
    it.drafts.push_back(draft("", alter(it.after.name, clause, it.context)));
    it.drafts.back().carries_out = {at};
    it.drafts.back().in_transaction = false;
  };
  if (keys.sort_at != kNowhere && keys.frees_sort_column) add("ALTER SORTKEY AUTO", keys.sort_at);
  if (keys.distribution_at != kNowhere && keys.frees_distribution_column)
    add("ALTER DISTSTYLE AUTO", keys.distribution_at);
}

std::string RedshiftMigrator::encode_clauses(const std::vector<ir::Column>& columns,
                                             const MigrationContext& context) const {
  std::vector<std::string> clauses;
  for (const ir::Column& column : columns) {
    clauses.push_back(fmt::format("ALTER COLUMN {} ENCODE {}", renderer().identifier(column.name, context.new_state()),
                                  to_upper(column.encoding)));
  }
  return join(clauses, ", ");
}

std::string RedshiftMigrator::encodings_to_set(const ir::Table& table, const std::vector<ir::Column>& columns,
                                               bool turns_off, const MigrationContext& context) const {
  std::vector<std::string> queries;
  const auto add = [&](ir::Column column, const std::string& encoding, const std::string& condition) {
    column.encoding = encoding;
    const std::string statement = alter(table.name, encode_clauses({column}, context), context);
    queries.push_back(
        fmt::format("  SELECT {} AS place, {} AS statement FROM pg_attribute WHERE attrelid = {} AND attname = {}{}",
                    queries.size() + 1, renderer().string_literal(statement), regclass(table.name, context.new_state()),
                    renderer().string_literal(column.name), condition));
  };
  const auto compared = [&](const ir::Column& column, std::string_view how) {
    return fmt::format(" AND FORMAT_ENCODING(attencodingtype::integer) {} {}", how,
                       renderer().string_literal(catalog_encoding(column.encoding)));
  };
  bool is_turned = !turns_off;
  for (const ir::Column& column : columns) {
    const std::string other = is_turned ? std::string() : other_encoding(column);
    if (!other.empty()) {
      // There and back: automatic encoding ends when an encoding changes.
      add(column, other, compared(column, "="));
      is_turned = true;
    }
    add(column, column.encoding, other.empty() ? compared(column, "<>") : std::string());
  }
  return fmt::format("SELECT statement FROM (\n{}\n) AS needed ORDER BY place", fmt::join(queries, "\n  UNION ALL\n"));
}

void RedshiftMigrator::change_encodings(Altering& it) const {
  const bool was_automatic = has_automatic_encoding(it.before);
  const bool is_automatic = has_automatic_encoding(it.after);
  const bool changes_sort_key = place_of(it.changes, Kind::change_sort_key) != kNowhere;
  const EncodingChange change =
      EncodingPlan(it.before, it.after, it.recreated, changes_sort_key, it.context.after).run();
  const bool turns = was_automatic != is_automatic;
  if (!change.known.empty()) {
    it.drafts.push_back(draft(fmt::format("change the encoding of {}", names_of(change.known)),
                              alter(it.after.name, encode_clauses(change.known, it.context), it.context)));
    it.drafts.back().carries_out = carried_out(it.after, change.known, it.changes, turns && !is_automatic);
    mark_encoding(it.drafts.back(), it.after);
  }
  if (!change.open.empty()) {
    const std::string query = encodings_to_set(it.after, change.open, change.turns_off, it.context);
    Draft result = draft(fmt::format("set the encoding of {} where it is another one", names_of(change.open)), query);
    result.carry.push_back({"encodings, by the statements that the query gives", query});
    result.carries_out = carried_out(it.after, change.open, it.changes, change.turns_off);
    result.reason =
        "Redshift refuses an encoding that a column has already, and the catalog alone knows it: run what the query "
        "gives";
    mark_encoding(result, it.after);
    it.drafts.push_back(std::move(result));
  }
  if (!turns || !is_automatic) return;
  it.drafts.push_back(
      draft("let Redshift choose the encodings", alter(it.after.name, "ALTER ENCODE AUTO", it.context)));
  it.drafts.back().carries_out = carried_out(it.after, it.after.columns, it.changes, true);
  it.drafts.back().in_transaction = false;
}

}  // namespace kura::dialect::redshift
