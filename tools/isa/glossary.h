// One line about each instruction that an atomic operation becomes.
#ifndef ATOMICS_LAB_TOOLS_ISA_GLOSSARY_H_
#define ATOMICS_LAB_TOOLS_ISA_GLOSSARY_H_

#include <optional>
#include <string>
#include <string_view>

#include "tools/listing/listing.h"

namespace atomics_lab::isa {

struct Explanation {
  std::string name;     // as Isa::WithoutWidth has it: `ldaddal`
  std::string meaning;  // one sentence
  std::string section;  // of the vendor's manual
};

// `spelling` is an Isa::Spelling: "lock xadd", "dmb ishld".
// Guarantees: none for an instruction that the glossary does not have.
std::optional<Explanation> Explain(listing::Architecture architecture,
                                   std::string_view spelling);

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_GLOSSARY_H_
