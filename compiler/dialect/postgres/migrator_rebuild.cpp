// The migrator: a table that gets its new shape by a new table and a copy, all in one transaction.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/carry.h"
#include "compiler/dialect/postgres/migrator.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_facts.h"
#include "compiler/dialect/postgres/type_changes.h"
#include "compiler/dialect/postgres/value_checks.h"

namespace kura::dialect::postgres {
namespace {

using change::Kind;
using change::kNowhere;

class Rebuild {
 public:
  Rebuild(const PostgresMigrator& migrator, const TableRebuild& rebuild, const MigrationContext& context)
      : migrator_(migrator),
        spelling_(migrator.spelling()),
        rebuild_(rebuild),
        before_(rebuild.before),
        after_(rebuild.after),
        context_(context),
        state_(context.new_state()),
        old_name_(old_table_name(after_.name, *context.dialect.capabilities)) {
    old_name_.schema = before_.name.schema;
  }

  Drafts run(std::string copy) {
    result_.summary = "rebuild the table";
    keep();
    make_room();
    create();
    sql(identities_kept(std::move(copy)));
    sql(count_rows());
    continue_new_identities();
    own_sequences();
    add_keys();
    drop_old();
    restore();
    note();
    Draft analyzed = draft("gather the statistics of the new table", "ANALYZE " + name());
    analyzed.is_late = true;
    analyzed.in_transaction = false;  // nobody shall wait for it
    return {std::move(result_), std::move(analyzed)};
  }

  [[nodiscard]] const ir::QualifiedName& old_name() const { return old_name_; }

 private:
  void sql(std::string statement) {
    if (!statement.empty()) result_.sql.push_back(std::move(statement));
  }
  void sql(std::vector<Statement> statements) {
    for (Statement& it : statements) sql(std::move(it.sql));
  }
  [[nodiscard]] std::string name() const { return spelling_.qualified(after_.name, state_); }
  [[nodiscard]] std::string old() const { return spelling_.qualified(old_name_, state_); }
  [[nodiscard]] std::string alter(const std::string& rest) const { return "ALTER TABLE " + name() + " " + rest; }

