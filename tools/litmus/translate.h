// Litmus tests as others read them: the assembler, and herd7.
#ifndef ATOMICS_LAB_TOOLS_LITMUS_TRANSLATE_H_
#define ATOMICS_LAB_TOOLS_LITMUS_TRANSLATE_H_

#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "tools/litmus/litmus.h"

namespace atomics_lab::litmus {

// An assembly file with one function for each thread, P0, P1, …, that ends by
// returning, and with the locations as global data. Initial registers are the
// caller's affair. Labels are made local to their function.
std::string AssemblyOf(const Test& test);

// The test, asked for every final state of `observed`, under `name`.
std::string HerdInput(const Test& test, std::string_view name,
                      absl::Span<const Observed> observed);

// As herd7 prints it before `=`: "0:X1", "[x]".
std::string HerdName(const Test& test, const Observed& observed);

}  // namespace atomics_lab::litmus

#endif  // ATOMICS_LAB_TOOLS_LITMUS_TRANSLATE_H_
