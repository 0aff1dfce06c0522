// Scans code on several threads and decodes what it finds.
#ifndef ATOMICS_LAB_TOOLS_AUDIT_SCAN_SECTIONS_H_
#define ATOMICS_LAB_TOOLS_AUDIT_SCAN_SECTIONS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/isa/atomic_feature.h"
#include "tools/isa/scan.h"
#include "tools/isa/spin_loop.h"
#include "tools/isa/synchronization.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {

// Something found in a section: an instruction, a loop or a linker's stub.
struct Hit {
  std::size_t section = 0;    // in the vector of code sections
  std::uint64_t address = 0;  // of its first instruction
  isa::Synchronization synchronization;
  const isa::AtomicFeature* feature = nullptr;  // that the instruction needs
  std::optional<isa::SpinLoop> spin;            // then no synchronization
  isa::Extent loop;                   // that it is about, in its section
  std::optional<isa::JumpStub> stub;  // then neither

  // If this is the one-instruction path of an outlined helper.
  std::optional<isa::Extent> helper;
  std::string helper_name;
};

// By section, and within one as Scanner::Scan tells. `linked`: addresses
// relative to the instruction are right.
// Guarantees: the same whatever the number of threads.
std::vector<Hit> ScanSections(listing::Architecture architecture,
                              absl::Span<const CodeSection> sections,
                              bool linked);

// The instructions of a loop; what is not known is `unknown`.
std::vector<listing::Instruction> DecodeLoop(const listing::Decoder& decoder,
                                             listing::Architecture architecture,
                                             const CodeSection& code,
                                             isa::Extent extent);

// Adds what the loop at `extent` was found to do, if anything. Of two loops
// with one beginning the one that waits is kept, else the first.
void AddLoop(std::size_t section, const CodeSection& code, isa::Extent extent,
             std::optional<isa::SpinLoop> spin, std::vector<Hit>& hits);

// A call in a section, by the address of the call.
struct Call {
  std::size_t section = 0;
  std::uint64_t address = 0;
  std::uint64_t target = 0;
};

// The direct calls of `targets`, sorted addresses, in linked code.
std::vector<Call> CallsOf(listing::Architecture architecture,
                          absl::Span<const CodeSection> sections,
                          absl::Span<const std::uint64_t> targets);

}  // namespace atomics_lab::audit

#endif  // ATOMICS_LAB_TOOLS_AUDIT_SCAN_SECTIONS_H_
