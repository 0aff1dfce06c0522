// The registry of specimens: one line each. Tests, probes, listings and reports
// find specimens here and nowhere else.
//
// To add a counter, write its header in this folder and add one line to
// ATOMICS_LAB_CATALOG. Nothing else names it:
//   - The build includes every specimen header of this folder where the types
//     are needed ("counters/specimens.h" is generated from the list of files),
//     so this file needs no #include of it and is not compiled again when a
//     specimen changes.
//   - catalog.cc does not compile if the type is missing, is no Counter, or
//     bears a name that contradicts what it claims.
//   - catalog_test.cc fails if a header of this folder has no line, or a line
//     names a header that is not there.
#ifndef ATOMICS_LAB_COUNTERS_CATALOG_H_
#define ATOMICS_LAB_COUNTERS_CATALOG_H_

#include <span>
#include <string>
#include <string_view>

#include "counters/counter.h"

// Calls SPECIMEN(name, header, type) for each specimen, in the order in which
// reports show them. `name` is snake_case, with order and width where the
// algorithm has several, and begins with racy_ if and only if the specimen may
// lose updates. `type` comes last because it may contain commas; it is looked
// up in namespace atomics_lab.
#define ATOMICS_LAB_CATALOG(SPECIMEN)                               \
  SPECIMEN(racy_plain, "counters/racy_plain.h", RacyPlain)          \
  SPECIMEN(racy_split, "counters/racy_split.h", RacySplit)          \
  SPECIMEN(racy_println, "counters/racy_println.h", RacyPrintln)    \
  SPECIMEN(fetch_add_relaxed_32, "counters/fetch_add.h",            \
           FetchAdd<std::uint32_t, std::memory_order_relaxed>)      \
  SPECIMEN(fetch_add_relaxed_64, "counters/fetch_add.h",            \
           FetchAdd<std::uint64_t, std::memory_order_relaxed>)      \
  SPECIMEN(fetch_add_seq_cst_32, "counters/fetch_add.h",            \
           FetchAdd<std::uint32_t, std::memory_order_seq_cst>)      \
  SPECIMEN(fetch_add_seq_cst_64, "counters/fetch_add.h",            \
           FetchAdd<std::uint64_t, std::memory_order_seq_cst>)      \
  SPECIMEN(cas_loop, "counters/cas_loop.h", CasLoop)                \
  SPECIMEN(absl_mutex, "counters/absl_mutex.h", AbslMutex)          \
  SPECIMEN(std_mutex, "counters/std_mutex.h", StdMutex)             \
  SPECIMEN(ttas_spinlock, "counters/ttas_spinlock.h", TtasSpinlock) \
  SPECIMEN(sharded, "counters/sharded.h", Sharded)

namespace atomics_lab {

// What the catalog knows of a specimen. The views live as long as the program.
struct Specimen {
  std::string_view name;     // "fetch_add_relaxed_64"
  std::string_view summary;  // one line
  std::string_view header;   // from the workspace root: "counters/fetch_add.h"
  Claims claims;
};

// Guarantees: every specimen, in the catalog's order; lives as long as the
// program.
std::span<const Specimen> Specimens();

// The operations that every specimen has a probe for.
inline constexpr std::string_view kOperations[] = {"Add", "Read"};

// The demangled symbol, without parameter list, of the function that stands for
// one operation of one specimen (probes.cc defines it):
// "atomics_lab::probes::fetch_add_relaxed_64::Add".
// Requires: `operation` is one of kOperations.
std::string ProbeSymbol(std::string_view name, std::string_view operation);

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_CATALOG_H_
