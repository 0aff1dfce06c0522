// From a binary's functions to operations: build.cc follows control from one
// place to the next, placement.cc places what an instruction does.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_BUILDER_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/isa/micro_op.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/build.h"
#include "tools/program/draft.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/links.h"

namespace atomics_lab::program {

// One call of a function, with all that it jumps to: parts of it that lie
// elsewhere, and functions that take its place.
struct Frame {
  const Frame* caller = nullptr;
  int depth = 0;
  std::string function;
  // Where its returns go; absent for the outermost.
  std::optional<std::uint32_t> continuation;
  std::map<CodePlace, std::uint32_t> placed;
};

// A target that is known once all code of the frame is placed.
struct Pending {
  std::uint32_t operation = 0;
  CodePlace place;
  std::uint32_t site = 0;  // of the jump
};

class Builder {
 public:
  Builder(const listing::Binary& binary, const Image& image,
          const InstructionSet& set, int threads)
      : set_(set), links_(binary, image, set, threads) {}

  absl::StatusOr<std::uint32_t> Outermost(const std::string& name);
  Built Finish() &&;

 private:
  using Code = const listing::Function*;

  // The index of the frame's first operation.
  absl::StatusOr<std::uint32_t> Follow(Frame& frame, const CodePlace& first);
  absl::Status Reach(Frame& frame, const Pending& pending);
  absl::Status PlaceRun(Frame& frame, const listing::Function& function,
                        std::size_t index);
  void PlaceInstruction(Frame& frame, const listing::Function& function,
                        std::size_t index);
  void PlaceOperation(Frame& frame, const listing::Function& function,
                      std::size_t index, isa::MicroOp op);
  void PlaceCall(Frame& frame, const listing::Instruction& instruction,
                 isa::MicroOp op);
  bool CallsModel(const listing::Instruction& instruction) const;
  void PlaceReturn(const Frame& frame, const std::string& model);

  struct Call {
    Frame* caller = nullptr;
    std::uint32_t operation = 0;
    std::uint32_t continuation = 0;
    CodePlace place;
    std::uint32_t site = 0;
  };

  const InstructionSet& set_;
  Links links_;
  Draft draft_;
  std::set<std::string, std::less<>> references_;
  std::deque<std::unique_ptr<Frame>> frames_;
  std::vector<Pending> pending_;
  std::deque<Call> calls_;
};

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_BUILDER_H_
