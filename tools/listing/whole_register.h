// Registers by the name of the whole of them.
#ifndef ATOMICS_LAB_TOOLS_LISTING_WHOLE_REGISTER_H_
#define ATOMICS_LAB_TOOLS_LISTING_WHOLE_REGISTER_H_

#include <string>
#include <string_view>

namespace atomics_lab::listing {

// One name for all parts of a register: "ax" for rax, eax, ax, al and ah; "x5"
// for w5. Empty for "none", the zero register and the instruction pointer.
std::string WholeRegister(std::string_view name);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_WHOLE_REGISTER_H_
