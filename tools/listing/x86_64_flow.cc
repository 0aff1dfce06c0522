// Sources: Intel SDM vol. 2 (325383); vol. 3C for VMX and SMM; AMD APM vol. 3.
#include <array>
#include <string_view>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "tools/listing/flow.h"

namespace atomics_lab::listing {
namespace {

// XBEGIN goes to its fallback when the transaction aborts.
constexpr std::array<std::string_view, 4> kBranches = {"loop", "loope",
                                                       "loopne", "xbegin"};
// Out of an interrupt, a system call, system management.
constexpr std::array<std::string_view, 11> kReturns = {
    "ret",    "retf",    "retfq",   "iret",     "iretd", "iretq",
    "sysret", "sysretq", "sysexit", "sysexitq", "rsm"};
constexpr std::array<std::string_view, 5> kStops = {"hlt", "int3", "ud0", "ud1",
                                                    "ud2"};

}  // namespace

Flow X86_64Flow(std::string_view mnemonic) {
  // Prefixes come before, each with a space: "notrack jmp", "repz ret".
  const std::string_view opcode = mnemonic.substr(mnemonic.rfind(' ') + 1);
  if (opcode == "jmp" || opcode == "ljmp") return Flow::kJump;
  if (opcode == "call" || opcode == "lcall") return Flow::kCall;
  // All others with a j are conditional.
  if (absl::StartsWith(opcode, "j") ||
      absl::c_linear_search(kBranches, opcode)) {
    return Flow::kBranch;
  }
  if (absl::c_linear_search(kReturns, opcode)) return Flow::kReturn;
  return absl::c_linear_search(kStops, opcode) ? Flow::kStop : Flow::kNext;
}

}  // namespace atomics_lab::listing
