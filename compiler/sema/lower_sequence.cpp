// Sequences: options in words, each once, with numbers that fit together.
#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/lower_types.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/words.h"
#include "compiler/sql/tokens.h"

namespace kura::sema {
namespace {

/// One option while it is read: its words as tokens.
class Option {
 public:
  explicit Option(const ast::SequenceOption& written) : at(written.at), tokens_(sql::tokenize(written.words)) {}

  bool take(std::string_view word) {
    if (place_ >= tokens_.size() || !tokens_[place_].is_word(word)) return false;
    ++place_;
    return true;
  }
  [[nodiscard]] bool is_done() const { return place_ >= tokens_.size(); }
  [[nodiscard]] std::string_view first_word() const { return tokens_.empty() ? std::string_view{} : tokens_[0].text; }
  /// What was not read yet, without blanks.
  std::string rest() {
    std::string text;
    for (; place_ < tokens_.size(); ++place_) text += tokens_[place_].text;
    return text;
  }
  /// The names of `a.b.c`, empty when it is none.
  std::vector<std::string> names() {
    std::vector<std::string> parts;
    while (place_ < tokens_.size() && tokens_[place_].kind != sql::TokenKind::symbol) {
      parts.push_back(sql::name_of(tokens_[place_++]));
      if (place_ < tokens_.size() && tokens_[place_].is_symbol(".")) ++place_;
    }
    return is_done() ? parts : std::vector<std::string>();
  }

  SourceRange at;

 private:
  std::vector<sql::Token> tokens_;
  std::size_t place_ = 0;
};

class SequenceLowerer {
 public:
  SequenceLowerer(Lowering& lowering, const Declared<ast::SequenceDecl>& declared)
      : lowering_(lowering), declared_(declared) {}

  ir::Sequence lower() {
    sequence_.name = {std::string(schema()), std::string(declared_.name)};
    sequence_.comment = declared_.declaration->doc;
    sequence_.at = declared_.decl->name.name.at;
    if (const ast::QualifiedName& was = declared_.decl->was; !was.name.text.empty()) {
      const std::string_view old = was.schema.text.empty() ? declared_.schema : was.schema.text;
      sequence_.was = {std::string(lowering_.relations.effective(old)), std::string(was.name.text)};
    }
    for (const ast::SequenceOption& written : declared_.decl->options) read(Option(written));
    check_bounds();
    return std::move(sequence_);
  }

 private:
  [[nodiscard]] std::string_view schema() const { return lowering_.relations.effective(declared_.schema); }

  void read(Option option) {
    const bool is_no = option.take("no");
    if (option.take("cycle")) return read_flag(option, is_no);
    if (option.take("min") || option.take("minvalue")) return read_bound(option, "min", is_no, sequence_.min);
    if (option.take("max") || option.take("maxvalue")) return read_bound(option, "max", is_no, sequence_.max);
    if (is_no) return report_unknown(option);
    if (option.take("start")) {
      option.take("with");
      return read_number(option, "start", std::nullopt, sequence_.start);
    }
    if (option.take("increment")) {
      option.take("by");
      return read_number(option, "increment", std::nullopt, sequence_.increment);
    }
    if (option.take("cache")) return read_number(option, "cache", 1, sequence_.cache);
    if (option.take("owned") && option.take("by")) return read_owner(option);
    if (option.take("as")) return read_type(option);
    report_unknown(option);
  }

  void report_unknown(const Option& option) {
    report_unknown_word(lowering_, to_lower(option.first_word()), option.at, "an option of a sequence",
                        {"start", "increment", "min", "max", "cache", "cycle", "owned by", "as"});
  }

  bool is_first(std::string_view name, SourceRange at) {
    const auto before = given_.add({name, at, false});
    if (!before) return true;
    auto& diagnostic = lowering_.sink.report(diag::given_twice, at, {std::string(name)});
    diagnostic.labels.push_back({given_.place(*before), "first given here"});
    return false;
  }

