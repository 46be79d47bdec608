// A migration as the text of its file.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/migrations/migration.h"
#include "compiler/sql/tokens.h"

namespace kura::migrations {
namespace {

constexpr std::string_view kMark = "-- kura:";
constexpr std::string_view kContinued = "--   ";

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

template <class Use>
void each_line(std::string_view text, Use use) {
  while (true) {
    const std::size_t end = text.find('\n');
    use(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

class Writer {
 public:
  void directive(std::string_view word, const std::string& text = {}) {
    text_ += fmt::format("{}{}{}{}\n", kMark, word, text.empty() ? "" : " ", one_line(text));
  }
  void continued(std::string_view text) {
    each_line(text, [this](std::string_view line) {
      text_ += line.empty() ? std::string("--\n") : fmt::format("{}{}\n", kContinued, line);
    });
  }
  void statement(const std::string& text) {
    // A semicolon behind a comment would belong to it.
    const std::string ended = text + ";";
    const std::vector<sql::Token> tokens = sql::tokenize(ended);
    const bool is_ended = !tokens.empty() && tokens.back().end == ended.size() && tokens.back().is_symbol(";");
    text_ += is_ended ? ended + "\n" : text + "\n;\n";
  }
  void blank() { text_ += "\n"; }

  void session(const std::vector<std::string>& settings);
  void steps(const std::vector<change::Step>& steps);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void step(const change::Step& step);

  std::string text_;
};

void Writer::step(const change::Step& step) {
  directive("step",
            fmt::format("{} {} {}: {}", step.number, object_word(step.object), name_text(step.name), step.summary));
  if (!step.reason.empty()) directive("why", step.reason);
  for (const change::Hazard& hazard : step.hazards)
    directive("hazard", fmt::format("{} {}", hazard_code(hazard.kind), hazard.detail));
  for (const change::Carry& carry : step.carry) {
    directive("keep", carry.what);
    continued(carry.capture);
  }
  for (const change::Check& check : step.checks_before) {
    directive("check before", check.what);
    continued(check.sql);
  }
  for (const std::string& sql : step.sql) statement(sql);
  if (step.wait) {
    directive("wait", step.wait->what);
    continued(fmt::format("{}: {}; {}", step.wait->column, fmt::join(step.wait->running, ", "),
                          fmt::join(step.wait->finished, ", ")));
    continued(step.wait->sql);
  }
  for (const change::Check& check : step.checks_after) {
    directive("check after", check.what);
    continued(check.sql);
  }
  blank();
}

void Writer::session(const std::vector<std::string>& settings) {
  if (settings.empty()) return;
  directive("session");
  for (const std::string& setting : settings) statement(setting);
  blank();
}

void Writer::steps(const std::vector<change::Step>& steps) {
  std::size_t transaction = 0;
  const auto end = [&] {
    if (transaction == 0) return;
    directive("commit");
    statement("COMMIT");
    blank();
  };
  for (const change::Step& it : steps) {
    if (it.transaction != transaction) {
      end();
      if (it.transaction != 0) {
        directive("begin");
        statement("BEGIN");
        blank();
      }
      transaction = it.transaction;
    }
    step(it);
  }
  end();
}

std::string rename_text(const Rename& rename) {
  std::string text = fmt::format("{} {}", object_word(rename.object), name_text(rename.name));
  if (!rename.column.empty()) text += " column " + name_text({"", rename.column});
  if (!rename.label.empty()) text += " label " + name_text({"", rename.label});
  return fmt::format("{}: {}", text, name_text(rename.was));
}

/// The text as comments, so that a client that runs the file passes over it.
std::string commented(std::string_view text) {
  std::string result;
  if (text.ends_with('\n')) text.remove_suffix(1);
  each_line(text, [&](std::string_view line) {
    result += line.empty() ? std::string("--\n") : fmt::format("-- {}\n", line);
  });
  return result;
}

}  // namespace

std::string write_migration(const Migration& migration) {
  Writer writer;
  writer.directive("migration", migration.id);
  writer.directive("written", "1 by Kura " + migration.writer);
  writer.directive("warehouse", fmt::format("{} {}", name_text({"", migration.warehouse}), migration.dialect));
  writer.directive("previous", migration.previous.empty() ? "none" : migration.previous);
  writer.directive("from", migration.from);
  writer.directive("to", migration.to);
  if (!migration.policy.empty()) writer.directive("policy", migration.policy);
  if (migration.is_baseline) writer.directive("baseline");
  if (migration.parts > 1) writer.directive("part", fmt::format("{} of {}", migration.part, migration.parts));
  for (const change::ChangeLine& change : migration.changes) {
    writer.directive("change", fmt::format("{} {} {}: {}", kind_name(change.kind), object_word(change.object),
                                           name_text(change.name), change.text));
  }
  for (const Rename& rename : migration.renames) writer.directive("was", rename_text(rename));
  writer.blank();
  writer.session(migration.session);
  writer.steps(migration.steps);

  std::string text = writer.text();
  Writer down;
  down.session(migration.undo_session);
  down.steps(migration.undo);
  if (!migration.undo.empty()) text += fmt::format("{}down\n{}\n", kMark, commented(down.text()));
  if (migration.part < migration.parts) return text;
  text += fmt::format("{}state\n", kMark);
  for (const std::string& key : migration.gone) text += fmt::format("{}gone {}\n", kMark, key);
  for (const ObjectState& object : migration.objects) {
    text += fmt::format("{}object {}\n{}", kMark, object.key, commented(object.text));
  }
  return text;
}

}  // namespace kura::migrations
