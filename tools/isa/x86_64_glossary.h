// x86-64's part of the glossary.
#ifndef ATOMICS_LAB_TOOLS_ISA_X86_64_GLOSSARY_H_
#define ATOMICS_LAB_TOOLS_ISA_X86_64_GLOSSARY_H_

#include <optional>
#include <string_view>

#include "tools/isa/glossary.h"

namespace atomics_lab::isa {

// As Explain.
std::optional<Explanation> ExplainX86_64(std::string_view spelling);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_X86_64_GLOSSARY_H_
