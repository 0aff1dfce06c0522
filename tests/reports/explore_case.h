// A reported fault, as the table has it, and its exploration.
#ifndef ATOMICS_LAB_TESTS_REPORTS_EXPLORE_CASE_H_
#define ATOMICS_LAB_TESTS_REPORTS_EXPLORE_CASE_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/search.h"

namespace atomics_lab::reports {

// A row of expected.json: what the functions of a case can come to.
struct Row {
  std::string name;                  // of the case, as in cases/
  std::vector<std::string> targets;  // as toolchains/targets.bzl names them
  std::vector<std::string> threads;  // the function that each one calls
  int calls = 1;                     // of each thread
  // Variables that hold something else than the object says.
  std::map<std::string, std::int64_t> initial;
  std::vector<std::string> observed;  // as program::ParseFinal reads them
  std::string model;                  // "sc", "tso", "armv8"
  std::set<explore::Outcome> ends;    // all of them
  bool stuck = false;                 // some execution never ends
  // If not empty: why it must be refused; it has no ends then.
  std::string error;
};

// The table. Requires: `path` is expected.json.
std::vector<Row> ReadRows(const std::string& path);

// Explores a row's functions out of the object at `path`.
// Errors: those of program::MakeFunctionJob and explore::Explore.
absl::StatusOr<explore::Exploration> ExploreCase(const std::string& path,
                                                 const Row& row);

}  // namespace atomics_lab::reports

#endif  // ATOMICS_LAB_TESTS_REPORTS_EXPLORE_CASE_H_
