// Interrupts: signals as values.
#include "runtime/cli/interrupts.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string_view>

namespace kura::cli {
namespace {

constexpr int kGivesUp = 3;  // signals after which nothing is waited for any more
constexpr int kInterruptedCode = 130;
constexpr int kWakes = SIGUSR1;  // the listener, when it is to end

sigset_t the_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, kWakes);
  return set;
}

void say(std::string_view text) {
  static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size()));
}

}  // namespace

Interrupts::Interrupts() {
  const sigset_t signals = the_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  listener_ = std::thread([this] { listen(); });
}

Interrupts::~Interrupts() {
  is_over_ = true;
  pthread_kill(listener_.native_handle(), kWakes);
  listener_.join();
  const sigset_t signals = the_signals();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void Interrupts::watch(db::Connection* connection) {
  const std::lock_guard lock(mutex_);
  connection_ = connection;
}

void Interrupts::listen() {
  const sigset_t signals = the_signals();
  while (!is_over_) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0 || signal == kWakes) continue;
    const int count = ++count_;
    if (count >= kGivesUp) std::_Exit(kInterruptedCode);
    if (count == 1) {
      say("\nkura: stops after this step; once more cancels the statement\n");
      continue;
    }
    say("\nkura: cancels the statement\n");
    const std::lock_guard lock(mutex_);
    if (connection_ != nullptr) connection_->cancel();
  }
}

}  // namespace kura::cli
