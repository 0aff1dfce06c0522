#include "tools/lab/litmus_command.h"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tools/explore/search.h"
#include "tools/lab/command.h"
#include "tools/lab/explore_progress.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/file_command.h"
#include "tools/lab/litmus_told.h"
#include "tools/lab/options.h"
#include "tools/lab/show_program.h"
#include "tools/lab/stop_signals.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/question.h"
#include "tools/report/exploration_text.h"
#include "tools/result/exploration.h"
#include "tools/result/json.h"
#include "tools/result/temporary_folder.h"
#include "tools/text/printable.h"

namespace atomics_lab::lab {
namespace {

using Json = nlohmann::ordered_json;
using litmus::Answer;
using litmus::Question;

bool IsLitmus(std::string_view word) { return absl::EndsWith(word, ".litmus"); }

// Whether an option says what a test says itself.
bool SaysMore(const Options& options) {
  const Options unsaid;
  return AsksForFile(options) || !options.counter.empty() ||
         !options.target.empty() || !options.outcome.empty() ||
         options.threads != unsaid.threads ||
         options.increments != unsaid.increments;
}

absl::Status CheckShow(const Options& options) {
  if (options.show == "program" && options.words.size() > 2) {
    return absl::InvalidArgumentError("--show=program shows one .litmus FILE");
  }
  if (options.show.empty() || options.show == "program" ||
      options.show == "witness") {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--show=", options.show,
                   ": of a .litmus FILE, program or witness can be shown"));
}

absl::Status CheckOptions(const Options& options) {
  if (!std::all_of(options.words.begin() + 1, options.words.end(), IsLitmus)) {
    return absl::InvalidArgumentError(
        "a .litmus FILE is explored by itself, not with object files");
  }
  if (SaysMore(options)) {
    return absl::InvalidArgumentError(
        "a .litmus FILE says itself what threads do and what is asked; it "
        "takes --model, --max-memory, --show and --format");
  }
  return CheckShow(options);
}

Json AsJson(const LitmusJob& job, const LitmusTold& told) {
  return {{"test", job.test.name},
          {"condition", litmus::QuestionText(job.test, job.question)},
          {"answer", litmus::WordName(told.answer.word)},
          {"observation", litmus::ObservationName(told.answer)},
          {"holding", told.answer.holding},
          {"failing", told.answer.failing},
          {"exploration", Json::parse(result::ToJson(told.exploration))}};
}

// The ways to the states that decide the question; if there are none, to all.
result::Exploration Deciding(const LitmusJob& job, const LitmusTold& told) {
  result::Exploration shown = told.exploration;
  std::vector<result::ExploredOutcome> kept;
  std::size_t index = 0;
  for (const litmus::State& state : told.states) {
    const auto& outcome = told.exploration.outcomes[index++];
    if (litmus::Decides(job.question, state)) kept.push_back(outcome);
  }
  if (!kept.empty()) shown.outcomes = std::move(kept);
  return shown;
}

std::string AsText(const Options& options, const LitmusJob& job,
                   const LitmusTold& told) {
  std::string text =
      litmus::AnswerText(job.test, job.question, told.states, told.answer);
  if (!told.answer.complete) {
    absl::StrAppend(&text, "Bounded ", told.exploration.bound, "\n");
  }
  if (options.show == "witness") {
    absl::StrAppend(&text, "\n", report::ExplorationText(Deciding(job, told)));
  }
  return text;
}

bool IsGood(const LitmusJob& job, const Answer& answer) {
  return answer.word == Answer::Word::kOk ||
         (answer.word == Answer::Word::kNo &&
          job.question.quantifier == Question::Quantifier::kExists);
}

// Prints each test as it is done; JSON is one object, at the end.
class Run {
 public:
  Run(const Options& options, const explore::Limits& limits)
      : options_(options), limits_(limits) {
    limits_.witnesses =
        options.format == Format::kJson || options.show == "witness";
  }

  absl::Status One(const std::string& word, const std::string& folder) {
    ABSL_ASSIGN_OR_RETURN(const auto job, OpenLitmus(word, folder));
    if (options_.show == "program") {
      std::cout << ShowProgram(job.made.job, options_.format);
      return absl::OkStatus();
    }
    ABSL_ASSIGN_OR_RETURN(const auto told,
                          TellLitmus(job, options_.model, limits_));
    if (!IsGood(job, told.answer)) Worsen(1);
    if (options_.format == Format::kJson) {
      tests_.push_back(AsJson(job, told));
    } else {
      Print(AsText(options_, job, told));
    }
    return absl::OkStatus();
  }

  void End() {
    if (options_.format != Format::kJson || options_.show == "program") return;
    std::cout << Json{{"tests", tests_}}.dump(2, ' ', false,
                                              Json::error_handler_t::replace)
              << "\n";
  }

  // A test that cannot be explored does not stop the others.
  void Report(const absl::Status& error) {
    std::cerr << "lab: " << text::Printable(error.message()) << "\n";
    Worsen(2);
  }

  int exit_status() const { return exit_status_; }

 private:
  void Worsen(int status) { exit_status_ = std::max(exit_status_, status); }

  // An empty line stands between tests, as herd7 prints them.
  void Print(std::string_view text) const {
    const std::string_view fence =
        options_.format == Format::kMarkdown ? "```\n" : "";
    std::cout << fence;
    for (const std::string& line : text::PrintableLines(text)) {
      std::cout << line << "\n";
    }
    std::cout << fence << "\n" << std::flush;
  }

  const Options& options_;
  explore::Limits limits_;
  int exit_status_ = 0;
  Json tests_ = Json::array();
};

}  // namespace

bool AsksForLitmus(const Options& options) {
  return std::any_of(options.words.begin() + 1, options.words.end(), IsLitmus);
}

absl::StatusOr<int> RunLitmus(const Options& options) {
  ABSL_RETURN_IF_ERROR(CheckOptions(options));
  ABSL_ASSIGN_OR_RETURN(const ExploreBounds bounds, ParseBounds(options));
  const result::TemporaryFolder folder;
  ABSL_RETURN_IF_ERROR(folder.status());
  CatchStopSignals();
  ProgressPrinter progress(std::cerr, isatty(STDERR_FILENO) != 0,
                           StopRequested);
  Run run(options, LimitsWith(bounds.memory, progress));
  for (std::size_t i = 1; i < options.words.size() && !StopRequested(); ++i) {
    const absl::Status done = run.One(options.words[i], folder.path());
    progress.End();
    if (!done.ok()) run.Report(done);
  }
  run.End();
  return StopRequested() ? kInterrupted : run.exit_status();
}

}  // namespace atomics_lab::lab
