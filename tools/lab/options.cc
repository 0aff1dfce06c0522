#include "tools/lab/options.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

ABSL_FLAG(std::string, counter, "",
          "A specimen's name: see `lab list counters`.");
ABSL_FLAG(std::string, target, "", "A target's name: see `lab list targets`.");
ABSL_FLAG(std::string, function, "",
          "add, read or, of a record, snapshot; in `lab dump FILE`, a symbol, "
          "mangled or not.");
ABSL_FLAG(std::string, promises, "",
          "In `lab check`, sources or files with promises: FILE,FILE.");
ABSL_FLAG(std::string, only, "", "In `lab audit`, the one kind to show.");
ABSL_FLAG(std::string, compare, "",
          "In `lab audit`, an older build to compare with.");
ABSL_FLAG(std::string, output, "lab-out",
          "Where the table's files go, from the workspace's root.");
ABSL_FLAG(std::string, format, "text", "text, json or markdown.");
ABSL_FLAG(std::string, diff, "",
          "Two compilers, levels or targets that `lab atlas` compares: "
          "gcc,clang.");
ABSL_FLAG(std::string, operation, "", "Only this row of the atlas: fetch_add.");
ABSL_FLAG(std::string, order, "", "Only this order of the atlas: seq_cst.");
ABSL_FLAG(std::string, threads, "2", "In `lab explore`, how many: 1 to 8.");
ABSL_FLAG(std::string, increments, "2",
          "In `lab explore`, how many calls each thread makes.");
ABSL_FLAG(std::string, model, "",
          "In `lab explore`, sc, tso or armv8; the architecture's own if "
          "nothing is said.");
ABSL_FLAG(std::string, max_memory, "4G",
          "In `lab explore`, where the search stops: 512M, 4G.");
ABSL_FLAG(std::string, init, "",
          "In `lab explore FILE`, what variables start from: x=1,y:4=0x10.");
ABSL_FLAG(std::string, final, "",
          "In `lab explore FILE`, what to look at in the end: x,y:4.");

ABSL_FLAG(std::string, show, "",
          "In `lab explore`, program: what the instructions were taken for, "
          "instead of exploring them.");

namespace atomics_lab::lab {
namespace {

absl::StatusOr<Format> ParseFormat(std::string_view word) {
  if (word == "text") return Format::kText;
  if (word == "json") return Format::kJson;
  if (word == "markdown") return Format::kMarkdown;
  return absl::InvalidArgumentError(
      absl::StrCat("--format=", word, ": it takes text, json or markdown"));
}

bool WantsHelp(int argc, char** argv) {
  return std::any_of(argv + 1, argv + argc, [](std::string_view word) {
    return word == "--help" || word == "-h";
  });
}

// All of the lab's flags take values, so a last word that is a bare flag lacks
// one. (A bare flag elsewhere takes the next word, as Abseil's flags do.)
absl::Status CheckLastHasValue(std::string_view last) {
  if (!last.starts_with("--") || last.size() == 2 ||
      absl::StrContains(last, "=")) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      last, " needs a value, as in ", last, "=VALUE; --help lists the flags"));
}

// Flags' names are C++ names, where people type --max-memory.
std::vector<std::string> WithUnderscores(int argc, char** argv) {
  std::vector<std::string> words(argv, argv + argc);
  for (std::string& word : words) {
    if (word.starts_with("--max-memory")) word[5] = '_';
  }
  return words;
}

absl::Status CheckRecognized(
    const std::vector<absl::UnrecognizedFlag>& unrecognized) {
  if (unrecognized.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("no such flag: --",
                                                 unrecognized.front().flag_name,
                                                 "; --help lists the flags"));
}

}  // namespace

absl::StatusOr<Options> ParseOptions(int argc, char** argv) {
  if (WantsHelp(argc, argv)) return Options{.words = {"help"}};
  if (absl::Status status = CheckLastHasValue(argv[argc - 1]); !status.ok()) {
    return status;
  }
  std::vector<std::string> spelt = WithUnderscores(argc, argv);
  std::vector<char*> arguments;
  arguments.reserve(spelt.size());
  for (std::string& word : spelt) arguments.push_back(word.data());
  std::vector<char*> words;
  std::vector<absl::UnrecognizedFlag> unrecognized;
  absl::ParseAbseilFlagsOnly(argc, arguments.data(), words, unrecognized);
  if (absl::Status status = CheckRecognized(unrecognized); !status.ok()) {
    return status;
  }
  absl::StatusOr<Format> format = ParseFormat(absl::GetFlag(FLAGS_format));
  if (!format.ok()) return format.status();
  return Options{.words = {words.begin() + 1, words.end()},
                 .counter = absl::GetFlag(FLAGS_counter),
                 .target = absl::GetFlag(FLAGS_target),
                 .function = absl::GetFlag(FLAGS_function),
                 .promises = absl::GetFlag(FLAGS_promises),
                 .only = absl::GetFlag(FLAGS_only),
                 .compare = absl::GetFlag(FLAGS_compare),
                 .output = absl::GetFlag(FLAGS_output),
                 .diff = absl::GetFlag(FLAGS_diff),
                 .operation = absl::GetFlag(FLAGS_operation),
                 .order = absl::GetFlag(FLAGS_order),
                 .threads = absl::GetFlag(FLAGS_threads),
                 .increments = absl::GetFlag(FLAGS_increments),
                 .model = absl::GetFlag(FLAGS_model),
                 .max_memory = absl::GetFlag(FLAGS_max_memory),
                 .init = absl::GetFlag(FLAGS_init),
                 .final_values = absl::GetFlag(FLAGS_final),
                 .show = absl::GetFlag(FLAGS_show),
                 .format = *format};
}

}  // namespace atomics_lab::lab
