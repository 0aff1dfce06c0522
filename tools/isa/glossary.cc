#include "tools/isa/glossary.h"

#include <optional>
#include <string_view>

#include "tools/elf/by_architecture.h"
#include "tools/isa/aarch64_glossary.h"
#include "tools/isa/x86_64_glossary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// The registry: one line per instruction set.
std::optional<Explanation> Explain(listing::Architecture architecture,
                                   std::string_view spelling) {
  return elf::ByArchitecture(ExplainX86_64,
                             ExplainAArch64)[architecture](spelling);
}

}  // namespace atomics_lab::isa
