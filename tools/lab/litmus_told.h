// A .litmus file, assembled and explored.
#ifndef ATOMICS_LAB_TOOLS_LAB_LITMUS_TOLD_H_
#define ATOMICS_LAB_TOOLS_LAB_LITMUS_TOLD_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/collect/exploration.h"
#include "tools/explore/search.h"
#include "tools/litmus/final_states.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/question.h"
#include "tools/program/function_job.h"
#include "tools/result/exploration.h"

namespace atomics_lab::lab {

// A test that is read, and assembled.
struct LitmusJob {
  std::string file;
  litmus::Test test;
  litmus::Question question;
  program::FunctionJob made;
  collect::Names variables;
};

// What came of exploring it.
struct LitmusTold {
  litmus::States states;
  litmus::Answer answer;
  result::Exploration exploration;  // its outcomes are in `states`' order
};

// Reads the test at `file` as the person named it; `folder` takes the object.
// Errors: one line that says where: what cannot be read, is no test, or is not
// read here; what the assembler refuses; NotFound if there is none.
absl::StatusOr<LitmusJob> OpenLitmus(const std::string& file,
                                     const std::string& folder);

// Under the architecture's own model if `model` is empty. `limits` say whether
// outcomes have witnesses; symmetry is decided here.
// Errors: as ChooseModel; code that cannot be explored.
absl::StatusOr<LitmusTold> TellLitmus(const LitmusJob& job,
                                      std::string_view model,
                                      explore::Limits limits);

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_LITMUS_TOLD_H_
