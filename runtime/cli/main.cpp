// The program `kura`.
#include "runtime/cli/process.h"

int main(int argc, char** argv) {
  return kura::cli::run_process(argc, argv, [](auto connection) { return connection; });
}
