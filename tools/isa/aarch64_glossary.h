// AArch64's part of the glossary.
#ifndef ATOMICS_LAB_TOOLS_ISA_AARCH64_GLOSSARY_H_
#define ATOMICS_LAB_TOOLS_ISA_AARCH64_GLOSSARY_H_

#include <optional>
#include <string_view>

#include "tools/isa/glossary.h"

namespace atomics_lab::isa {

// As Explain.
std::optional<Explanation> ExplainAArch64(std::string_view spelling);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_AARCH64_GLOSSARY_H_
