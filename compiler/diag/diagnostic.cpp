// Diagnostic: filling a kind's templates with the arguments.
#include "compiler/diag/diagnostic.h"

#include <fmt/args.h>
#include <fmt/format.h>

namespace kura::diag {
namespace {

// A name can be as long as its file; a message stays readable.
constexpr std::size_t kLongestArgument = 400;

std::string shortened(const std::string& argument) {
  if (argument.size() <= kLongestArgument) return argument;
  std::size_t end = kLongestArgument;
  while ((static_cast<unsigned char>(argument[end]) & 0xC0U) == 0x80U) --end;
  return argument.substr(0, end) + "…";
}

std::string fill(std::string_view text, const std::vector<std::string>& arguments) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& argument : arguments) store.push_back(shortened(argument));
  return fmt::vformat(text, store);
}

}  // namespace

std::string message_of(const Diagnostic& diagnostic) {
  return fill(diagnostic.kind->message, diagnostic.arguments);
}

std::string warehouses_of(const Diagnostic& diagnostic) {
  if (diagnostic.warehouses.empty()) return {};
  const char* word = diagnostic.warehouses.size() == 1 ? "warehouse" : "warehouses";
  return fmt::format(" ({} `{}`)", word, fmt::join(diagnostic.warehouses, "`, `"));
}

std::vector<std::string> helps_of(const Diagnostic& diagnostic) {
  std::vector<std::string> result;
  if (!diagnostic.kind->help.empty()) result.push_back(fill(diagnostic.kind->help, diagnostic.arguments));
  result.insert(result.end(), diagnostic.helps.begin(), diagnostic.helps.end());
  return result;
}

}  // namespace kura::diag
