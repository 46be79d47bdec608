// States: the words a user may name them by.
#include "compiler/driver/states.h"

#include <fmt/format.h>

#include "compiler/driver/streams.h"

namespace kura::driver {
namespace {

constexpr std::string_view kGit = "git:";

}  // namespace

std::variant<State, CompileFailure> read_state(const StateOptions& options, SourceManager& sources, diag::Sink& sink) {
  State state{options.text, options.text == "empty", {}};
  if (state.is_empty) return state;
  CompileOptions compile_options = options.compile;
  if (options.text.starts_with(kGit)) {
    const std::string rest = options.text.substr(kGit.size());
    const std::size_t colon = rest.find(':');
    compile_options.revision = rest.substr(0, colon);
    if (colon != std::string::npos) compile_options.path = rest.substr(colon + 1);
    if (compile_options.revision.empty())
      return CompileFailure{"`git:` needs a commit: `git:HEAD`, `git:v1.2`, `git:main:warehouse`", kUsage};
  } else {
    compile_options.path = options.text;
  }
  std::variant<Compilation, CompileFailure> compiled = compile(compile_options, sources, sink);
  if (const auto* failure = std::get_if<CompileFailure>(&compiled)) return *failure;
  state.compilation = std::move(std::get<Compilation>(compiled));
  return state;
}

}  // namespace kura::driver
