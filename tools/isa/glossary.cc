#include "tools/isa/glossary.h"

#include <optional>
#include <string_view>

#include "tools/isa/aarch64_glossary.h"
#include "tools/isa/x86_64_glossary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {

// The registry: one line per instruction set.
std::optional<Explanation> Explain(listing::Architecture architecture,
                                   std::string_view spelling) {
  switch (architecture) {
    case listing::Architecture::kX86_64:
      return ExplainX86_64(spelling);
    case listing::Architecture::kAArch64:
      return ExplainAArch64(spelling);
  }
  __builtin_unreachable();
}

}  // namespace atomics_lab::isa
