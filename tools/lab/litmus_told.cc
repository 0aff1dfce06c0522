#include "tools/lab/litmus_told.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/collect/exploration.h"
#include "tools/collect/variable_names.h"
#include "tools/explore/explore.h"
#include "tools/explore/search.h"
#include "tools/lab/explore_file.h"
#include "tools/lab/places.h"
#include "tools/litmus/assemble.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/job.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/parse.h"
#include "tools/litmus/question.h"
#include "tools/litmus/translate.h"
#include "tools/program/image.h"
#include "tools/result/exploration.h"
#include "tools/result/file.h"

namespace atomics_lab::lab {
namespace {

std::vector<std::string> NamesOf(const LitmusJob& job) {
  std::vector<std::string> names;
  names.reserve(job.question.observed.size());
  for (const litmus::Observed& one : job.question.observed) {
    names.push_back(litmus::HerdName(job.test, one));
  }
  return names;
}

// Wider registers than a test's locations can make one state of several
// outcomes; the first of them is told.
void MergeOutcomes(const LitmusJob& job, const explore::Exploration& found,
                   LitmusTold& told) {
  std::vector<std::pair<litmus::State, std::size_t>> order;
  for (std::size_t i = 0; i < found.outcomes.size(); ++i) {
    litmus::State state =
        litmus::StateOf(job.test, job.question.observed, found.outcomes[i]);
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

}  // namespace

absl::StatusOr<LitmusJob> OpenLitmus(const std::string& file,
                                     const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const auto text,
                        result::ReadFile(FromWorkingFolder(file)));
  ABSL_ASSIGN_OR_RETURN(auto test, litmus::Parse(text, file));
  ABSL_ASSIGN_OR_RETURN(auto question, litmus::ParseQuestion(test, file));
  const auto object = litmus::Assemble(test, folder);
  if (!object.ok()) return At(file, object.status());
  auto made = litmus::MakeJob(test, question.observed, *object);
  if (!made.ok()) return At(file, made.status());
  const auto image = program::OpenImage(*object);
  if (!image.ok()) return At(file, image.status());
  return LitmusJob{file, std::move(test), std::move(question), *std::move(made),
                   collect::VariableNames(*image)};
}

absl::StatusOr<LitmusTold> TellLitmus(const LitmusJob& job,
                                      std::string_view name,
                                      explore::Limits limits) {
  ABSL_ASSIGN_OR_RETURN(const auto model,
                        ChooseModel(name, job.test.architecture));
  limits.symmetry = !job.made.observes_registers;
  const auto found =
      explore::Explore(job.made.job, model, job.made.observe, limits);
  if (!found.ok()) return At(job.file, found.status());
  const collect::ExplorationQuestion question = {
      .target = job.file,
      .model = model,
      .threads = static_cast<int>(job.test.threads.size()),
      .increments = 1,
      .observed = NamesOf(job)};
  LitmusTold told;
  told.exploration = collect::DescribeExploration(question, job.made.job,
                                                  *found, job.variables);
  MergeOutcomes(job, *found, told);
  told.answer = litmus::AnswerOf(job.question, told.states, found->complete);
  return told;
}

}  // namespace atomics_lab::lab
