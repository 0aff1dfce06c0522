#include "tools/litmus/translate.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/litmus/dialect.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {
namespace {

std::string LocalLabel(std::size_t thread, std::string_view label) {
  return absl::StrCat(".LP", thread, "_", label);
}

std::vector<std::string_view> LabelsOf(const Thread& thread) {
  std::vector<std::string_view> labels;
  for (std::string_view line : thread.code) {
    if (absl::EndsWith(line, ":")) {
      labels.push_back(line.substr(0, line.size() - 1));
    }
  }
  return labels;
}

// A label is an instruction's last operand.
std::string WithLocalLabel(std::size_t thread, std::string_view line,
                           absl::Span<const std::string_view> labels) {
  for (std::string_view label : labels) {
    if (line.size() <= label.size() || !absl::EndsWith(line, label)) continue;
    const std::size_t at = line.size() - label.size();
    if (line[at - 1] == ',' || absl::ascii_isspace(line[at - 1])) {
      return absl::StrCat(line.substr(0, at), LocalLabel(thread, label));
    }
  }
  return std::string(line);
}

std::string Function(const Test& test, std::size_t number) {
  const Dialect& dialect = DialectOf(test.architecture);
  const std::string name = absl::StrCat("P", number);
  const std::vector<std::string_view> labels = LabelsOf(test.threads[number]);
  std::string text = absl::StrCat("\t.globl ", name, "\n\t.type ", name,
                                  ", %function\n", name, ":\n");
  for (std::string_view line : test.threads[number].code) {
    if (absl::EndsWith(line, ":")) {
      absl::StrAppend(&text, LocalLabel(number, line), "\n");
    } else {
      absl::StrAppend(&text, "\t",
                      dialect.assembly(WithLocalLabel(number, line, labels)),
                      "\n");
    }
  }
  return absl::StrCat(text, "\tret\n\t.size ", name, ", .-", name, "\n");
}

std::string Data(const Location& location) {
  return absl::StrCat("\t.balign 8\n\t.globl ", location.name, "\n\t.type ",
                      location.name, ", %object\n\t.size ", location.name, ", ",
                      location.size, "\n", location.name, ":\n\t.",
                      location.size, "byte ", location.value, "\n");
}

}  // namespace

std::string AssemblyOf(const Test& test) {
  std::string text =
      absl::StrCat(DialectOf(test.architecture).prologue, "\t.text\n");
  for (std::size_t i = 0; i < test.threads.size(); ++i) {
    absl::StrAppend(&text, Function(test, i));
  }
  absl::StrAppend(&text, "\t.data\n");
  for (const Location& location : test.locations) {
    absl::StrAppend(&text, Data(location));
  }
  return absl::StrCat(text, "\t.section .note.GNU-stack,\"\",%progbits\n");
}

std::string HerdName(const Test& test, const Observed& observed) {
  if (observed.thread == Observed::kMemory) {
    return absl::StrCat("[", observed.name, "]");
  }
  return absl::StrCat(observed.thread, ":",
                      DialectOf(test.architecture).herd_name(observed.name));
}

std::string HerdInput(const Test& test, std::string_view name,
                      absl::Span<const Observed> observed) {
  const std::size_t end_of_header = test.text.find('\n');
  std::string text =
      absl::StrCat(DialectOf(test.architecture).header, " ", name,
                   test.text.substr(end_of_header), "locations [");
  for (const Observed& one : observed) {
    absl::StrAppend(
        &text, one.thread == Observed::kMemory ? one.name : HerdName(test, one),
        ";");
  }
  return absl::StrCat(text, "]\nforall (true)\n");
}

}  // namespace atomics_lab::litmus
