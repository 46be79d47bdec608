// Nesting: a stack of what is open, forgiving about what does not fit: the parser reports that.
#include "compiler/parse/nesting.h"

#include "SchemaParser.h"

namespace kura::parse {

std::size_t Nesting::after(std::size_t type) {
  switch (type) {
    case SchemaParser::LPAREN:
    case SchemaParser::LBRACKET:
    case SchemaParser::LBRACE:
    case SchemaParser::CASE:
      open(type);
      break;
    case SchemaParser::RPAREN:
      close(SchemaParser::LPAREN);
      break;
    case SchemaParser::RBRACKET:
      close(SchemaParser::LBRACKET);
      break;
    case SchemaParser::RBRACE:
      close(SchemaParser::LBRACE);
      break;
    case SchemaParser::END:
      if (!open_.empty() && open_.back().type == SchemaParser::CASE) pop();
      break;
    case SchemaParser::SEMICOLON:
      close_statement();
      break;
    case SchemaParser::LT:
      ++angles_;
      ++all_angles_;
      break;
    case SchemaParser::GT:
      if (angles_ > 0) {
        --angles_;
        --all_angles_;
      }
      break;
    default:
      // A word of an expression: the `<` before it was a comparison.
      if (type >= SchemaParser::AND && type <= SchemaParser::WHERE) drop_angles();
  }
  return open_.size() + all_angles_;
}

void Nesting::open(std::size_t type) {
  open_.push_back({type, angles_});
  angles_ = 0;
}

// Closes the nearest one of its type within the same braces.
void Nesting::close(std::size_t type) {
  std::size_t at = open_.size();
  while (at > 0 && open_[at - 1].type != type && open_[at - 1].type != SchemaParser::LBRACE) --at;
  if (at == 0 || open_[at - 1].type != type) return;
  while (open_.size() >= at) pop();
}

// No bracket but a brace is open across a `;`.
void Nesting::close_statement() {
  drop_angles();
  while (!open_.empty() && open_.back().type != SchemaParser::LBRACE) pop();
  drop_angles();
}

void Nesting::pop() {
  drop_angles();
  angles_ = open_.back().angles;
  open_.pop_back();
}

void Nesting::drop_angles() {
  all_angles_ -= angles_;
  angles_ = 0;
}

}  // namespace kura::parse
