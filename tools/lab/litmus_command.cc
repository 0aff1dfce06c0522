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
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tools/explore/explore.h"
#include "tools/explore/search.h"
#include "tools/lab/command.h"
#include "tools/lab/exploration.h"
#include "tools/lab/explore_file.h"
#include "tools/lab/explore_progress.h"
#include "tools/lab/explore_request.h"
#include "tools/lab/file_command.h"
#include "tools/lab/options.h"
#include "tools/lab/places.h"
#include "tools/lab/show_program.h"
#include "tools/lab/stop_signals.h"
#include "tools/litmus/assemble.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/folder.h"
#include "tools/litmus/job.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/question.h"
#include "tools/litmus/translate.h"
#include "tools/program/function_job.h"
#include "tools/program/image.h"
#include "tools/report/exploration_text.h"
#include "tools/report/printable.h"
#include "tools/result/exploration.h"
#include "tools/result/file.h"
#include "tools/result/json.h"

namespace atomics_lab::lab {
namespace {

using Json = nlohmann::ordered_json;
using litmus::Answer;
using litmus::Question;

bool IsLitmus(std::string_view word) { return absl::EndsWith(word, ".litmus"); }

// A test that is read, and assembled.
struct Opened {
  std::string file;
  litmus::Test test;
  Question question;
  program::FunctionJob made;
  Names variables;
};

struct Told {
  litmus::States states;
  Answer answer;
  result::Exploration exploration;  // its outcomes are in `states`' order
};

absl::Status CheckOptions(const Options& options) {
  if (!std::all_of(options.words.begin() + 1, options.words.end(), IsLitmus)) {
    return absl::InvalidArgumentError(
        "a .litmus FILE is explored by itself, not with object files");
  }
  if (AsksForFile(options) || !options.outcome.empty()) {
    return absl::InvalidArgumentError(
        "a .litmus FILE says itself what threads do and what is asked; it "
        "takes --model, --max-memory, --show and --format");
  }
  if (options.show.empty() || options.show == "program" ||
      options.show == "witness") {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--show=", options.show,
                   ": of a .litmus FILE, program or witness can be shown"));
}

absl::Status At(const std::string& file, const absl::Status& status) {
  return {status.code(), absl::StrCat(file, ": ", status.message())};
}

absl::StatusOr<Opened> Open(const std::string& word,
                            const std::string& folder) {
  const auto text = result::ReadFile(FromWorkingFolder(word));
  if (!text.ok()) return text.status();
  auto test = litmus::Parse(*text, word);
  if (!test.ok()) return test.status();
  auto question = litmus::ParseQuestion(*test, word);
  if (!question.ok()) return question.status();
  const auto object = litmus::Assemble(*test, folder);
  if (!object.ok()) return At(word, object.status());
  auto made = litmus::MakeJob(*test, question->observed, *object);
  if (!made.ok()) return At(word, made.status());
  const auto image = program::OpenImage(*object);
  if (!image.ok()) return At(word, image.status());
  return Opened{word, *std::move(test), *std::move(question), *std::move(made),
                VariableNames(*image)};
}

std::vector<std::string> NamesOf(const Opened& opened) {
  std::vector<std::string> names;
  for (const litmus::Observed& one : opened.question.observed) {
    names.push_back(litmus::HerdName(opened.test, one));
  }
  return names;
}

// Wider registers than a test's locations can make one state of several
// outcomes; the first of them is told.
void MergeOutcomes(const Opened& opened, const explore::Exploration& found,
                   Told& told) {
  std::vector<std::pair<litmus::State, std::size_t>> order;
  for (std::size_t i = 0; i < found.outcomes.size(); ++i) {
    litmus::State state = litmus::StateOf(opened.test, opened.question.observed,
                                          found.outcomes[i]);
    if (told.states.insert(state).second) order.emplace_back(state, i);
  }
  std::ranges::sort(order);
  std::vector<result::ExploredOutcome> outcomes;
  for (const auto& [state, index] : order) {
    result::ExploredOutcome& outcome =
        outcomes.emplace_back(std::move(told.exploration.outcomes[index]));
    for (std::size_t i = 0; i < state.size(); ++i) {
      outcome.values[i] = {.low = state[i]};
    }
  }
  told.exploration.outcomes = std::move(outcomes);
}

absl::StatusOr<Told> Tell(const Options& options, const Opened& opened,
                          explore::Limits limits) {
  const auto model = ChooseModel(options.model, opened.test.architecture);
  if (!model.ok()) return model.status();
  limits.symmetry = !opened.made.observes_registers;
  limits.witnesses =
      options.format == Format::kJson || options.show == "witness";
  const auto found =
      explore::Explore(opened.made.job, *model, opened.made.observe, limits);
  if (!found.ok()) return At(opened.file, found.status());
  const ExplorationQuestion question = {
      .target = opened.file,
      .model = *model,
      .threads = static_cast<int>(opened.test.threads.size()),
      .increments = 1,
      .observed = NamesOf(opened)};
  Told told;
  told.exploration =
      DescribeExploration(question, opened.made.job, *found, opened.variables);
  MergeOutcomes(opened, *found, told);
  told.answer = litmus::AnswerOf(opened.question, told.states, found->complete);
  return told;
}

Json AsJson(const Opened& opened, const Told& told) {
  return {{"test", opened.test.name},
          {"condition", litmus::QuestionText(opened.test, opened.question)},
          {"answer", litmus::WordName(told.answer.word)},
          {"observation", litmus::ObservationName(told.answer)},
          {"holding", told.answer.holding},
          {"failing", told.answer.failing},
          {"exploration", Json::parse(result::ToJson(told.exploration))}};
}

// The ways to the states that decide the question; if there are none, to all.
result::Exploration Deciding(const Opened& opened, const Told& told) {
  result::Exploration shown = told.exploration;
  std::vector<result::ExploredOutcome> kept;
  std::size_t index = 0;
  for (const litmus::State& state : told.states) {
    const auto& outcome = told.exploration.outcomes[index++];
    if (litmus::Decides(opened.question, state)) kept.push_back(outcome);
  }
  if (!kept.empty()) shown.outcomes = std::move(kept);
  return shown;
}

std::string AsText(const Options& options, const Opened& opened,
                   const Told& told) {
  std::string text = litmus::AnswerText(opened.test, opened.question,
                                        told.states, told.answer);
  if (!told.answer.complete) {
    absl::StrAppend(&text, "Bounded ", told.exploration.bound, "\n");
  }
  if (options.show == "witness") {
    absl::StrAppend(&text, "\n",
                    report::ExplorationText(Deciding(opened, told)));
  }
  return text;
}

bool IsGood(const Opened& opened, const Answer& answer) {
  return answer.word == Answer::Word::kOk ||
         (answer.word == Answer::Word::kNo &&
          opened.question.quantifier == Question::Quantifier::kExists);
}

// Prints each test as it is done; JSON is one object, at the end.
class Run {
 public:
  Run(const Options& options, const explore::Limits& limits)
      : options_(options), limits_(limits) {}

