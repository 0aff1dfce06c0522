#include "tools/lessons/remarks.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/lessons/quote.h"
#include "tools/lessons/varying.h"

namespace atomics_lab::lessons {
namespace {

// More lines than a person would read are no table of ends.
constexpr std::size_t kMostLines = 20;
constexpr int kLargestStatus = 255;

// " on 1 to 3 lines"
absl::Status ReadCount(std::string_view text, Varying& varying) {
  const std::vector<std::string_view> words =
      absl::StrSplit(text, ' ', absl::SkipEmpty());
  if (words.size() == 5 && words[0] == "on" && words[2] == "to" &&
      words[4] == "lines" && absl::SimpleAtoi(words[1], &varying.least) &&
      absl::SimpleAtoi(words[3], &varying.most) && varying.least > 0 &&
      varying.least <= varying.most && varying.most <= kMostLines) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("'", text, "': `on 1 to 3 lines`, of at most ", kMostLines));
}

// "PIECE" on 1 to 3 lines
absl::Status ReadVarying(std::string_view text, std::size_t line,
                         Remarks& remarks) {
  const std::size_t end = text.rfind('"');
  if (text.empty() || text.front() != '"' || end == 0) {
    return absl::InvalidArgumentError(
        "what varies stands in quotes: varies \"{number} runs\"");
  }
  Varying varying{.line = line, .text = std::string(text.substr(1, end - 1))};
  ABSL_ASSIGN_OR_RETURN(varying.piece, ReadPiece(varying.text));
  const std::string_view count =
      absl::StripAsciiWhitespace(text.substr(end + 1));
  if (!count.empty()) {
    ABSL_RETURN_IF_ERROR(ReadCount(count, varying));
  }
  remarks.varying.push_back(std::move(varying));
  return absl::OkStatus();
}

absl::Status ReadStatus(std::string_view text, Remarks& remarks) {
  if (absl::SimpleAtoi(text, &remarks.exit_status) && remarks.exit_status > 0 &&
      remarks.exit_status <= kLargestStatus) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("exit status '", text, "': a number from 1 to ",
                   kLargestStatus, "; 0 is what it is if nothing is said"));
}

}  // namespace

absl::Status ReadRemark(std::string_view text, std::size_t line,
                        Remarks& remarks) {
  text = absl::StripAsciiWhitespace(text);
  if (text.empty()) return absl::OkStatus();
  if (absl::ConsumePrefix(&text, "varies ")) {
    return ReadVarying(text, line, remarks);
  }
  if (absl::ConsumePrefix(&text, "exit status ")) {
    return ReadStatus(text, remarks);
  }
  if (absl::ConsumePrefix(&text, "quotes ")) {
    ABSL_ASSIGN_OR_RETURN(remarks.quote, ReadQuote(text));
    return absl::OkStatus();
  }
  if (absl::ConsumePrefix(&text, "not run:")) {
    remarks.not_run = absl::StripAsciiWhitespace(text);
    if (!remarks.not_run.empty()) return absl::OkStatus();
    return absl::InvalidArgumentError(
        "`not run:` without a reason; say why it cannot be run in a test");
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "'", text,
      "': a block's comment says `varies \"…\"`, `exit status 1`, `quotes "
      "FILE` or `not run: why`"));
}

}  // namespace atomics_lab::lessons
