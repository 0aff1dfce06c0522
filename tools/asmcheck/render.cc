#include "tools/asmcheck/render.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"
#include "tools/asmcheck/inspect.h"
#include "tools/elf/names.h"
#include "tools/isa/isa.h"
#include "tools/isa/reading.h"
#include "tools/listing/listing.h"
#include "tools/text/ordered.h"
#include "tools/text/printable.h"

namespace atomics_lab::asmcheck {
namespace {

using Json = nlohmann::ordered_json;
using text::Printable;

// One line of a function, as both formats show it.
struct Row {
  std::uint64_t offset = 0;  // bytes from the function's start
  std::string text;
  std::string role;
  std::string_view mark;  // "", "kept", "broken"
};

std::string_view MarkOf(const Breach& breach, std::size_t index) {
  const auto holds = [&](const std::vector<std::size_t>& indices) {
    return std::find(indices.begin(), indices.end(), index) != indices.end();
  };
  if (holds(breach.broken)) return "broken";
  return holds(breach.kept) ? "kept" : "";
}

// Where a branch goes, counted as the listing counts; what a call calls.
std::string DestinationOf(const listing::Function& function,
                          const listing::Instruction& instruction) {
  if (!instruction.target.has_value()) return "";
  if (instruction.target->mangled != function.mangled) {
    return absl::StrCat("  <", instruction.target->demangled, ">");
  }
  return instruction.target_address.has_value()
             ? absl::StrCat("  -> +0x", absl::Hex(*instruction.target_address -
                                                  function.address))
             : "";
}

std::string TextOf(const listing::Function& function,
                   const listing::Instruction& instruction) {
  return absl::StrCat(
      instruction.mnemonic, instruction.operand_text.empty() ? "" : " ",
      instruction.operand_text, DestinationOf(function, instruction));
}

std::string RoleOf(const isa::Effect& effect) {
  const bool shown = effect.role != isa::Role::kOther &&
                     (effect.shared || effect.role == isa::Role::kFence ||
                      effect.role == isa::Role::kCall);
  if (!shown) return "";
  return text::Ordered(isa::RoleName(effect.role), effect);
}

std::vector<Row> RowsOf(const Finding& finding) {
  const listing::Function& function = finding.function;
  const isa::Reading reading(function);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < function.instructions.size(); ++i) {
    const listing::Instruction& instruction = function.instructions[i];
    rows.push_back({.offset = instruction.address - function.address,
                    .text = TextOf(function, instruction),
                    .role = RoleOf(reading.effect(i)),
                    .mark = MarkOf(finding.breach, i)});
  }
  return rows;
}

std::string_view Sign(std::string_view mark) {
  if (mark == "broken") return "!";
  return mark == "kept" ? "=" : " ";
}

std::string Listing(const Finding& finding) {
  std::string text =
      absl::StrCat("  ", Printable(finding.function.demangled), "\n");
  for (const Row& row : RowsOf(finding)) {
    const std::string line =
        absl::StrFormat("  %s %5s  %-40s %s", Sign(row.mark),
                        absl::StrCat("+0x", absl::Hex(row.offset)),
                        Printable(row.text), row.role);
    absl::StrAppend(&text, line.substr(0, line.find_last_not_of(' ') + 1),
                    "\n");
  }
  return text;
}

std::string PlaceOf(const Promise& promise) {
  return absl::StrCat(Printable(promise.file), ":", promise.line);
}

std::string NearTo(const std::vector<std::string>& names) {
  return names.empty()
             ? ""
             : absl::StrCat(" (near to it: ",
                            Printable(absl::StrJoin(names, ", ")), ")");
}

// A promise is for both compilers unless it must not be.
std::string_view LevelOf(std::string_view target) {
  return target.substr(0, target.rfind('-'));
}

std::string Paragraph(const Finding& finding, std::string_view target) {
  const std::string name =
      Printable(elf::WithoutParameters(finding.function.demangled));
  switch (finding.kind) {
    case Finding::Kind::kBroken:
      return absl::StrCat(
          PlaceOf(finding.promise), ": ", name, " on ", target,
          " breaks its promise\n  promised: ",
          Printable(finding.promise.clause.text),
          "\n  but:      ", Printable(finding.breach.explanation), "\n",
          Listing(finding));
    case Finding::Kind::kUnchecked:
      return absl::StrCat(PlaceOf(finding.promise), ": no function is called ",
                          Printable(finding.promise.subject),
                          NearTo(finding.near),
                          ", so nothing checks this promise: ",
                          Printable(finding.promise.clause.text), "\n");
    case Finding::Kind::kUncovered:
      return absl::StrCat(name, ": nothing is promised of it on ", target,
                          "; write it above the function, as in '// ASM ", name,
                          " ", LevelOf(target), ": …'\n", Listing(finding));
  }
  return "";
}

Json ToJson(const Finding& finding) {
  constexpr std::string_view kKinds[] = {"broken", "unchecked", "uncovered"};
  Json json = {{"kind", kKinds[static_cast<int>(finding.kind)]}};
  if (finding.kind != Finding::Kind::kUncovered) {
    json["file"] = finding.promise.file;
    json["line"] = finding.promise.line;
    json["subject"] = finding.promise.subject;
    json["promise"] = finding.promise.clause.text;
  }
  if (finding.kind == Finding::Kind::kUnchecked) {
    json["near"] = finding.near;
    return json;
  }
  json["function"] = finding.function.demangled;
  if (finding.kind == Finding::Kind::kBroken) {
    json["explanation"] = finding.breach.explanation;
  }
  json["instructions"] = Json::array();
  for (const Row& row : RowsOf(finding)) {
    json["instructions"].push_back({{"offset", row.offset},
                                    {"text", row.text},
                                    {"role", row.role},
                                    {"mark", row.mark}});
  }
  return json;
}

}  // namespace

std::string RenderText(const Inspection& inspection) {
  std::string text;
  for (const Finding& finding : inspection.findings) {
    absl::StrAppend(&text, Paragraph(finding, inspection.target), "\n");
  }
  for (const std::string& line : inspection.unreadable) {
    absl::StrAppend(&text, Printable(line), "\n\n");
  }
  absl::StrAppend(&text, inspection.target,
                  inspection.target.empty() ? "" : ": ", inspection.functions,
                  " functions, ", inspection.checks, " promises checked, ",
                  inspection.findings.size(), " findings",
                  inspection.unreadable.empty()
                      ? ""
                      : absl::StrCat(", ", inspection.unreadable.size(),
                                     " promises not readable"),
                  "\n");
  return text;
}

std::string RenderJson(const std::vector<Inspection>& inspections) {
  Json all = Json::array();
  for (const Inspection& inspection : inspections) {
    Json findings = Json::array();
    for (const Finding& finding : inspection.findings) {
      findings.push_back(ToJson(finding));
    }
    all.push_back({{"target", inspection.target},
                   {"checks", inspection.checks},
                   {"functions", inspection.functions},
                   {"unreadable", inspection.unreadable},
                   {"findings", findings}});
  }
  // Names may hold any bytes.
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace atomics_lab::asmcheck
