// The commands as functions: options and streams in, an exit code out; none exits, and none knows the command line.
// Public: standard types only.
//
// Options are plain values, which a command reads and keeps nothing of. Every command may answer the codes of
// streams.h: kOk, kSchemaErrors when the schema has mistakes, kUsage when an option names what there is not,
// kEnvironment when a file cannot be read or written; further ones stand with the command. What went wrong is told in
// words on `err`. The same input gives the same bytes; nothing reads a clock. Commands are free of shared state: two
// may run at once in two threads as long as they do not write the same files. Only std::bad_alloc and the like are
// thrown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "compiler/driver/database_reader.h"
#include "compiler/driver/options.h"
#include "compiler/driver/streams.h"

namespace kura::driver {

struct CheckOptions {
  CompileOptions compile;
  ReportOptions report;
};
/// `kura check`: reads a project and says what is wrong. Text goes to `err`, machine formats to `out`. Touches no file.
int check_command(const CheckOptions& options, Streams streams);

struct BuildOptions {
  CompileOptions compile;
  ReportOptions report;
  std::filesystem::path output;  // empty: standard output
  bool is_split = false;         // a file a change
};
/// `kura build`: the DDL that makes an empty warehouse what was declared, to `out` or into files below `output`, which
/// is made when it is not there. Nothing is written when there are errors.
int build_command(const BuildOptions& options, Streams streams);

enum class PlanFormat { text, sql, json, markdown, dot };

/// What the command line says of the policy; empty: what the warehouse's settings say, or the default.
struct PolicyOptions {
  std::string destructive;     // refuse, allow
  std::string rebuild;         // auto, never, always
  std::string column_order;    // ignore, keep
  std::string column_rebuild;  // never, allow
  bool keeps_old = false;
};

struct PlanOptions {
  CompileOptions compile;  // which warehouse, which parameters
  ReportOptions report;
  std::string from;  // empty: the last state that was written down, or nothing
  std::string to = ".";
  PlanFormat format = PlanFormat::text;
  bool use_color = false;
  bool shows_undo = false;
  PolicyOptions policy;
  DatabaseReader database;           // for states that are addresses of databases
  std::vector<std::string> renames;  // KIND:OLD=NEW, where a state has no `was`
};
/// `kura plan`: the steps between two states of a warehouse, to `out`. A state is a folder, a .schema file, `git:REV`,
/// `git:REV:PATH` or `empty`. kRefused when the policy does not allow one of the steps; the plan is shown all the same.
int plan_command(const PlanOptions& options, Streams streams);
/// `kura diff`: what is different, a short list. kOk when nothing is, kDifferent otherwise, kUsage when the states have
/// mistakes.
int diff_command(const PlanOptions& options, Streams streams);

/// What all commands on migrations are told.
struct HistoryOptions {
  CompileOptions compile;  // the project, and which of its warehouses
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
/// `kura migrate` and `kura baseline`: writes the migration from the last state to what the project declares. kRefused
/// when the policy does not allow a step, kSchemaErrors when the folder is not whole.
int migrate_command(const MigrateOptions& options, Streams streams);

struct VerifyOptions {
  HistoryOptions history;
  std::size_t replanned = 10;  // so many of the newest migrations are planned again and compared
};
/// `kura verify`: whether files, sum, order, states and project agree. kSchemaErrors when they do not.
int verify_command(const VerifyOptions& options, Streams streams);

/// `kura rehash`: shows on `out` what was edited by hand, and accepts it: kura.sum is written anew.
int rehash_command(const HistoryOptions& options, Streams streams);

struct RebaseOptions {
  HistoryOptions history;
  std::string revision;  // a commit of git: its migrations stay, the others come after them
  std::int64_t now = 0;  // seconds since 1970, UTC
};
/// `kura rebase`: plans this branch's migrations again, after those of another; replaces their files. Needs git, whose
/// failures are kEnvironment.
int rebase_command(const RebaseOptions& options, Streams streams);

struct SquashOptions {
  HistoryOptions history;
  std::string up_to;  // id, number or part of a name; empty: the last
};
/// `kura squash`: one migration from nothing in the place of all up to that one, whose files go.
int squash_command(const SquashOptions& options, Streams streams);

/// `kura log`: what each migration does, one line a step, to `out`.
int log_command(const HistoryOptions& options, Streams streams);

struct ShowOptions {
  HistoryOptions history;
  std::string which;  // id, number or part of a name; empty: the last
  bool use_color = false;
  bool shows_undo = false;
};
/// `kura show`: one migration as a plan, to `out`. kUsage when none or several are meant.
int show_command(const ShowOptions& options, Streams streams);

struct LintOptions {
  HistoryOptions history;
  bool fixes = false;              // carry out what is safe
  std::vector<std::string> rules;  // only these; empty: all that the project leaves on
  std::string since;  // a commit of git: its state is what `was` is held against, its migrations are the old ones
};
/// `kura lint`: rules over the project and its migrations, as grave as the project says. kSchemaErrors when a rule that
/// is an error there found something. Names that no rule has mean nothing. Changes files only when `fixes` is set.
int lint_command(const LintOptions& options, Streams streams);
/// `kura lint --list`: every rule, to `out`. Always kOk.
int lint_list_command(bool as_markdown, Streams streams);

struct FormatOptions {
  std::vector<std::string> paths;  // files or folders; "-" is standard input
  bool is_check = false;           // say what would change, change nothing
  ReportOptions report;
};
/// `kura fmt`: the canonical layout, in place. A file is replaced as a whole, or left alone when it has mistakes.
/// kSchemaErrors when one has, or when `is_check` is set and one would change.
int format_command(const FormatOptions& options, Streams streams);

struct TypesOptions {
  std::string dialect;  // empty: all
  bool as_markdown = false;
};
/// `kura types`: every portable type in every dialect, to `out`. kUsage for a dialect that there is not.
int types_command(const TypesOptions& options, Streams streams);

struct ExplainOptions {
  std::string code;  // empty: a list of all
};
/// `kura explain CODE`: the long form of a diagnostic, to `out`. kUsage for a code that there is not.
int explain_command(const ExplainOptions& options, Streams streams);

struct ImportOptions {
  std::vector<std::string> files;  // of SQL, read one after the other; "-" is standard input
  std::string dialect;             // of the statements
  std::filesystem::path output;    // a folder; empty: standard output
  std::string warehouse;           // the name of the warehouse in it; empty: the dialect's
  ReportOptions report;
};
/// `kura import`: the schema that an engine's DDL declares, to `out` or as a file in `output`. kSchemaErrors when a
/// statement could not be read, or when what was read does not compile; all the rest is written all the same.
int import_command(const ImportOptions& options, Streams streams);

struct InitOptions {
  std::filesystem::path folder = ".";
  std::string dialect;  // of the warehouse in it
};
/// `kura init`: a first schema in a folder, which is made when it is not there. kEnvironment when it holds one already.
int init_command(const InitOptions& options, Streams streams);

}  // namespace kura::driver
