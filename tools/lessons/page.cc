#include "tools/lessons/page.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/lessons/remarks.h"
#include "tools/lessons/varying.h"

namespace atomics_lab::lessons {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kPrompt = "$ ";
constexpr std::string_view kGap = "…";

// Reads a page from its first line to its last; indices are from 0, what is
// said of lines from 1.
class Reader {
 public:
  explicit Reader(Page& page) : page_(page) {}

  absl::Status Read() {
    while (at_ < page_.lines.size()) {
      ABSL_RETURN_IF_ERROR(ReadNext());
    }
    if (remarks_.line != 0) return NoBlock();
    if (page_.commands.empty() && page_.quotations.empty()) {
      return Wrong(0, "nothing to run; put a ```console block there");
    }
    return absl::OkStatus();
  }

 private:
  absl::Status Wrong(std::size_t line, std::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat(page_.name, ":", line, ": ", what));
  }

  absl::Status NoBlock() const {
    return Wrong(remarks_.line,
                 "no block begins right below this comment; move it there");
  }

  absl::Status ReadNext() {
    const std::string_view line =
        absl::StripLeadingAsciiWhitespace(page_.lines[at_]);
    if (absl::StartsWith(line, kFence)) return ReadBlock(line);
    if (remarks_.line != 0 && !line.empty()) return NoBlock();
    if (absl::StartsWith(line, "<!-- block:")) return ReadComment();
    ++at_;
    return absl::OkStatus();
  }

  absl::Status ReadComment() {
    remarks_.line = at_ + 1;
    std::string_view text = absl::StripLeadingAsciiWhitespace(page_.lines[at_]);
    absl::ConsumePrefix(&text, "<!-- block:");
    while (true) {
      const std::size_t end = text.find("-->");
      const absl::Status read =
          ReadRemark(text.substr(0, end), at_ + 1, remarks_);
      if (!read.ok()) return Wrong(at_ + 1, read.message());
      ++at_;
      if (end != std::string_view::npos) return absl::OkStatus();
      if (at_ == page_.lines.size()) {
        return Wrong(remarks_.line, "this comment does not end; write -->");
      }
      text = page_.lines[at_];
    }
  }

  absl::Status ReadBlock(std::string_view opening) {
    const std::size_t ticks =
        std::min(opening.find_first_not_of('`'), opening.size());
    const std::string_view fence = opening.substr(0, ticks);
    const std::string_view language =
        absl::StripAsciiWhitespace(opening.substr(ticks));
    const std::size_t begin = at_ + 1;
    std::size_t end = begin;
    while (end < page_.lines.size() &&
           absl::StripAsciiWhitespace(page_.lines[end]) != fence) {
      ++end;
    }
    if (end == page_.lines.size()) {
      return Wrong(begin, absl::StrCat("this block does not end; write ", fence,
                                       " below it"));
    }
    at_ = end + 1;
    return TakeBlock(language, begin, end, std::exchange(remarks_, {}));
  }

  absl::Status TakeBlock(std::string_view language, std::size_t begin,
                         std::size_t end, const Remarks& remarks) {
    if (!remarks.not_run.empty()) {
      page_.not_run.push_back({begin, remarks.not_run});
      return absl::OkStatus();
    }
    if (remarks.quote) {
      return TakeQuotation(language, begin, end, remarks);
    }
    if (language == "console") return TakeConsole(begin, end, remarks);
    if (language == "c++" || language == "cpp") {
      return Wrong(begin,
                   "code that nobody compiles; say above it `<!-- block: "
                   "quotes FILE -->`, or `<!-- block: not run: why -->`");
    }
    const bool prompts =
        language.empty() && absl::StartsWith(page_.lines[begin], kPrompt);
    if (prompts || language == "sh" || language == "bash") {
      return Wrong(begin,
                   "commands that nobody runs; make it a ```console block, or "
                   "say above it `<!-- block: not run: why -->`");
    }
    if (remarks.line == 0) return absl::OkStatus();
    return Wrong(remarks.line,
                 "the block below is not run; it needs no more "
                 "than `not run: why`, or none");
  }

