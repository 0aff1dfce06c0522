// How a subject (subject_main.cc) is started for a counter.
#ifndef ATOMICS_LAB_TOOLS_REPLAY_SUBJECT_H_
#define ATOMICS_LAB_TOOLS_REPLAY_SUBJECT_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace atomics_lab::replay {

// A subject's path, and what a call of it for so many threads begins with.
// Errors: as listing::Binary::Open; NotFound for a specimen of which the file
// has no functions.
absl::StatusOr<std::vector<std::string>> SubjectWords(const std::string& file,
                                                      std::string_view specimen,
                                                      int threads);

}  // namespace atomics_lab::replay

#endif  // ATOMICS_LAB_TOOLS_REPLAY_SUBJECT_H_
