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
#include "absl/strings/str_join.h"
#include "tools/lessons/check.h"

namespace atomics_lab::lessons {
namespace {

// What a shell would do something with.
constexpr std::string_view kForShells = "|&;<>()$`\\*?[]#~{}!";

absl::Status NoShell(char character) {
  return absl::InvalidArgumentError(absl::StrCat(
      "'", std::string(1, character),
      "' is for a shell, and there is none here; put it in single quotes, or "
      "say above the block `<!-- block: not run: why -->`"));
}

// Takes a quoted part off the beginning of `text`, quotes and all.
absl::StatusOr<std::string> TakeQuoted(std::string_view& text) {
  const char quote = text.front();
  const std::size_t end = text.find(quote, 1);
  if (end == std::string_view::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("a ", std::string(1, quote), " without its other one"));
  }
  std::string inside(text.substr(1, end - 1));
  text.remove_prefix(end + 1);
  if (quote == '"' && absl::StrContains(inside, '$')) return NoShell('$');
  return inside;
}

absl::StatusOr<std::string> TakeWord(std::string_view& text) {
  std::string word;
  while (!text.empty() && !absl::ascii_isspace(text.front())) {
    const char next = text.front();
    if (next == '\'' || next == '"') {
      ABSL_ASSIGN_OR_RETURN(const std::string inside, TakeQuoted(text));
      word += inside;
      continue;
    }
    if (absl::StrContains(kForShells, next)) return NoShell(next);
    word += next;
    text.remove_prefix(1);
  }
  return word;
}

absl::Status Unknown(std::string_view text, const Programs& programs) {
  return absl::InvalidArgumentError(absl::StrCat(
      "`", text, "`: what is run begins with one of: ",
      absl::StrJoin(programs, ", ",
                    [](std::string* out, const auto& program) {
                      absl::StrAppend(out, "./bazelw run ", program.first);
                    }),
      "; of others say above the block `<!-- block: not run: why -->`"));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  while (true) {
    text = absl::StripLeadingAsciiWhitespace(text);
    if (text.empty() || text.front() == '#') return words;
    ABSL_ASSIGN_OR_RETURN(std::string word, TakeWord(text));
    words.push_back(std::move(word));
  }
}

absl::StatusOr<std::vector<std::string>> ToProgram(std::string_view text,
                                                   const Programs& programs) {
  ABSL_ASSIGN_OR_RETURN(const std::vector<std::string> words, SplitWords(text));
  if (words.size() < 3 || words[0] != "./bazelw" || words[1] != "run") {
    return Unknown(text, programs);
  }
  const auto program = programs.find(words[2]);
  if (program == programs.end()) return Unknown(text, programs);
  std::vector<std::string> run = {program->second};
  if (words.size() == 3) return run;
  if (words[3] != "--") {
    return absl::InvalidArgumentError(absl::StrCat(
        "`", text, "`: write -- between ", words[2], " and its arguments"));
  }
  run.insert(run.end(), words.begin() + 4, words.end());
  return run;
}

}  // namespace atomics_lab::lessons
