// The targets that promises can speak of: toolchains/targets.bzl, as C++.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_KNOWN_TARGETS_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_KNOWN_TARGETS_H_

#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {

struct KnownTarget {
  std::string_view name;      // aarch64_lse-gcc
  std::string_view level;     // aarch64_lse
  std::string_view compiler;  // gcc
  listing::Architecture architecture = listing::Architecture::kX86_64;
};

// Guarantees: in the table's order; lives as long as the program.
std::span<const KnownTarget> KnownTargets();

// Errors: NotFound for an unknown name; it lists the known ones.
absl::StatusOr<KnownTarget> FindTarget(std::string_view name);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_KNOWN_TARGETS_H_
