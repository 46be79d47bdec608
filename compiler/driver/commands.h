// The commands as functions: options and streams in, an exit code out; none exits, and none knows the command line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "compiler/driver/compile.h"
#include "compiler/driver/report.h"
#include "compiler/driver/streams.h"

namespace kura::driver {

struct CheckOptions {
  CompileOptions compile;
  ReportOptions report;
};
/// `kura check`: reads a project and says what is wrong. Text goes to `err`, machine formats to `out`.
int check_command(const CheckOptions& options, Streams streams);

struct BuildOptions {
  CompileOptions compile;
  ReportOptions report;
  std::filesystem::path output;  // empty: standard output
  bool is_split = false;         // a file a change
};
/// `kura build`: the DDL that makes an empty warehouse what was declared. Nothing is written when there are errors.
int build_command(const BuildOptions& options, Streams streams);

enum class PlanFormat { text, sql, json, markdown, dot };

/// What the command line says of the policy; empty: what the warehouse's settings say, or the default.
struct PolicyOptions {
  std::string destructive;    // refuse, allow
  std::string rebuild;        // auto, never, always
  std::string column_order;   // ignore, keep
  std::string column_rebuild; // never, allow
  bool keeps_old = false;
};

struct PlanOptions {
  CompileOptions compile;  // which warehouse, which parameters
  ReportOptions report;
  std::string from;        // empty: the last state that was written down, or nothing
  std::string to = ".";
  PlanFormat format = PlanFormat::text;
  bool use_color = false;
  bool shows_undo = false;
  PolicyOptions policy;
};
/// `kura plan`: the steps between two states of a warehouse. kRefused when the policy does not allow one of them.
int plan_command(const PlanOptions& options, Streams streams);
/// `kura diff`: what is different, a short list. kOk when nothing is, kDifferent otherwise, kUsage when the states have mistakes.
int diff_command(const PlanOptions& options, Streams streams);

/// What all commands on migrations are told.
struct HistoryOptions {
  CompileOptions compile;        // the project, and which of its warehouses
  ReportOptions report;
  std::filesystem::path folder;  // of all migrations; empty: `migrations` in the project
};

struct MigrateOptions {
  HistoryOptions history;
  PolicyOptions policy;
  std::string name;          // of the migration, in the user's words
  std::int64_t now = 0;      // seconds since 1970, UTC
  bool is_split = false;     // heavy steps in files of their own
  bool is_baseline = false;  // `kura baseline`: the first migration, of what is there already
  bool use_color = false;
};
/// `kura migrate` and `kura baseline`: writes the migration from the last state to what the project declares. kRefused when the policy
/// does not allow a step, kSchemaErrors when the folder is not whole.
int migrate_command(const MigrateOptions& options, Streams streams);

struct VerifyOptions {
  HistoryOptions history;
  std::size_t replanned = 10;  // so many of the newest migrations are planned again and compared
};
/// `kura verify`: whether files, sum, order, states and project agree. kSchemaErrors when they do not.
int verify_command(const VerifyOptions& options, Streams streams);

/// `kura rehash`: shows what was edited by hand and accepts it.
int rehash_command(const HistoryOptions& options, Streams streams);

struct RebaseOptions {
  HistoryOptions history;
  std::string revision;  // a commit of git: its migrations stay, the others come after them
  std::int64_t now = 0;
};
/// `kura rebase`: plans this branch's migrations again, after those of another.
int rebase_command(const RebaseOptions& options, Streams streams);

struct SquashOptions {
  HistoryOptions history;
  std::string up_to;  // id, number or part of a name; empty: the last
};
/// `kura squash`: one migration from nothing in the place of all up to that one.
int squash_command(const SquashOptions& options, Streams streams);

/// `kura log`: what each migration does, one line a step.
int log_command(const HistoryOptions& options, Streams streams);

struct ShowOptions {
  HistoryOptions history;
  std::string which;  // id, number or part of a name; empty: the last
  bool use_color = false;
  bool shows_undo = false;
};
/// `kura show`: one migration as a plan.
int show_command(const ShowOptions& options, Streams streams);

struct LintOptions {
  HistoryOptions history;
  bool fixes = false;              // carry out what is safe
  std::vector<std::string> rules;  // only these; empty: all that the project leaves on
  std::string since;               // a commit of git: its state is what `was` is held against, its migrations are the old ones
};
/// `kura lint`: rules over the project and its migrations, as grave as the project says.
int lint_command(const LintOptions& options, Streams streams);
/// `kura lint --list`: every rule.
int lint_list_command(bool as_markdown, Streams streams);

struct FormatOptions {
  std::vector<std::string> paths;  // files or folders; "-" is standard input
  bool is_check = false;           // say what would change, change nothing
  ReportOptions report;
};
/// `kura fmt`: the canonical layout, in place.
int format_command(const FormatOptions& options, Streams streams);

struct TypesOptions {
  std::string dialect;  // empty: all
  bool as_markdown = false;
};
/// `kura types`: every portable type in every dialect.
int types_command(const TypesOptions& options, Streams streams);

struct ExplainOptions {
  std::string code;  // empty: a list of all
};
/// `kura explain CODE`: the long form of a diagnostic.
int explain_command(const ExplainOptions& options, Streams streams);

struct InitOptions {
  std::filesystem::path folder = ".";
  std::string dialect;  // of the warehouse in it
};
/// `kura init`: a first schema in an empty folder.
int init_command(const InitOptions& options, Streams streams);

/// Writes "kura: error: …" and gives the code back.
int fail(Streams streams, const std::string& message, int code);

}  // namespace kura::driver
