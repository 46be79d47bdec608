// Running another program: files instead of pipes, so that neither side can wait for the other.
#include "compiler/driver/run_process.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

extern char** environ;

namespace kura::driver {
namespace {

/// A nameless file in memory.
class MemoryFile {
 public:
  explicit MemoryFile(const char* name) : descriptor_(memfd_create(name, MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  [[nodiscard]] int descriptor() const { return descriptor_; }

  bool write_all(const std::string& text) const {
    for (std::size_t at = 0; at < text.size();) {
      const ssize_t written = write(descriptor_, text.data() + at, text.size() - at);
      if (written <= 0) return false;
      at += static_cast<std::size_t>(written);
    }
    return lseek(descriptor_, 0, SEEK_SET) == 0;
  }

  [[nodiscard]] std::string read_all() const {
    std::string text;
    lseek(descriptor_, 0, SEEK_SET);
    char buffer[1 << 16];
    for (ssize_t size = 0; (size = read(descriptor_, buffer, sizeof buffer)) > 0;)
      text.append(buffer, static_cast<std::size_t>(size));
    return text;
  }

 private:
  int descriptor_;
};

}  // namespace

Result<ProcessResult> run_process(const std::vector<std::string>& arguments, const std::string& input) {
  const MemoryFile in("in");
  const MemoryFile out("out");
  const MemoryFile err("err");
  if (in.descriptor() < 0 || out.descriptor() < 0 || err.descriptor() < 0 || !in.write_all(input)) {
    return Failure{fmt::format("cannot run `{}`: {}", arguments.front(), std::strerror(errno))};
  }
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.descriptor(), STDERR_FILENO);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, argv.front(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return Failure{fmt::format("cannot run `{}`: {}", arguments.front(), std::strerror(failed))};
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return ProcessResult{WIFEXITED(status) ? WEXITSTATUS(status) : 128, out.read_all(), err.read_all()};
}

}  // namespace kura::driver