  absl::Status TakeQuotation(std::string_view language, std::size_t begin,
                             std::size_t end, const Remarks& remarks) {
    if (language == "console" || !remarks.varying.empty() ||
        remarks.exit_status != 0) {
      return Wrong(remarks.line,
                   "a block either quotes a file or is run; say one of them");
    }
    if (begin == end) return Wrong(begin, "this block quotes nothing");
    Quotation quotation{.line = begin, .quote = *remarks.quote};
    for (std::size_t at = begin; at < end; ++at) {
      std::string line(absl::StripTrailingAsciiWhitespace(page_.lines[at]));
      quotation.shown.push_back(
          {.sample = line, .line = at + 1, .parts = {{line, nullptr}}});
    }
    page_.quotations.push_back(std::move(quotation));
    return absl::OkStatus();
  }

  absl::Status TakeConsole(std::size_t begin, std::size_t end,
                           const Remarks& remarks) {
    if (begin == end || !absl::StartsWith(page_.lines[begin], kPrompt)) {
      return Wrong(begin, "a ```console block begins with a line `$ COMMAND`");
    }
    std::vector<bool> needed(remarks.varying.size());
    std::size_t at = begin;
    while (at < end) {
      Command command{.line = at + 1,
                      .text = page_.lines[at].substr(kPrompt.size()),
                      .exit_status = remarks.exit_status};
      ++at;
      for (; at < end && !absl::StartsWith(page_.lines[at], kPrompt); ++at) {
        ABSL_RETURN_IF_ERROR(TakeOutput(at, remarks.varying, needed, command));
      }
      command.output_end = at + 1;
      ABSL_RETURN_IF_ERROR(CheckWidth(command));
      page_.commands.push_back(std::move(command));
    }
    const auto unused = std::find(needed.begin(), needed.end(), false);
    if (unused == needed.end()) return absl::OkStatus();
    const Varying& varying = remarks.varying[unused - needed.begin()];
    return Wrong(varying.line,
                 absl::StrCat("no line of the block has \"", varying.text,
                              "\"; quote one as it is printed, or take this "
                              "away"));
  }

  absl::Status TakeOutput(std::size_t index,
                          const std::vector<Varying>& varying,
                          std::vector<bool>& needed, Command& command) const {
    Expected expected{
        .sample =
            std::string(absl::StripTrailingAsciiWhitespace(page_.lines[index])),
        .line = index + 1};
    if (expected.sample == kGap) expected.kind = Expected::Kind::kGap;
    expected.parts.push_back({expected.sample, nullptr});
    for (std::size_t i = 0; i < varying.size(); ++i) {
      if (varying[i].most == 0) {
        if (Loosen(varying[i].piece, expected.parts)) needed[i] = true;
      } else if (MatchParts(varying[i].piece, expected.sample, true)) {
        needed[i] = true;
        expected.kind = Expected::Kind::kGroup;
        expected.parts = varying[i].piece;
        expected.group = i + 1;
        expected.least = varying[i].least;
        expected.most = varying[i].most;
        // The next of the same lines belongs to the group that is there.
        if (!command.output.empty() &&
            command.output.back().group == expected.group) {
          return absl::OkStatus();
        }
      }
    }
    command.output.push_back(std::move(expected));
    return absl::OkStatus();
  }

  absl::Status CheckWidth(const Command& command) const {
    const auto is_gap = [](const Expected& expected) {
      return expected.kind == Expected::Kind::kGap;
    };
    const std::vector<Expected>& output = command.output;
    if (output.size() == 1 && is_gap(output[0])) {
      return Wrong(output[0].line,
                   "`…` leaves out all that is printed; show a line of it");
    }
    const auto twice =
        std::adjacent_find(output.begin(), output.end(),
                           [&is_gap](const Expected& a, const Expected& b) {
                             return is_gap(a) && is_gap(b);
                           });
    if (twice == output.end()) return absl::OkStatus();
    return Wrong(std::next(twice)->line, "`…` below `…`; one is enough");
  }

  Page& page_;
  std::size_t at_ = 0;
  Remarks remarks_;
};

}  // namespace

absl::StatusOr<Page> ReadPage(std::string name, std::string_view contents) {
  Page page{.name = std::move(name), .lines = absl::StrSplit(contents, '\n')};
  if (page.lines.back().empty()) page.lines.pop_back();
  ABSL_RETURN_IF_ERROR(Reader(page).Read());
  return page;
}

}  // namespace atomics_lab::lessons
