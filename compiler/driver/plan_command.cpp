// `kura plan` and `kura diff`.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>

#include "compiler/driver/commands.h"
#include "compiler/driver/foreign_states.h"
#include "compiler/driver/given_renames.h"
#include "compiler/driver/policy.h"
#include "compiler/driver/report.h"
#include "compiler/driver/states.h"
#include "compiler/ir/fingerprint.h"
#include "compiler/plan/planner.h"
#include "compiler/present/present.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;

/// One warehouse on both sides.
struct Sides {
  CompiledWarehouse before;
  CompiledWarehouse after;
};

CompiledWarehouse* find(Compilation& compilation, const std::string& name) {
  const auto found = std::find_if(compilation.warehouses.begin(), compilation.warehouses.end(),
                                  [&](const CompiledWarehouse& it) { return it.schema.warehouse.name == name; });
  return found == compilation.warehouses.end() ? nullptr : &*found;
}

/// Nothing, in a warehouse like this one.
CompiledWarehouse empty_like(const CompiledWarehouse& other) {
  CompiledWarehouse nothing;
  nothing.dialect = other.dialect;
  nothing.schema.warehouse = other.schema.warehouse;
  return nothing;
}

std::variant<std::vector<Sides>, CompileFailure> pair_warehouses(State from, State to) {
  std::vector<Sides> pairs;
  for (CompiledWarehouse& after : to.compilation.warehouses) {
    CompiledWarehouse* before = find(from.compilation, after.schema.warehouse.name);
    if (before != nullptr && before->dialect != after.dialect) {
      return CompileFailure{fmt::format("warehouse `{}` is {} in `{}` and {} in `{}`; a plan stays with one engine",
                                        after.schema.warehouse.name, before->dialect->display_name, from.text,
                                        after.dialect->display_name, to.text),
                            kUsage};
    }
    CompiledWarehouse nothing = empty_like(after);
    pairs.push_back({before != nullptr ? std::move(*before) : std::move(nothing), std::move(after)});
  }
  for (CompiledWarehouse& before : from.compilation.warehouses) {
    const bool is_paired =
        before.dialect == nullptr || std::any_of(pairs.begin(), pairs.end(), [&](const Sides& sides) {
          return sides.after.schema.warehouse.name == before.schema.warehouse.name;
        });
    // What was moved into a pair above has left an empty name behind.
    if (is_paired || before.schema.warehouse.name.empty()) continue;
    CompiledWarehouse nothing = empty_like(before);
    pairs.push_back({std::move(before), std::move(nothing)});
  }
  return pairs;
}

/// Where `kura migrate` writes the state of a warehouse; taken for `--from` when nothing was said.
std::string last_state(const CompileOptions& options) {
  if (options.warehouses.size() != 1) return "empty";
  const fs::path snapshot = fs::path("migrations") / options.warehouses.front() / "state.schema";
  std::error_code error;
  return fs::is_regular_file(snapshot, error) ? snapshot.string() : "empty";
}

struct Read {
  std::vector<Sides> pairs;
  std::string from;
  std::string to;
};

/// The warehouse that a foreign state is compared with; null when there is none, or more than one.
const CompiledWarehouse* only_warehouse(const State& state) {
  const auto& all = state.compilation.warehouses;
  return all.size() == 1 && all.front().dialect != nullptr ? &all.front() : nullptr;
}

/// One side, and what it was told of mistakes.
struct Side {
  std::string text;
  diag::Sink sink;
  State state;
};

std::optional<CompileFailure> read_side(Side& side, const Side* other, const PlanOptions& options,
                                        SourceManager& sources) {
  const StateOptions state_options{side.text, options.compile, {}};
  const CompiledWarehouse* like = other == nullptr ? nullptr : only_warehouse(other->state);
  auto state = is_foreign_state(side.text, options.database)
                   ? read_foreign_state(state_options, options.database, like, sources, side.sink)
                   : read_state(state_options, sources, side.sink);
  if (auto* failure = std::get_if<CompileFailure>(&state)) return std::move(*failure);
  side.state = std::move(std::get<State>(state));
  return std::nullopt;
}

/// A foreign side comes second: the other one says for which warehouse it is read.
std::optional<CompileFailure> read_both(Side& from, Side& to, const PlanOptions& options, SourceManager& sources) {
  const bool is_to_second =
      is_foreign_state(to.text, options.database) && !is_foreign_state(from.text, options.database);
  Side& first = is_to_second ? from : to;
  Side& second = is_to_second ? to : from;
  if (auto failure = read_side(first, nullptr, options, sources)) return failure;
  return read_side(second, first.state.is_empty ? nullptr : &first, options, sources);
}

