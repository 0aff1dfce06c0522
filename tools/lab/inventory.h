// Where the lab's build left what it made: one suite and one result per target.
#ifndef ATOMICS_LAB_TOOLS_LAB_INVENTORY_H_
#define ATOMICS_LAB_TOOLS_LAB_INVENTORY_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/result/result.h"
#include "tools/shapes/matrix.h"

namespace atomics_lab::lab {

// A target's program that measures counters (bench_main.cc).
struct BenchProgram {
  std::string target;
  std::string file;
  std::string flags;  // with which it was compiled, blanks between them
};

// A target's program that makes increments under an emulator
// (tools/bench/count_main.cc).
struct EmulatedProgram {
  std::string target;
  std::string file;
  std::string emulator;  // what runs it: toolchains/emulator/run.sh.template
  std::string flags;     // as BenchProgram::flags
};

// A target's program whose threads can be replayed
// (tools/replay/subject_main.cc).
struct ReplayProgram {
  std::string target;
  std::string file;
  // Why its threads can only be simulated, as the program is the tested one and
  // not made to be stepped; empty if they can run.
  std::string why_simulated;
};

class Inventory {
 public:
  // Finds the folder that the rule `lab` puts beside the program `argv0`.
  // Errors: NotFound if there is none, as for a binary that was copied away;
  // it says how to run the lab with it.
  static absl::StatusOr<Inventory> Find(const std::string& argv0);

  // For a folder laid out as the rule `lab` does.
  explicit Inventory(std::string folder, std::vector<std::string> targets)
      : folder_(std::move(folder)), targets_(std::move(targets)) {}

  // In the order of toolchains/targets.bzl.
  const std::vector<std::string>& targets() const { return targets_; }

  // Errors: NotFound for an unknown target; it lists the known ones.
  absl::Status Known(std::string_view target) const;

  // The tested binary of a target.
  // Errors: NotFound for an unknown target; it lists the known ones.
  absl::StatusOr<std::string> Suite(std::string_view target) const;

  // The litmus tests' code of every target, linked and not.
  // Errors: NotFound for a lab that has none.
  absl::StatusOr<std::vector<shapes::TargetCode>> Litmus() const;

  // What measures a target's counters; of the first target that has it if
  // `target` is empty.
  // Errors: NotFound for an unknown target, FailedPrecondition for one that
  // this machine can only emulate, both with the right ones.
  absl::StatusOr<BenchProgram> Bench(std::string_view target) const;

  // The program of a target whose threads can be replayed (tools/replay), or
  // simulated where this machine can only emulate them; of the first target
  // that runs natively if `target` is empty.
  // Errors: NotFound for an unknown target; it lists the known ones.
  absl::StatusOr<ReplayProgram> Replay(std::string_view target) const;

  // What makes a target's increments where it is emulated.
  // Errors: NotFound for an unknown target, FailedPrecondition for one that
  // runs natively, both with the right ones.
  absl::StatusOr<EmulatedProgram> Emulated(std::string_view target) const;

  // The file with the atlas of mappings, as tools/atlas/json.h reads it.
  std::string AtlasFile() const { return folder_ + "/atlas.json"; }

  // All targets' results in one.
  absl::StatusOr<result::Results> Load() const;

 private:
  std::string BenchFile(std::string_view target) const;

  std::string folder_;
  std::vector<std::string> targets_;
};

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_INVENTORY_H_
