// The commands as functions: options and streams in, an exit code out; none exits, and none knows the command line.
#pragma once

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
