// Where execution goes after an instruction. The decoder and everything that
// follows control flow have it from here.
//
// Sources: Intel SDM vol. 2 (325383), Arm ARM DDI 0487 C6.2.
#ifndef ATOMICS_LAB_TOOLS_LISTING_FLOW_H_
#define ATOMICS_LAB_TOOLS_LISTING_FLOW_H_

#include <cstdint>
#include <string_view>

#include "tools/listing/listing.h"

namespace atomics_lab::listing {

enum class Flow : std::uint8_t {
  kNext,    // to the next instruction, after a system call too
  kBranch,  // there or to the next one
  kJump,    // somewhere else
  kCall,    // somewhere else, and then to the next one
  kReturn,  // to the caller, or to what was interrupted
  kStop,    // nowhere: a trap that is meant as an end
};

// Decided by the mnemonic, prefixes included, and nothing else: a branch on a
// register that is always zero is kBranch.
Flow FlowOf(Architecture architecture, std::string_view mnemonic);

// True unless the next instruction in memory is never the next one executed.
inline bool FallsThrough(Flow flow) {
  return flow == Flow::kNext || flow == Flow::kBranch || flow == Flow::kCall;
}

// True if it may go on somewhere else, and come back or not.
inline bool GoesElsewhere(Flow flow) {
  return flow == Flow::kBranch || flow == Flow::kJump || flow == Flow::kCall;
}

// One file per instruction set.
Flow X86_64Flow(std::string_view mnemonic);
Flow AArch64Flow(std::string_view mnemonic);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_FLOW_H_
