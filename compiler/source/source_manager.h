// SourceManager: owns the text of every loaded file for the whole run and answers questions about places in it.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_range.h"

namespace kura {

/// One-based, as editors count. Columns count bytes from the line's start.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class SourceManager {
 public:
  SourceManager() = default;
  SourceManager(const SourceManager&) = delete;
  SourceManager& operator=(const SourceManager&) = delete;

  /// Takes a file's text; `name` is what diagnostics print (a path, or "<stdin>"). Views into it stay valid for the
  /// manager's life.
  BufferId add(std::string name, std::string text);
  [[nodiscard]] std::size_t buffer_count() const { return buffers_.size(); }
  [[nodiscard]] std::string_view name(BufferId id) const;
  [[nodiscard]] std::string_view text(BufferId id) const;
  [[nodiscard]] std::string_view slice(SourceRange range) const;
  [[nodiscard]] LineColumn position(BufferId id, std::uint32_t offset) const;
  /// The whole line (without its end) that holds the offset.
  [[nodiscard]] std::string_view line_at(BufferId id, std::uint32_t offset) const;
  /// Keeps a made-up text (a folded name, an unescaped string) for the manager's life.
  std::string_view keep(std::string text);

 private:
  struct Buffer {
    std::string name;
    std::string text;
    mutable std::vector<std::uint32_t> line_starts;  // made at the first question
  };
  [[nodiscard]] const std::vector<std::uint32_t>& line_starts(const Buffer& buffer) const;

  std::deque<Buffer> buffers_;
  std::deque<std::string> kept_;
};

}  // namespace kura
