// The end of a history, read without what comes before it.
#include <algorithm>

#include "compiler/migrations/history.h"
#include "compiler/migrations/read_migration.h"

namespace kura::migrations {
namespace {

bool has_same_names(const std::vector<File>& files, const std::vector<SumLine>& lines) {
  return std::equal(files.begin(), files.end(), lines.begin(), lines.end(), [](const File& file, const SumLine& line) { return file.id == line.id; });
}

bool is_last_whole(const std::vector<SumLine>& lines, std::string_view text) {
  const SumLine& last = lines.back();
  const std::string before = lines.size() == 1 ? std::string() : lines[lines.size() - 2].chain;
  return last.content == sha256(text) && last.chain == chained(before, last);
}

}  // namespace

std::optional<Tip> read_tip(const Folder& folder, const SourceManager& sources) {
  Tip tip;
  if (folder.files.empty() && !folder.sum && !folder.state) return tip;
  if (folder.files.empty() || !folder.sum || !folder.state) return std::nullopt;
  diag::Sink ignored;
  tip.sum = read_sum(*folder.sum, sources.text(*folder.sum), ignored);
  const File& file = folder.files.back();
  if (ignored.has_errors() || !has_same_names(folder.files, tip.sum) || !is_last_whole(tip.sum, sources.text(file.buffer))) return std::nullopt;
  const std::optional<Migration> last = read_migration(file.buffer, sources, ignored);
  if (!last || last->id != file.id || last->warehouse != folder.warehouse || last->part != last->parts) return std::nullopt;
  tip.count = folder.files.size();
  if (last->previous != (tip.count == 1 ? std::string() : folder.files[tip.count - 2].id)) return std::nullopt;
  tip.last = last->id;
  tip.to = last->to;
  return tip;
}

}  // namespace kura::migrations
