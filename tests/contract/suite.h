// One contract, all specimens.
#ifndef ATOMICS_LAB_TESTS_CONTRACT_SUITE_H_
#define ATOMICS_LAB_TESTS_CONTRACT_SUITE_H_

#include <span>

#include "counters/probes.h"

namespace atomics_lab::contract {

// A test program's main: runs every check that applies to a specimen's claims
// as a test of its own, named
// Catalog/Contract.ConcurrentAddsLoseNothing/fetch_add_relaxed_64.
// Requires: `probes` outlive the call.
int RunContract(int argc, char** argv, std::span<const Probe> probes);

}  // namespace atomics_lab::contract

#endif  // ATOMICS_LAB_TESTS_CONTRACT_SUITE_H_
