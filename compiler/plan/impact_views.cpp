// Impact on views.
#include <algorithm>
#include <map>

#include "compiler/plan/impact.h"
#include "compiler/sql/tokens.h"

namespace kura::plan {
namespace {

using change::Kind;
using change::kNowhere;
using change::ObjectKind;
using dialect::Answered;
using dialect::Readers;

/// The views of one state by what they read.
class ReaderIndex {
 public:
  explicit ReaderIndex(const std::vector<ir::View>& views) {
    for (std::size_t i = 0; i < views.size(); ++i) {
      for (const ir::RelationUse& use : views[i].body.relations) {
        std::vector<std::size_t>& readers = readers_[use.name];
        if (readers.empty() || readers.back() != i) readers.push_back(i);
      }
    }
  }
  [[nodiscard]] const std::vector<std::size_t>& of(const ir::QualifiedName& name) const {
    const auto found = readers_.find(name);
    return found == readers_.end() ? none_ : found->second;
  }

 private:
  std::map<ir::QualifiedName, std::vector<std::size_t>> readers_;
  std::vector<std::size_t> none_;
};

/// True when a query may read the column: it names it, or takes all columns.
bool may_read(const ir::View& view, const std::string& column) {
  for (const sql::Token& token : sql::tokenize(view.body.text)) {
    if (token.is_symbol("*")) return true;
    const bool is_name = token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
    if (is_name && sql::name_of(token) == column) return true;
  }
  return false;
}

class Impact {
 public:
  Impact(const Situation& situation, const Work& work)
      : situation_(situation), work_(work), old_readers_(situation.before.views), new_readers_(situation.after.views) {
    result_.goes.assign(situation.before.views.size(), false);
    result_.reason.resize(situation.before.views.size());
    result_.is_activated.assign(situation.after.views.size(), false);
  }

  ViewImpact run() {
    for (const std::size_t place : situation_.pairing.views.dropped) go(place, {});
    for (const ObjectWork& view : work_.views) {
      if (view.is_recreated) go(view.places.before, {});
    }
    for (const ObjectWork& table : work_.tables) reach_readers(table);
    drop_readers_of_dropped_tables();
    spread();
    return std::move(result_);
  }

 private:
  /// `column` as a query may write it: under its old name or its new one.
  void apply(Readers effect, Readers materialized_effect, const ir::QualifiedName& name,
             const std::vector<std::string>& columns) {
    const std::string reason = "`" + ir::to_text(name) + "` changes";
    const auto is_named = [&](const ir::View& view) {
      return std::any_of(columns.begin(), columns.end(),
                         [&](const std::string& column) { return may_read(view, column); });
    };
    for (const std::size_t place : old_readers_.of(name)) {
      const ir::View& view = situation_.before.views[place];
      if (view.no_schema_binding) continue;
      const Readers wanted = view.is_materialized ? materialized_effect : effect;
      if (wanted == Readers::recreate || (wanted == Readers::recreate_named && is_named(view))) go(place, reason);
      if (wanted == Readers::activate) activate(situation_.pairing.views.after_of[place]);
    }
  }

  void reach_readers(const ObjectWork& work) {
    const ir::Table& table = situation_.after.tables[work.places.after];
    const dialect::MigrationTraits& traits = situation_.migration.traits;
    if (work.is_rebuilt) apply(traits.rebuild_views, traits.rebuild_materialized, table.name, {});
    for (const Answered& answered : work.in_place) {
      if (work.is_rebuilt || answered.row == nullptr) continue;
      std::vector<std::string> columns;
      const ir::Table& old_table = situation_.before.tables[work.places.before];
      if (answered.change.part.before < old_table.columns.size())
        columns.push_back(old_table.columns[answered.change.part.before].name);
      if (answered.change.kind == Kind::rename_column) columns.push_back(table.columns[answered.change.part.after].was);
      apply(answered.row->views, answered.row->materialized, table.name, columns);
    }
    if (work.is_moved) reach_readers_of_renamed(work, table);
  }

  void reach_readers_of_renamed(const ObjectWork& work, const ir::Table& table) {
    const Kind kind = table.was.schema != table.name.schema ? Kind::move_table : Kind::rename_table;
    const change::Change change{kind, ObjectKind::table, work.places, {}, {}};
    const dialect::Facing facing{change, situation_.before, situation_.after, {}};
    const dialect::AlterRow* row = dialect::find_answer(situation_.migration, facing, false);
    if (row != nullptr) apply(row->views, row->materialized, table.name, {});
  }

  void drop_readers_of_dropped_tables() {
    if (!situation_.migration.traits.views_hold_tables) return;
    for (const std::size_t place : situation_.pairing.tables.dropped) {
      const ir::QualifiedName& name = situation_.before.tables[place].name;
      apply(Readers::recreate, Readers::recreate, name, {});
    }
  }

  void go(std::size_t place, const std::string& reason) {
    if (result_.goes[place]) return;
    result_.goes[place] = true;
    result_.reason[place] = reason;
    pending_.push_back(place);
  }

  void activate(std::size_t after) {
    if (after == kNowhere || result_.is_activated[after]) return;
    result_.is_activated[after] = true;
    activate_readers(after);
  }

  /// Materialized views over a view, also by way of plain ones.
  void activate_readers(std::size_t after) {
    for (const std::size_t reader : new_readers_.of(situation_.after.views[after].name)) {
      if (situation_.after.views[reader].is_materialized) {
        activate(reader);
      } else {
        activate_readers(reader);
      }
    }
  }

  /// A view that goes takes along those that read it, where they hold each other; elsewhere it only disturbs those that
  /// keep their rows.
  void spread() {
    const dialect::MigrationTraits& traits = situation_.migration.traits;
    while (!pending_.empty()) {
      const std::size_t place = pending_.back();
      pending_.pop_back();
      const ir::View& gone = situation_.before.views[place];
      for (const std::size_t reader : old_readers_.of(gone.name)) {
        const ir::View& view = situation_.before.views[reader];
        if (view.no_schema_binding) continue;
        const std::string reason = "`" + ir::to_text(gone.name) + "` is dropped and created again";
        if (traits.views_hold_each_other ||
            (view.is_materialized && traits.recreate_materialized == Readers::recreate)) {
          go(reader, reason);
        } else if (traits.recreate_materialized == Readers::activate) {
          const std::size_t after = situation_.pairing.views.after_of[reader];
          if (view.is_materialized) {
            activate(after);
          } else if (after != kNowhere) {
            activate_readers(after);
          }
        }
      }
    }
    for (std::size_t i = 0; i < result_.is_activated.size(); ++i) {
      const std::size_t before = situation_.pairing.views.before_of[i];
      if (before != kNowhere && result_.goes[before]) result_.is_activated[i] = false;
    }
  }

  const Situation& situation_;
  const Work& work_;
  ReaderIndex old_readers_;
  ReaderIndex new_readers_;
  ViewImpact result_;
  std::vector<std::size_t> pending_;
};

}  // namespace

ViewImpact view_impact(const Situation& situation, const Work& work) {
  if (situation.before.views.empty()) return {{}, {}, std::vector<bool>(situation.after.views.size(), false)};
  return Impact(situation, work).run();
}

}  // namespace kura::plan
