// Follows addresses that AArch64 code composes from a page and an offset.
//
// Source: Arm ARM DDI 0487, C6.2, ADRP: it forms the address of a 4 KiB page,
// to which a following `add` or load adds the low 12 bits.
#ifndef ATOMICS_LAB_TOOLS_LISTING_PAGE_TRACKER_H_
#define ATOMICS_LAB_TOOLS_LISTING_PAGE_TRACKER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "tools/listing/decoder.h"

namespace atomics_lab::listing {

// Knows which registers hold a known address, along straight-line code.
class PageTracker {
 public:
  // Takes the next instruction in; returns the address that it composes or
  // accesses, if that is known.
  std::optional<std::uint64_t> Observe(const Decoded& decoded);

  // Forgets everything: control may arrive here from elsewhere.
  void Join() { known_.clear(); }

 private:
  std::optional<std::uint64_t> Composed(const Decoded& decoded) const;
  std::optional<std::uint64_t> Known(std::string_view reg) const;
  void ForgetWritten(const Decoded& decoded);

  std::map<std::string, std::uint64_t, std::less<>> known_;  // by x register
};

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_PAGE_TRACKER_H_
