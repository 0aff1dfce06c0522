#include "tools/atlas/atlas.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/elf/names.h"

namespace atomics_lab::atlas {
namespace {

constexpr std::string_view kNamespace = "atomics_lab::atlas::cells::";

template <typename Names>
bool Contains(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

std::optional<Question> ParseCellName(std::string_view demangled) {
  std::string_view name = elf::WithoutParameters(demangled);
  if (!absl::ConsumePrefix(&name, kNamespace)) return std::nullopt;
  const std::vector<std::string> parts = absl::StrSplit(name, "::");
  if (parts.size() != 4) return std::nullopt;
  Question question{
      .operation = parts[0], .order = parts[1], .result = parts[3]};
  std::string_view width = parts[2];
  const bool known = Contains(kOperations, question.operation) &&
                     Contains(kOrders, question.order) &&
                     absl::ConsumePrefix(&width, "w") &&
                     absl::SimpleAtoi(width, &question.width) &&
                     (question.result == "used" ||
                      question.result == "unused" || question.result == "none");
  if (!known) return std::nullopt;
  return question;
}

std::string VersionOf(std::string_view producer) {
  const std::size_t end = std::min(producer.find(" -"), producer.find(" ("));
  return std::string(producer.substr(0, end));
}

}  // namespace atomics_lab::atlas
