#include "tools/audit/working_loops.h"

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/helper_calls.h"
#include "tools/audit/scan_sections.h"
#include "tools/isa/scan.h"
#include "tools/isa/way_back.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

void DropWorkingLoops(listing::Architecture architecture,
                      absl::Span<const CodeSection> sections,
                      const HelperCalls& calls, std::vector<Hit>& hits) {
  const isa::Scanner& scanner = isa::ScannerFor(architecture);
  std::erase_if(hits, [&](const Hit& hit) {
    if (!hit.spin.has_value() || !hit.spin->only_looks()) return false;
    const CodeSection& code = sections[hit.section];
    const auto calls_helper = [&](std::size_t offset) {
      return calls.contains({hit.section, code.address + offset});
    };
    return isa::GoesOnElsewhere(scanner, code.bytes,
                                FunctionAround(code, hit.loop.begin), hit.loop,
                                calls_helper);
  });
}

}  // namespace atomics_lab::audit