  [[nodiscard]] std::vector<std::string> declared() const {
    std::vector<std::string> words;
    for (const ir::Table* table : {&before_, &after_}) {
      for (const ir::NativeClause& clause : table->physical.native) {
        if (clause.keyword.ends_with("row level security")) words.push_back(clause.keyword);
        if (clause.keyword.starts_with("replica identity")) words.emplace_back("replica identity");
        if (clause.keyword != "with") continue;
        for (const Parameter& it : read_parameters(clause.argument)) words.push_back(it.key);
      }
      for (const ir::Index& index : table->physical.indexes) words.push_back(index.name);
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }

  void keep() {
    sql(fmt::format("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", spelling_.qualified(before_.name, state_)));
    Kept kept{before_.name, after_.name, declared(), {}};
    for (std::size_t i = 0; i < after_.columns.size(); ++i) {
      if (rebuild_.source[i] == kNowhere) continue;
      const std::string& from = before_.columns[rebuild_.source[i]].name;
      if (from != after_.columns[i].name) kept.renamed.emplace_back(from, after_.columns[i].name);
    }
    for (std::size_t i = 0; i < before_.columns.size(); ++i) {
      const bool is_gone = std::find(rebuild_.source.begin(), rebuild_.source.end(), i) == rebuild_.source.end();
      if (is_gone) kept.renamed.emplace_back(before_.columns[i].name, "");
    }
    sql(keep_statement(kept, spelling_, state_));
    for (const std::string& partition : kept_partitions()) {
      const ir::QualifiedName part{before_.name.schema, partition};
      sql(keep_statement({part, {after_.name.schema, partition}, {}, kept.renamed}, spelling_, state_));
    }
  }

  /// Partitions that are there before and after, under the same name.
  [[nodiscard]] std::vector<std::string> kept_partitions() const {
    std::vector<std::string> names;
    if (!is_partitioned(&before_) || !is_partitioned(&after_)) return names;
    const auto& later = after_.physical.partitioning->partitions;
    for (const ir::Partition& it : before_.physical.partitioning->partitions) {
      const bool stays =
          std::any_of(later.begin(), later.end(), [&it](const ir::Partition& other) { return other.name == it.name; });
      if (stays) names.push_back(it.name);
    }
    return names;
  }

  void make_room() {
    // Rows of a partition that is dropped have no place in the new table.
    for (const Answered& it : rebuild_.changes) {
      const bool is_lost =
          it.change.kind == Kind::drop_partition && it.row != nullptr && (it.row->risks & kLosesData) != 0;
      if (!is_lost) continue;
      const ir::Partition& partition = before_.physical.partitioning->partitions.at(it.change.part.before);
      sql("DROP TABLE " + spelling_.qualified({before_.name.schema, partition.name}, state_));
    }
    sql(fmt::format("ALTER TABLE {} RENAME TO {}", spelling_.qualified(before_.name, state_),
                    spelling_.identifier(old_name_.name, state_)));
    sql(set_aside_statement(old_name_, spelling_, state_));
  }

  [[nodiscard]] static bool is_closing(const ir::NativeClause& clause) {
    return clause.keyword == "constraint" || clause.keyword == "cluster on" ||
           clause.keyword.starts_with("replica identity") || clause.keyword.ends_with("row level security");
  }

  [[nodiscard]] static bool is_unchecked(const ir::Check& check) { return has_native(check.native, "not valid"); }

  /// The bare table: keys, indexes and what refers to them come behind the copy, which is faster.
  void create() {
    ir::Table bare = after_;
    bare.primary_key.reset();
    bare.unique_keys.clear();
    bare.foreign_keys.clear();
    bare.physical.indexes.clear();
    bare.grants.clear();
    bare.owner.clear();
    bare.comment.clear();
    for (ir::Column& column : bare.columns) column.comment.clear();
    std::erase_if(bare.checks, is_unchecked);
    std::erase_if(bare.physical.native, is_closing);
    sql(spelling_.create_table(bare, {}, state_));
  }

  [[nodiscard]] std::string identities_kept(std::string copy) const {
    bool is_given = false;
    for (std::size_t i = 0; i < after_.columns.size(); ++i) {
      const ir::Column& column = after_.columns[i];
      is_given = is_given || (column.identity && column.identity->is_always && rebuild_.source[i] != kNowhere);
    }
    if (is_given) copy.insert(copy.find("\nSELECT "), "\nOVERRIDING SYSTEM VALUE");
    // Nothing to copy but the number of rows: every column is new.
    if (const std::size_t none = copy.find(" ()\nSELECT"); none != std::string::npos) copy.erase(none, 3);
    return copy;
  }

  [[nodiscard]] std::string count_rows() const {
    return fmt::format(
        "DO $$\nBEGIN\n  IF (SELECT count(*) FROM {}) <> (SELECT count(*) FROM {}) THEN\n"
        "    RAISE EXCEPTION 'rows were lost on the way to {}';\n  END IF;\nEND\n$$",
        name(), old(), ir::to_text(after_.name));
  }

  /// An old identity goes on from where it was, which restore() sees to; a new one behind the values there are.
  void continue_new_identities() {
    for (std::size_t i = 0; i < after_.columns.size(); ++i) {
      const ir::Column& column = after_.columns[i];
      const std::size_t source = rebuild_.source[i];
      if (!column.identity || source == kNowhere || before_.columns[source].identity) continue;
      const bool rises = column.identity->step > 0;
      const std::string end = fmt::format("{}({})", rises ? "max" : "min", spelling_.identifier(column.name, state_));
      sql(fmt::format("SELECT setval(pg_get_serial_sequence({}, {}), {})\nFROM {}\nHAVING {} {} {}",
                      spelling_.string_literal(name()), spelling_.string_literal(column.name), end, name(), end,
                      rises ? ">=" : "<=", column.identity->start));
    }
  }

  /// Sequences of their own that belong to a column would go with the old table.
  void own_sequences() {
    for (const ir::Sequence& sequence : context_.after.sequences) {
      if (!sequence.owned_by_table || *sequence.owned_by_table != after_.name) continue;
      const auto& old_list = context_.before.sequences;
      const bool is_old = std::any_of(old_list.begin(), old_list.end(),
                                      [&](const ir::Sequence& it) { return it.name == sequence.name; });
      if (!is_old) continue;
      sql(fmt::format("ALTER SEQUENCE {} OWNED BY {}.{}", spelling_.qualified(sequence.name, state_), name(),
                      spelling_.identifier(sequence.owned_by_column, state_)));
    }
  }

  void add_keys() {
    std::vector<std::string> pieces;
    if (after_.primary_key) pieces.push_back("ADD " + spelling_.key_constraint(*after_.primary_key, true, state_));
    for (const ir::Key& key : after_.unique_keys)
      pieces.push_back("ADD " + spelling_.key_constraint(key, false, state_));
    for (const ir::Check& check : after_.checks) {
      if (is_unchecked(check)) pieces.push_back("ADD " + spelling_.check_constraint(check, state_));
    }
    for (const ir::NativeClause& clause : after_.physical.native) {
      if (clause.keyword == "constraint") pieces.push_back("ADD " + spelling_.exclusion(clause, state_));
    }
    if (pieces.size() == 1) sql(alter(pieces[0]));
    if (pieces.size() > 1) sql("ALTER TABLE " + name() + "\n  " + join(pieces, ",\n  "));
    sql(spelling_.indexes(after_.physical, after_.name, state_));
  }

  void drop_old() {
    if (!context_.keeps_old) sql("DROP TABLE " + old());
  }

  /// What was not declared first; what is declared has the last word.
  void restore() {
    sql(restore_statement(after_.name, spelling_, state_));
    for (const std::string& it : kept_partitions()) sql(restore_statement({after_.name.schema, it}, spelling_, state_));
    for (const Answered& it : rebuild_.changes) {
      if (it.change.kind != Kind::drop_grant) continue;
      const ir::Grant& grant = before_.grants.at(it.change.part.before);
      for (std::string& statement : migrator_.revokes(after_.name, grant, context_)) sql(std::move(statement));
    }
    for (const Answered& it : rebuild_.changes) {
      if (it.change.kind == Kind::set_table_comment && after_.comment.empty())
        sql(migrator_.comment("TABLE " + name(), ""));
      if (it.change.kind != Kind::set_column_comment || !after_.columns.at(it.change.part.after).comment.empty())
        continue;
      const std::string column = spelling_.identifier(after_.columns.at(it.change.part.after).name, state_);
      sql(migrator_.comment(fmt::format("COLUMN {}.{}", name(), column), ""));
    }
    const std::vector<std::string> gone =
        migrator_.forgotten_comments(before_.physical.indexes, after_.physical.indexes, after_.name, context_);
    for (const std::string& statement : gone) sql(statement);
    sql(spelling_.comments(after_, state_));
    sql(spelling_.ownership("TABLE", after_.name, after_.owner, after_.grants, state_));
    sql(spelling_.closing_statements(after_, state_));
  }

  void note() {
    const std::string text = ir::to_text(after_.name);
    result_.hazards.push_back(
        {change::HazardKind::blocking_lock, fmt::format("readers and writers of `{}` wait while it is copied", text)});
    for (std::size_t at = 0; at < rebuild_.changes.size(); ++at) {
      const Answered& it = rebuild_.changes[at];
      if (it.row == nullptr) continue;
      if (it.change.kind == Kind::change_type) {
        const ir::Type& from = before_.columns.at(it.change.part.before).type;
        const ir::Type& to = after_.columns.at(it.change.part.after).type;
        if (!has_way_back(from, to)) result_.hazards.push_back(no_way_back(from, to));
      }
      if (it.row->method == Method::rebuild) {
        result_.carries_out.push_back(at);
      } else {
        add_risks(it);
      }
    }
    for (std::size_t i = 0; i < after_.columns.size(); ++i) check_values(i);
  }

  /// What the change would risk in place it risks in a copy; its locks and its work are those of the copy.
  void add_risks(const Answered& it) {
    std::string text(change::kind_words(it.change.kind));
    if (part_of(it.change.kind) == change::Part::column) {
      const bool is_there = it.change.part.after != kNowhere;
      text += fmt::format(" `{}`", is_there ? after_.columns.at(it.change.part.after).name
                                            : before_.columns.at(it.change.part.before).name);
    } else if (it.change.kind == Kind::drop_partition) {
      text += fmt::format(" `{}`", before_.physical.partitioning->partitions.at(it.change.part.before).name);
    }
    const auto add = [&](std::uint16_t risk, change::HazardKind kind, std::string_view what) {
      if ((it.row->risks & risk) != 0) result_.hazards.push_back({kind, fmt::format("{}: {}", text, what)});
    };
    add(kLosesData, change::HazardKind::data_loss, "its values are lost");
    add(kIrreversible, change::HazardKind::irreversible, "the way back does not bring back what was there");
    add(kMayFail, change::HazardKind::may_fail, "rows may not allow it");
    add(kChangesValues, change::HazardKind::values_changed, "values are converted");
    if (it.change.kind != Kind::add_check) return;
    // In place it is validated later; the copy holds every row to it at once.
    const std::string& check = after_.checks.at(it.change.part.after).name;
    result_.hazards.push_back({change::HazardKind::may_fail, fmt::format("a row may break check `{}`", check)});
  }

  void check_values(std::size_t place) {
    const ir::Column& column = after_.columns[place];
    const std::size_t source = rebuild_.source[place];
    const bool is_computed_anew =
        column.generated && (source == kNowhere || !(before_.columns[source].generated == column.generated));
    if (is_computed_anew && !column.is_nullable) {
      result_.hazards.push_back(
          {change::HazardKind::may_fail, fmt::format("the expression of `{}` may give null", column.name)});
    }
    const std::string table = spelling_.qualified(before_.name, state_);
    const auto none_where = [&](const std::string& what, const std::string& condition) {
      result_.checks_before.push_back(
          {what, fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {} WHERE {})", table, condition)});
    };
    if (source == kNowhere) {
      const bool has_value = column.is_nullable || column.default_value || column.identity || column.generated;
      if (has_value) return;
      result_.checks_before.push_back({fmt::format("`{}` has no rows", ir::to_text(before_.name)),
                                       fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {})", table)});
      return;
    }
    const ir::Column& old = before_.columns[source];
    if (column.generated) return;
    const std::string name = spelling_.identifier(old.name, state_);
    if (old.is_nullable && !column.is_nullable && !column.default_value) {
      none_where(fmt::format("no value of `{}` is null", old.name), name + " IS NULL");
    }
    const bool is_cast = std::any_of(rebuild_.changes.begin(), rebuild_.changes.end(), [place](const Answered& it) {
      return it.change.kind == Kind::change_type && it.change.part.after == place;
    });
    if (!is_cast || !type_change(old.type, column.type).may_fail) return;
    if (const auto condition = misfits(name, old.type, column.type, spelling_, state_)) {
      none_where(fmt::format("every value of `{}` fits", old.name), *condition);
    }
  }

  const PostgresMigrator& migrator_;
  const PostgresRenderer& spelling_;
  const TableRebuild& rebuild_;
  const ir::Table& before_;
  const ir::Table& after_;
  const MigrationContext& context_;
  RenderContext state_;
  ir::QualifiedName old_name_;
  Draft result_;
};

}  // namespace

std::string PostgresMigrator::copied_value(const TableRebuild& rebuild, std::size_t column,
                                           const MigrationContext& context) const {
  const ir::Column& target = rebuild.after.columns[column];
  const std::size_t source = rebuild.source[column];
  if (target.generated || source == kNowhere) return {};
  const RenderContext state = context.new_state();
  const ir::Column& old = rebuild.before.columns[source];
  // Between equal types too: an enum may be made anew under its name.
  const bool is_cast = std::any_of(rebuild.changes.begin(), rebuild.changes.end(), [column](const Answered& it) {
    return it.change.kind == Kind::change_type && it.change.part.after == column;
  });
  const std::string name = renderer().identifier(old.name, state);
  std::string value = name;
  if (is_cast) {
    value = cast_value(value, old.type, target.type, renderer().type(without_length(target.type), state));
  }
  const bool may_be_missing = old.is_nullable && !target.is_nullable && target.default_value;
  if (!may_be_missing) return value;
  if (is_cast && value == name) {
    value += "::" + widest(target.type, renderer().type(without_length(target.type), state));
  }
  return fmt::format("COALESCE({}, {})", value, renderer().expression(*target.default_value, state));
}

Drafts PostgresMigrator::rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const {
  Rebuild work(*this, rebuild, context);
  return work.run(copy_statement(rebuild, work.old_name(), rebuild.after.name, context));
}

}  // namespace kura::dialect::postgres
