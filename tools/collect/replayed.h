// A replay in the terms of the report: names instead of addresses.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_REPLAYED_H_
#define ATOMICS_LAB_TOOLS_COLLECT_REPLAYED_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/collect/place_names.h"
#include "tools/explore/program.h"
#include "tools/replay/replay.h"
#include "tools/result/exploration.h"
#include "tools/result/replay.h"

namespace atomics_lab::collect {

// Tells of units as they are done.
class ReplayTeller {
 public:
  // Requires: `job` outlives it.
  explicit ReplayTeller(const explore::Job& job);

  // What it did, but for registers; internal if it touched no shared memory.
  result::WitnessStep Told(const replay::Done& done) const;
  // Keeps those that touch shared memory.
  void Add(const replay::Done& done);
  const std::vector<result::WitnessStep>& steps() const { return steps_; }

 private:
  using Registers = std::vector<std::uint64_t>;

  void AddAccesses(const replay::Done& done, result::WitnessStep& told) const;
  void AddRegisters(const replay::Done& done, result::WitnessStep& told);

  const explore::Job& job_;
  const Names names_;
  PlaceNames places_;
  std::vector<Registers> registers_;  // by thread: after its previous step
  std::vector<result::WitnessStep> steps_;
};

// `run` counts from 1.
result::ReplayDifference DescribeDifference(
    const explore::Program& program, const replay::Difference& difference,
    std::uint64_t run);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_REPLAYED_H_
