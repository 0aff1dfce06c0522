#include "tools/report/html_pair.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "nlohmann/json.hpp"
#include "tools/elf/architecture.h"
#include "tools/isa/glossary.h"
#include "tools/report/script_data.h"
#include "tools/report/web/pair_html.h"
#include "tools/report/web/pair_js.h"
#include "tools/result/result.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using Texts = std::map<std::string, std::string>;
using elf::Architecture;

// The architecture of each target, by its name.
Texts Architectures(const result::Results& results) {
  Texts architectures;
  for (const result::Target& target : results.targets) {
    architectures.emplace(text::Printable(target.name),
                          text::Printable(target.architecture));
  }
  return architectures;
}

std::optional<Architecture> ArchitectureOf(const result::Results& results,
                                           std::string_view target) {
  const auto found =
      std::ranges::find(results.targets, target, &result::Target::name);
  if (found == results.targets.end()) return std::nullopt;
  const auto* const known = std::ranges::find(
      elf::kArchitectures, found->architecture, elf::ArchitectureName);
  if (known == elf::kArchitectures.end()) return std::nullopt;
  return *known;
}

// A barrier's kind is an operand, and part of its spelling.
void AddMeaning(Architecture architecture,
                const result::Instruction& instruction, Texts& meanings) {
  if (instruction.role == "branch" || instruction.role == "call") return;
  for (const std::string& spelling :
       {instruction.mnemonic,
        absl::StrCat(instruction.mnemonic, " ", instruction.operands)}) {
    const auto found = isa::Explain(architecture, spelling);
    if (found.has_value()) meanings.emplace(spelling, found->meaning);
  }
}

// By architecture and spelling.
std::map<std::string, Texts> Meanings(const result::Results& results) {
  std::map<std::string, Texts> meanings;
  for (const result::Row& row : results.rows) {
    const auto architecture = ArchitectureOf(results, row.target);
    if (!architecture.has_value()) continue;
    Texts& known = meanings[std::string(elf::ArchitectureName(*architecture))];
    for (const result::Function& function : row.functions) {
      for (const result::Instruction& instruction : function.instructions) {
        AddMeaning(*architecture, instruction, known);
      }
    }
  }
  return meanings;
}

}  // namespace

bool HasListing(const result::Results& results) {
  return std::ranges::any_of(results.rows, [](const result::Row& row) {
    return !row.functions.empty();
  });
}

std::string HtmlPair(const result::Results& results) {
  if (!HasListing(results)) return "";
  const nlohmann::json data = {{"architectures", Architectures(results)},
                               {"meanings", Meanings(results)}};
  return absl::StrReplaceAll(kPairHtml, {{"{{data}}", ScriptData(data.dump())},
                                         {"{{script}}", kPairJs}});
}

}  // namespace atomics_lab::report
