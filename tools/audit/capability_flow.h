// What a function does only behind a branch on what the processor can do.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_CAPABILITY_FLOW_H_
#define ATOMICS_LAB_TOOLS_AUDIT_CAPABILITY_FLOW_H_

#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/known_values.h"
#include "tools/audit/locations.h"
#include "tools/isa/scan.h"
#include "tools/listing/decoder.h"

namespace atomics_lab::audit {

// One function, decoded.
class CapabilityFlow {
 public:
  struct Surroundings {
    const listing::Decoder& decoder;
    Locations& locations;
    const std::set<Location>& capabilities;  // as ValueFollower has them
    const std::set<Location>& patched;  // instructions that a loader replaces
  };

  // Requires: the surroundings outlive it; `extent` lies in the code.
  CapabilityFlow(const Surroundings& surroundings, const CodeSection& code,
                 isa::Extent extent);

  // Whether it asks the processor, or the system about it.
  bool asks() const { return asks_; }
  // The variables that it sets to what it was told, or because of it, and what
  // it takes the address of.
  absl::Span<const Location> written() const { return written_; }
  absl::Span<const Location> taken() const { return taken_; }

  // Whether the instruction at an offset is reached only by one way out of a
  // branch on a capability. Such a branch is also one on whatever variable if
  // one way out of it leads alone to one of `ones`, and the other to one of
  // `others`: the same thing done by older and by newer instructions.
  bool IsBehind(std::size_t offset, absl::Span<const std::size_t> ones,
                absl::Span<const std::size_t> others);

  // Of further branches nothing is known.
  static constexpr std::size_t kMostBranches = 256;

 private:
  struct Step : ReferringInstruction {
    std::vector<std::size_t> next;  // indices
  };
  // A way out of a branch.
  struct WayOut {
    std::size_t from = 0;
    std::size_t to = 0;
    bool capability = false;
    std::vector<bool> reached;  // by those who do not take it; made when asked
  };

  void Decode(isa::Extent extent);
  void Connect();
  void Follow();
  void Note(std::size_t index, const KnownValues& values);
  void FindRoots();
  void FindWritten();
  void Walk(std::size_t from, const WayOut* without,
            std::vector<bool>& reached) const;
  std::optional<std::size_t> IndexOf(std::size_t offset) const;
  bool OnlyBy(WayOut& way, std::size_t offset);
  bool AnyOnlyBy(WayOut& way, absl::Span<const std::size_t> offsets);

  Surroundings around_;
  const CodeSection& code_;
  ValueFollower follower_;
  std::vector<Step> steps_;
  std::vector<std::size_t> roots_;
  std::vector<WayOut> ways_;  // both of a branch stand side by side
  std::vector<std::pair<std::size_t, Location>> stores_;  // by index
  std::vector<Location> written_;
  std::vector<Location> taken_;
  bool asks_ = false;
};

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_CAPABILITY_FLOW_H_