  absl::Status One(const std::string& word, const std::string& folder) {
    const auto opened = Open(word, folder);
    if (!opened.ok()) return opened.status();
    if (options_.show == "program") {
      std::cout << ShowProgram(opened->made.job, options_.format);
      return absl::OkStatus();
    }
    const auto told = Tell(options_, *opened, limits_);
    if (!told.ok()) return told.status();
    if (!IsGood(*opened, told->answer))
      exit_status_ = std::max(exit_status_, 1);
    if (options_.format == Format::kJson) {
      tests_.push_back(AsJson(*opened, *told));
    } else {
      Print(AsText(options_, *opened, *told));
    }
    return absl::OkStatus();
  }

  void End() {
    if (options_.format != Format::kJson || options_.show == "program") return;
    std::cout << Json{{"tests", tests_}}.dump(2, ' ', false,
                                              Json::error_handler_t::replace)
              << "\n";
  }

  // A test that cannot be explored keeps nobody from the others.
  void Report(const absl::Status& error) {
    std::cerr << "lab: " << report::Printable(error.message()) << "\n";
    exit_status_ = 2;
  }

  int exit_status() const { return exit_status_; }

 private:
  // Tests lie an empty line apart, as herd7 prints them.
  void Print(std::string_view text) const {
    const std::string_view fence =
        options_.format == Format::kMarkdown ? "```\n" : "";
    std::cout << fence;
    for (const std::string& line : report::PrintableLines(text)) {
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
  if (absl::Status status = CheckOptions(options); !status.ok()) return status;
  const absl::StatusOr<ExploreBounds> bounds = ParseBounds(options);
  if (!bounds.ok()) return bounds.status();
  const litmus::Folder folder;
  if (!folder.made()) {
    return absl::InternalError(absl::StrCat(
        folder.path(), ": a folder for the object cannot be made"));
  }
  CatchStopSignals();
  ProgressPrinter progress(std::cerr, isatty(STDERR_FILENO) != 0,
                           StopRequested);
  Run run(options, LimitsWith(bounds->memory, progress));
  for (std::size_t i = 1; i < options.words.size() && !StopRequested(); ++i) {
    const absl::Status done = run.One(options.words[i], folder.path());
    progress.End();
    if (!done.ok()) run.Report(done);
  }
  run.End();
  return StopRequested() ? kInterrupted : run.exit_status();
}

}  // namespace atomics_lab::lab
