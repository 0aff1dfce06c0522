#include "tools/lab/dump_format.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "tools/lab/places.h"
#include "tools/report/printable.h"
#include "tools/result/file.h"
#include "tools/result/result.h"

namespace atomics_lab::lab {
namespace {

using report::Printable;

// Source files, each read once.
class Sources {
 public:
  // The line without its indentation; empty if it cannot be had.
  std::string Quote(const std::string& file, int line) {
    const std::vector<std::string>& lines = Lines(file);
    if (line < 1 || line > static_cast<int>(lines.size())) return "";
    return std::string(absl::StripAsciiWhitespace(lines[line - 1]));
  }

 private:
  const std::vector<std::string>& Lines(const std::string& file) {
    const auto [found, is_new] = files_.try_emplace(file);
    if (is_new) {
      absl::StatusOr<std::string> text = result::ReadFile(file);
      if (!text.ok()) text = result::ReadFile(FromWorkspace(file));
      if (text.ok()) found->second = absl::StrSplit(*text, '\n');
    }
    return found->second;
  }

  std::map<std::string, std::vector<std::string>> files_;
};

std::string SourceText(Sources& sources,
                       const result::Instruction& instruction) {
  const std::string quote = sources.Quote(instruction.file, instruction.line);
  return absl::StrCat(Printable(instruction.file), ":", instruction.line,
                      quote.empty() ? "" : "  ", Printable(quote), "\n");
}

// What the role column says: only what another thread could notice, and
// where control goes.
std::string RoleText(const result::Instruction& instruction) {
  if (instruction.role == "other") return "";
  std::string role = instruction.role;
  if (instruction.acquire) role += ", acquire";
  if (instruction.release) role += ", release";
  if (instruction.store_store) role += ", store-store";
  return instruction.shared || instruction.role == "call" ||
                 instruction.role == "fence"
             ? role
             : "";
}

std::string InstructionText(const result::Instruction& instruction) {
  std::string text = absl::StrFormat(
      "  %8x:  %-22s %-10s %-28s", instruction.address, instruction.bytes,
      instruction.mnemonic, Printable(instruction.operands));
  if (!instruction.target.empty()) {
    absl::StrAppend(&text, "  <", Printable(instruction.target), ">");
  }
  if (const std::string role = RoleText(instruction); !role.empty()) {
    absl::StrAppend(&text, "  ; ", role);
  }
  return absl::StrCat(absl::StripTrailingAsciiWhitespace(text), "\n");
}

std::string ListingText(Sources& sources, const result::Function& function) {
  std::string text;
  std::pair<std::string_view, int> source;
  for (const result::Instruction& instruction : function.instructions) {
    const std::pair<std::string_view, int> own(instruction.file,
                                               instruction.line);
    if (own != source && instruction.line != 0) {
      absl::StrAppend(&text, SourceText(sources, instruction));
    }
    source = own;
    absl::StrAppend(&text, InstructionText(instruction));
  }
  return text;
}

std::string Heading(const result::Function& function) {
  const std::string symbol = Printable(function.symbol);
  return function.operation.empty()
             ? symbol
             : absl::StrCat(Printable(function.operation), ": ", symbol);
}

}  // namespace

std::string DumpText(const std::vector<result::Function>& functions) {
  Sources sources;
  std::string text;
  for (const result::Function& function : functions) {
    absl::StrAppend(&text, text.empty() ? "" : "\n", Heading(function),
                    "\n  = ", Printable(function.form), "\n",
                    ListingText(sources, function));
  }
  return text;
}

std::string DumpMarkdown(const std::vector<result::Function>& functions) {
  Sources sources;
  std::string text;
  for (const result::Function& function : functions) {
    absl::StrAppend(&text, text.empty() ? "" : "\n", "### `", Heading(function),
                    "`\n\n`", Printable(function.form), "`\n\n```asm\n",
                    ListingText(sources, function), "```\n");
  }
  return text;
}

}  // namespace atomics_lab::lab
