// What a litmus test's initial state gives to locations and registers.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_INITIAL_VALUE_H_
#define ATOMICS_LAB_TOOLS_LITMUS_INITIAL_VALUE_H_

#include <cstdint>
#include <string_view>

namespace atomics_lab::litmus {

// Bytes of a location of that type, int if the type is absent; 0 for a type
// that is not known.
int SizeOfType(std::string_view type);

// "1", "-1", "0x1f". False, and `value` untouched, for what is no number of up
// to 64 bits.
bool ParseNumber(std::string_view text, std::uint64_t& value);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_INITIAL_VALUE_H_
