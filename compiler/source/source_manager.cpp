// SourceManager: buffers, line tables made on demand, kept texts.
#include "compiler/source/source_manager.h"

#include <algorithm>

namespace kura {

BufferId SourceManager::add(std::string name, std::string text) {
  buffers_.push_back(Buffer{std::move(name), std::move(text), {}});
  return BufferId{static_cast<std::uint32_t>(buffers_.size() - 1)};
}

std::string_view SourceManager::name(BufferId id) const {
  return buffers_[id.value].name;
}
std::string_view SourceManager::text(BufferId id) const {
  return buffers_[id.value].text;
}

std::string_view SourceManager::slice(SourceRange range) const {
  if (!range.is_valid()) return {};
  return text(range.buffer).substr(range.begin, range.end - range.begin);
}

const std::vector<std::uint32_t>& SourceManager::line_starts(const Buffer& buffer) const {
  if (!buffer.line_starts.empty()) return buffer.line_starts;
  buffer.line_starts.push_back(0);
  for (std::size_t at = buffer.text.find('\n'); at != std::string::npos; at = buffer.text.find('\n', at + 1)) {
    buffer.line_starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return buffer.line_starts;
}

LineColumn SourceManager::position(BufferId id, std::uint32_t offset) const {
  const auto& starts = line_starts(buffers_[id.value]);
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - starts.begin());
  return {line, offset - starts[line - 1] + 1};
}

std::string_view SourceManager::line_at(BufferId id, std::uint32_t offset) const {
  const std::string_view whole = text(id);
  const std::uint32_t column = position(id, offset).column;
  const std::size_t begin = offset - (column - 1);
  std::size_t end = whole.find('\n', begin);
  if (end == std::string_view::npos) end = whole.size();
  if (end > begin && whole[end - 1] == '\r') --end;
  return whole.substr(begin, end - begin);
}

std::string_view SourceManager::keep(std::string text) {
  return kept_.emplace_back(std::move(text));
}

}  // namespace kura