  void read_flag(Option& option, bool is_no) {
    if (!is_first("cycle", option.at)) return;
    if (!option.is_done()) return takes_nothing("cycle", option);
    sequence_.is_cycle = !is_no;
  }
  void takes_nothing(std::string_view name, const Option& option) {
    lowering_.sink.report(diag::clause_takes_no, option.at, {std::string(name), "value"});
  }

  void read_bound(Option& option, std::string_view name, bool is_no, Boxed<std::int64_t>& number) {
    if (!is_no) return read_number(option, name, std::nullopt, number);
    if (is_first(name, option.at) && !option.is_done()) takes_nothing(fmt::format("no {}", name), option);
  }

  void read_number(Option& option, std::string_view name, std::optional<std::int64_t> least,
                   Boxed<std::int64_t>& number) {
    if (!is_first(name, option.at)) return;
    option.take("=");
    const std::string text = lowering_.parameters.fill_in(option.rest(), option.at);
    const ast::Value value{ast::ValueKind::number, text, option.at};
    if (const auto read = lowering_.parameters.whole_number(value, fmt::format("`{}`", name), least)) number = *read;
  }

  void read_owner(Option& option) {
    if (!is_first("owned by", option.at)) return;
    const std::vector<std::string> names = option.names();
    if (names.size() == 1 && names[0] == "none") return;
    if (names.size() != 2 && names.size() != 3) {
      lowering_.sink.report(diag::clause_needs, option.at, {"owned by", "a table's column: `orders.order_id`"});
      return;
    }
    const std::string_view table_schema = names.size() == 3 ? std::string_view(names[0]) : std::string_view();
    const std::string& table = names[names.size() - 2];
    const Relation* relation = lowering_.relations.find(table_schema, table, schema());
    if (relation == nullptr) return report_unknown_relation(lowering_, table_schema, table, option.at, schema());
    if (!relation->is_here) return report_absent(lowering_, table, option.at, relation->declaration->only_on);
    sequence_.owned_by_table = to_name(*relation);
    sequence_.owned_by_column = names.back();
    lowering_.owners.push_back({position, option.at});
  }

  void read_type(Option& option) {
    if (!is_first("as", option.at)) return;
    const std::string text = to_lower(option.rest());
    ast::TypeReference written;
    written.words = lowering_.sources.keep(text);
    written.at = option.at;
    if (auto type = lower_type(lowering_, written, schema(), {})) sequence_.type = std::move(*type);
  }

  void check_bounds() {
    const auto report = [&](std::string message) {
      lowering_.sink.report(diag::sequence_bounds, declared_.decl->name.at, {std::move(message)});
    };
    if (sequence_.increment && *sequence_.increment == 0) report("a sequence that increments by 0 never moves");
    if (sequence_.min && sequence_.max && *sequence_.min > *sequence_.max) {
      constexpr auto kNoValues = "this sequence has no values: its `min` {} is above its `max` {}";
      return report(fmt::format(kNoValues, *sequence_.min, *sequence_.max));
    }
    if (!sequence_.start) return;
    const std::int64_t start = *sequence_.start;
    if (sequence_.min && start < *sequence_.min) {
      report(fmt::format("the `start` {} is below the `min` {}", start, *sequence_.min));
    }
    if (sequence_.max && start > *sequence_.max) {
      report(fmt::format("the `start` {} is above the `max` {}", start, *sequence_.max));
    }
  }

 public:
  std::size_t position = 0;

 private:
  Lowering& lowering_;
  const Declared<ast::SequenceDecl>& declared_;
  ir::Sequence sequence_;
  ColumnNames given_;
};

}  // namespace

void lower_sequences(Lowering& lowering, ir::Schema& schema) {
  for (const auto& declared : lowering.project.sequences) {
    if (!applies(declared.declaration->only_on, lowering.lineage)) continue;
    SequenceLowerer lowerer(lowering, declared);
    lowerer.position = schema.sequences.size();
    schema.sequences.push_back(lowerer.lower());
  }
}

}  // namespace kura::sema
