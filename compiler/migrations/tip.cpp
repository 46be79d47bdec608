// The end of a history, read without what comes before it.
#include <algorithm>

#include "compiler/migrations/history.h"
#include "compiler/migrations/read_migration.h"

namespace kura::migrations {
namespace {

/// The entries of kura.sum, taken apart no further than a long history allows: one run writes one line.
std::vector<std::string_view> entries_of(std::string_view text) {
  std::vector<std::string_view> entries;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.empty() && !line.starts_with('#')) entries.push_back(line);
  }
  return entries;
}

bool has_same_names(const std::vector<File>& files, const std::vector<std::string_view>& entries) {
  return std::equal(files.begin(), files.end(), entries.begin(), entries.end(),
                    [](const File& file, std::string_view entry) {
                      return entry.starts_with(file.id) && entry.substr(file.id.size()).starts_with(' ');
                    });
}

/// The last entry, if it is what its file and the entry before it make it.
std::optional<SumLine> whole_last(const std::vector<std::string_view>& entries, std::string_view content) {
  const std::optional<SumLine> last = read_sum_line(entries.back());
  std::string before;
  if (entries.size() > 1) {
    const std::optional<SumLine> second = read_sum_line(entries[entries.size() - 2]);
    if (!second) return std::nullopt;
    before = second->chain;
  }
  if (!last || last->content != sha256(content) || last->chain != chained(before, *last)) return std::nullopt;
  return last;
}

}  // namespace

std::optional<Tip> read_tip(const Folder& folder, const SourceManager& sources) {
  Tip tip;
  if (folder.files.empty() && !folder.sum && !folder.state) return tip;
  if (folder.files.empty() || !folder.sum || !folder.state) return std::nullopt;
  tip.sum = sources.text(*folder.sum);
  const std::vector<std::string_view> entries = entries_of(tip.sum);
  if (!has_same_names(folder.files, entries)) return std::nullopt;
  const File& file = folder.files.back();
  const std::optional<SumLine> line = whole_last(entries, sources.text(file.buffer));
  if (!line) return std::nullopt;
  tip.chain = line->chain;
  diag::Sink ignored;
  const std::optional<Migration> last = read_migration(file.buffer, sources, ignored);
  if (!last || last->id != file.id || last->warehouse != folder.warehouse || last->part != last->parts)
    return std::nullopt;
  tip.count = folder.files.size();
  if (last->previous != (tip.count == 1 ? std::string() : folder.files[tip.count - 2].id)) return std::nullopt;
  tip.last = last->id;
  tip.to = last->to;
  return tip;
}

}  // namespace kura::migrations
