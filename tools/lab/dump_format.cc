#include "tools/lab/dump_format.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "tools/lab/places.h"
#include "tools/result/file.h"
#include "tools/result/result.h"
#include "tools/text/ordered.h"
#include "tools/text/printable.h"

namespace atomics_lab::lab {
namespace {

using result::Frame;
using text::Printable;

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

// The lines that an instruction came from, from the listed function's own to
// the innermost inlined one's; none if nothing is known.
std::vector<Frame> FramesOf(const result::Instruction& instruction) {
  if (!instruction.frames.empty()) return instruction.frames;
  if (instruction.line == 0) return {};
  return {{.file = instruction.file, .line = instruction.line}};
}

std::string FrameText(Sources& sources, const Frame& frame, std::size_t depth) {
  std::string text =
      absl::StrCat(depth == 0 ? "" : std::string(2 * (depth - 1), ' ') + "⟵ ",
                   Printable(frame.file), ":", frame.line);
  if (!frame.function.empty()) {
    absl::StrAppend(&text, " in ", Printable(frame.function));
  }
  const std::string quote = sources.Quote(frame.file, frame.line);
  return absl::StrCat(text, quote.empty() ? "" : "  ", Printable(quote), "\n");
}

// Names the frames from the first on that differs from those before. Where
// only inlined ones ended, names the one that goes on.
std::string SourceText(Sources& sources, const std::vector<Frame>& before,
                       const std::vector<Frame>& frames) {
  if (frames == before || frames.empty()) return "";
  const auto [same, other] = std::ranges::mismatch(frames, before);
  std::size_t depth = static_cast<std::size_t>(same - frames.begin());
  depth = std::min(depth, frames.size() - 1);
  std::string text;
  for (; depth < frames.size(); ++depth) {
    absl::StrAppend(&text, FrameText(sources, frames[depth], depth));
  }
  return text;
}

// What the role column says: only what another thread could notice, and
// where control goes.
std::string RoleText(const result::Instruction& instruction) {
  if (instruction.role == "other") return "";
  return instruction.shared || instruction.role == "call" ||
                 instruction.role == "fence"
             ? text::Ordered(instruction.role, instruction)
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
  std::vector<Frame> before;
  for (const result::Instruction& instruction : function.instructions) {
    std::vector<Frame> frames = FramesOf(instruction);
    absl::StrAppend(&text, SourceText(sources, before, frames),
                    InstructionText(instruction));
    before = std::move(frames);
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