/// Both states, or the exit code after the reason was printed. Both are asked for the wanted warehouses; one that a
/// side does not have is empty there.
std::variant<Read, int> read_sides(const PlanOptions& options, Streams streams) {
  SourceManager sources;
  const std::string from_text = options.from.empty() ? last_state(options.compile) : options.from;
  Side from{from_text, {}, {}};
  Side to{options.to, {}, {}};
  if (const auto failure = read_both(from, to, options, sources))
    return fail(streams, failure->message, failure->exit_code);
  diag::Sink& sink = to.sink;
  // The previous state's warnings were told when it was new.
  diag::Sink& old_sink = from.sink;
  report(sink, sources, options.report, streams.err);
  if (old_sink.has_errors()) report(old_sink, sources, options.report, streams.err);
  if (const int code = exit_code(sink, options.report); code != kOk) return code;
  if (old_sink.has_errors()) return kSchemaErrors;
  const std::string from_name = is_foreign_state(from_text, options.database) ? from.state.text : from_text;
  const std::string to_name = is_foreign_state(options.to, options.database) ? to.state.text : options.to;
  auto pairs = pair_warehouses(std::move(from.state), std::move(to.state));
  if (const auto* failed = std::get_if<CompileFailure>(&pairs))
    return fail(streams, failed->message, failed->exit_code);
  if (std::get<std::vector<Sides>>(pairs).empty()) {
    return fail(streams,
                "neither state declares a warehouse; write `warehouse NAME : DIALECT { }`, or give `--dialect`",
                kUsage);
  }
  for (Sides& sides : std::get<std::vector<Sides>>(pairs)) {
    if (const auto message = set_given_renames(options.renames, sides.before.schema, sides.after.schema)) {
      return fail(streams, *message, kUsage);
    }
  }
  return Read{std::move(std::get<std::vector<Sides>>(pairs)), from_name, to_name};
}

std::string present(const change::Plan& plan, std::string_view engine, const PlanOptions& options) {
  switch (options.format) {
    case PlanFormat::text:
      return present::to_text(plan, engine, {options.use_color, options.shows_undo});
    case PlanFormat::sql:
      return present::to_sql(plan, engine, options.shows_undo);
    case PlanFormat::json:
      return present::to_json(plan);
    case PlanFormat::markdown:
      return present::to_markdown(plan, engine);
    case PlanFormat::dot:
      return present::to_dot(plan);
  }
  return {};
}

bool needs_one_warehouse(PlanFormat format) {
  return format == PlanFormat::json || format == PlanFormat::dot || format == PlanFormat::sql;
}

}  // namespace

int plan_command(const PlanOptions& options, Streams streams) {
  std::variant<Read, int> sides = read_sides(options, streams);
  if (const int* code = std::get_if<int>(&sides)) return *code;
  Read& read = std::get<Read>(sides);
  if (read.pairs.size() > 1 && needs_one_warehouse(options.format)) {
    std::vector<std::string> names;
    for (const Sides& pair : read.pairs) names.push_back(pair.after.schema.warehouse.name);
    return fail(
        streams,
        fmt::format("this format holds the plan of one warehouse; choose one with `-w`: {}", fmt::join(names, ", ")),
        kUsage);
  }
  bool is_refused = false;
  bool is_first = true;
  for (Sides& pair : read.pairs) {
    const auto policy = policy_of(options.policy, pair.after.schema.warehouse);
    if (const auto* failed = std::get_if<CompileFailure>(&policy))
      return fail(streams, failed->message, failed->exit_code);
    const dialect::Dialect& dialect = *pair.after.dialect;
    const bool has_undo = options.shows_undo || options.format == PlanFormat::json;
    const bool has_fingerprints = options.format == PlanFormat::json;
    const std::string from_fingerprint = has_fingerprints ? ir::fingerprint(pair.before.schema) : "";
    const std::string to_fingerprint = has_fingerprints ? ir::fingerprint(pair.after.schema) : "";
    change::Plan plan = plan::make_plan(std::move(pair.before.schema), std::move(pair.after.schema), dialect,
                                        std::get<plan::Policy>(policy), has_undo);
    plan.from = read.from;
    plan.to = read.to;
    plan.from_fingerprint = from_fingerprint;
    plan.to_fingerprint = to_fingerprint;
    is_refused = is_refused || !plan.refusals.empty();
    if (!is_first) streams.out << "\n";
    is_first = false;
    streams.out << present(plan, dialect.display_name, options);
  }
  streams.out.flush();
  if (!streams.out) return fail(streams, "cannot write to standard output", kEnvironment);
  return is_refused ? kRefused : kOk;
}

int diff_command(const PlanOptions& options, Streams streams) {
  std::variant<Read, int> sides = read_sides(options, streams);
  if (const int* code = std::get_if<int>(&sides)) return *code == kSchemaErrors ? kUsage : *code;
  bool is_different = false;
  Read& read = std::get<Read>(sides);
  for (Sides& pair : read.pairs) {
    const auto policy = policy_of(options.policy, pair.after.schema.warehouse);
    if (const auto* failed = std::get_if<CompileFailure>(&policy))
      return fail(streams, failed->message, failed->exit_code);
    const dialect::Dialect& dialect = *pair.after.dialect;
    const std::string name = pair.after.schema.warehouse.name;
    const change::Plan plan = plan::make_plan(std::move(pair.before.schema), std::move(pair.after.schema), dialect,
                                              std::get<plan::Policy>(policy), false);
    if (plan.changes.empty()) continue;
    is_different = true;
    if (read.pairs.size() > 1) streams.out << name << "\n";
    streams.out << present::to_change_list(plan, {options.use_color, false});
  }
  return is_different ? kDifferent : kOk;
}

}  // namespace kura::driver
