// ConsoleProgress: its lines and its bar.
#include "runtime/commands/console_progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/present/words.h"

namespace kura::runtime {
namespace {

constexpr std::size_t kBarWidth = 20;
constexpr const char* kGreen = "\033[32m";
constexpr const char* kRed = "\033[31m";
constexpr const char* kYellow = "\033[33m";

std::string seconds(double time) {
  if (time < 60) return fmt::format("{:.1f} s", time);
  const auto whole = static_cast<std::int64_t>(time);
  return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                      : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

/// At most so many columns; multi-byte characters count as one.
std::string fitted(const std::string& text, std::size_t width) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (columns + 1 >= width) return text.substr(0, i) + "…";
    ++columns;
  }
  return text;
}

}  // namespace

ConsoleProgress::ConsoleProgress(std::ostream& out, const ConsoleStyle& style) : out_(out), style_(style) {
  if (style_.is_terminal) ticker_ = std::thread([this] { tick(); });
}

ConsoleProgress::~ConsoleProgress() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    erase();
  }
  stop_.notify_all();
  if (ticker_.joinable()) ticker_.join();
}

void ConsoleProgress::tick() {
  std::unique_lock lock(mutex_);
  while (!is_over_) {
    draw();
    stop_.wait_for(lock, std::chrono::milliseconds(200), [this] { return is_over_; });
  }
}

double ConsoleProgress::elapsed() const {
  return std::chrono::duration<double>(Clock::now() - began_).count();
}

std::string ConsoleProgress::painted(const char* color, const std::string& text) const {
  return style_.use_color ? color + text + "\033[0m" : text;
}

void ConsoleProgress::erase() {
  if (style_.is_terminal) out_ << "\r\033[K" << std::flush;
}

void ConsoleProgress::draw() {
  if (!style_.is_terminal || current_.empty()) return;
  const std::size_t full = count_ == 0 ? 0 : (number_ - 1) * kBarWidth / count_;
  std::string bar;
  for (std::size_t i = 0; i < kBarWidth; ++i) bar += i < full ? "█" : "░";
  const std::string text = fmt::format("{} {}/{}  {}  {}{}", bar, number_, count_, seconds(elapsed()),
                                       state_.empty() ? "" : state_ + "  ", current_);
  out_ << "\r\033[K" << fitted(text, style_.width) << std::flush;
}

void ConsoleProgress::line(const std::string& text) {
  erase();
  out_ << text << "\n" << std::flush;
}

void ConsoleProgress::step_began(const change::Step& step, std::size_t count) {
  const std::lock_guard lock(mutex_);
  current_ = fmt::format("{}: {}", present::object_text(step.object, step.name), step.summary);
  state_.clear();
  number_ = step.number;
  count_ = count;
  began_ = Clock::now();
  draw();
}

void ConsoleProgress::step_ended(const change::Step& step, std::int64_t rows) {
  const std::lock_guard lock(mutex_);
  const std::string written =
      rows < 0 ? "" : fmt::format(", {}", present::counted(static_cast<std::size_t>(rows), "row"));
  line(fmt::format("  {} {:>{}}/{}  {}  ({}{})", painted(kGreen, "✓"), step.number, std::to_string(count_).size(),
                   count_, current_, seconds(elapsed()), written));
  current_.clear();
}

void ConsoleProgress::step_failed(const change::Step& step) {
  const std::lock_guard lock(mutex_);
  if (current_.empty()) return;
  line(fmt::format("  {} {:>{}}/{}  {}  ({})", painted(kRed, "✗"), step.number, std::to_string(count_).size(), count_,
                   current_, seconds(elapsed())));
  current_.clear();
}

void ConsoleProgress::note(const std::string& text) {
  const std::lock_guard lock(mutex_);
  line(fmt::format("    {}", text));
}

void ConsoleProgress::waits(const change::Wait& wait, const std::string& state) {
  const std::lock_guard lock(mutex_);
  if (state != state_ && !style_.is_terminal) line(fmt::format("    waiting for {}: {}", wait.what, state));
  state_ = state;
  draw();
}

void ConsoleProgress::retries(const db::Error& error, std::int64_t delay_ms, std::size_t attempt,
                              std::size_t attempts) {
  const std::lock_guard lock(mutex_);
  line(fmt::format("    {} {}; nothing was done, again in {:.1f} s (attempt {} of {})", painted(kYellow, "!"),
                   db::error_kind_name(error.kind), static_cast<double>(delay_ms) / 1000, attempt + 1, attempts + 1));
}

}  // namespace kura::runtime
