// Where an operation stands, for people.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_WHERE_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_WHERE_H_

#include <cstdint>
#include <string>

#include "tools/explore/program.h"

namespace atomics_lab::explore {

// "Increment at 0x12 (lock inc dword ptr [rdi])".
std::string Where(const Program& program, std::uint32_t operation);

}  // namespace atomics_lab::explore

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_WHERE_H_
