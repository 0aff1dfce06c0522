#include "tests/herd/straight_code.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tests/herd/known_addresses.h"
#include "tools/listing/listing.h"

namespace atomics_lab::herd {
namespace {

// Instructions of the first round, then those of the second, and so on: so
// jumps only go forwards, and each place is reached from earlier ones.
class Straightening {
 public:
  Straightening(const listing::Function& function, int rounds)
      : function_(function),
        size_(function.instructions.size()),
        before_(size_ * static_cast<std::size_t>(rounds + 1)),
        first_step_(before_.size()) {
    for (std::size_t i = 0; i < size_; ++i) {
      index_[function.instructions[i].address] = i;
    }
    code_.architecture = function.architecture;
    before_[0] = AtEntry(function.architecture);
  }

  absl::StatusOr<StraightCode> Run() {
    for (std::size_t at = 0; at < before_.size(); ++at) {
      first_step_[at] = code_.steps.size();
      if (!before_[at].has_value()) continue;
      ABSL_RETURN_IF_ERROR(Visit(at));
    }
    for (Step& step : code_.steps) {
      if (step.to == kEnd) {
        step.to = code_.steps.size();
      } else if (step.to.has_value()) {
        step.to = first_step_[*step.to];
      }
    }
    if (!ends_) {
      return absl::UnimplementedError("every way calls or jumps back");
    }
    ABSL_RETURN_IF_ERROR(CheckPlaces());
    return code_;
  }

 private:
  // Until all steps are known, Step::to is a place among `before_`, or this.
  static constexpr std::size_t kEnd = ~std::size_t{0};

  absl::Status Visit(std::size_t at) {
    const listing::Instruction& instruction =
        function_.instructions[at % size_];
    Registers registers = *before_[at];
    Effects effects;
    ABSL_RETURN_IF_ERROR(
        herd::Run(function_.architecture, instruction, registers, effects));
    code_.used.insert(effects.used.begin(), effects.used.end());
    if (effects.place.has_value()) code_.places.insert(*effects.place);
    if (effects.returns || effects.leaves) {
      ends_ = ends_ || effects.returns;
      Jump(effects.returns ? std::optional(kEnd) : std::nullopt);
      return absl::OkStatus();
    }
    if (effects.stays()) Keep(at, instruction, effects, registers);
    if (!effects.falls_through) return absl::OkStatus();
    if ((at + 1) % size_ == 0) {
      Jump(std::nullopt);
    } else {
      Reach(at + 1, registers);
    }
    return absl::OkStatus();
  }

  void Jump(std::optional<std::size_t> to) {
    code_.steps.push_back({.jumps = true, .falls_through = false, .to = to});
  }

  void Keep(std::size_t at, const listing::Instruction& instruction,
            const Effects& effects, const Registers& registers) {
    Step step = {.instruction = instruction,
                 .place = effects.place,
                 .jumps = effects.target.has_value(),
                 .falls_through = effects.falls_through};
    if (step.jumps) step.to = Target(at, *effects.target);
    if (step.to.has_value()) Reach(*step.to, registers);
    code_.steps.push_back(step);
  }

  // Absent for what is left out.
  std::optional<std::size_t> Target(std::size_t at,
                                    std::uint64_t address) const {
    const auto found = index_.find(address);
    if (found == index_.end()) return std::nullopt;
    const std::size_t round =
        at / size_ + (found->second <= at % size_ ? 1 : 0);
    const std::size_t target = round * size_ + found->second;
    return target < before_.size() ? std::optional(target) : std::nullopt;
  }

  void Reach(std::size_t at, const Registers& registers) {
    if (before_[at].has_value()) {
      Meet(registers, *before_[at]);
    } else {
      before_[at] = registers;
    }
  }

  absl::Status CheckPlaces() const {
    std::uint64_t end = 0;
    for (const Place& place : code_.places) {
      if (place.offset < end) {
        return absl::UnimplementedError(absl::StrCat(
            "byte ", place.offset, " of the counter has several sizes"));
      }
      end = place.offset + static_cast<std::uint64_t>(place.size);
    }
    return absl::OkStatus();
  }

  const listing::Function& function_;
  const std::size_t size_;
  std::map<std::uint64_t, std::size_t> index_;    // by address
  std::vector<std::optional<Registers>> before_;  // absent: not reached
  std::vector<std::size_t> first_step_;
  StraightCode code_;
  bool ends_ = false;  // some way does
};

}  // namespace

absl::StatusOr<StraightCode> Straighten(const listing::Function& function,
                                        int rounds) {
  if (function.instructions.empty()) {
    return absl::UnimplementedError("there is no code");
  }
  return Straightening(function, rounds).Run();
}

}  // namespace atomics_lab::herd
