// Sources: Intel SDM vol. 2 (325383); vol. 3C for VMX and SMM; AMD APM vol. 3.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

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

template <std::size_t kSize>
bool IsAmong(const std::array<std::string_view, kSize>& words,
             std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Flow X86_64Flow(std::string_view mnemonic) {
  // Prefixes come before, each with a space: "notrack jmp", "repz ret".
  const std::string_view opcode = mnemonic.substr(mnemonic.rfind(' ') + 1);
  if (opcode == "jmp" || opcode == "ljmp") return Flow::kJump;
  if (opcode == "call" || opcode == "lcall") return Flow::kCall;
  // All others with a j are conditional.
  if (absl::StartsWith(opcode, "j") || IsAmong(kBranches, opcode)) {
    return Flow::kBranch;
  }
  if (IsAmong(kReturns, opcode)) return Flow::kReturn;
  return IsAmong(kStops, opcode) ? Flow::kStop : Flow::kNext;
}

}  // namespace atomics_lab::listing
