// The registry of specimens: one line each. Tests, probes, listings and reports
// find specimens here and nowhere else.
//
// To add a counter, write its header in specimens/ and add one line to
// ATOMICS_LAB_CATALOG (to ATOMICS_LAB_RECORDS, which is part of it, if the
// counter has Snapshot). Nothing else names it:
//   - The build includes every header of specimens/ where the types
//     are needed ("counters/specimens.h" is generated from the list of files),
//     so this file needs no #include of it and is not compiled again when a
//     specimen changes.
//   - catalog.cc does not compile if the type is missing, is no Counter, or
//     has a name that contradicts what it claims; probes.cc does not compile if
//     it stands in the wrong one of the two lists.
//   - catalog_test.cc fails if a header there has no line, or a line
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
#define ATOMICS_LAB_CATALOG(SPECIMEN)                                          \
  SPECIMEN(racy_plain, "counters/specimens/racy_plain.h", RacyPlain)           \
  SPECIMEN(racy_volatile, "counters/specimens/racy_volatile.h", RacyVolatile)  \
  SPECIMEN(racy_split, "counters/specimens/racy_split.h", RacySplit)           \
  SPECIMEN(racy_println, "counters/specimens/racy_println.h", RacyPrintln)     \
  SPECIMEN(racy_relaxed_unlock, "counters/specimens/weak_spinlock.h",          \
           WeakSpinlock<std::memory_order_acquire, std::memory_order_relaxed>) \
  SPECIMEN(racy_relaxed_lock, "counters/specimens/weak_spinlock.h",            \
           WeakSpinlock<std::memory_order_relaxed, std::memory_order_release>) \
  SPECIMEN(fetch_add_relaxed_32, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint32_t, std::memory_order_relaxed>)                 \
  SPECIMEN(fetch_add_relaxed_64, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint64_t, std::memory_order_relaxed>)                 \
  SPECIMEN(fetch_add_acquire_32, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint32_t, std::memory_order_acquire>)                 \
  SPECIMEN(fetch_add_acquire_64, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint64_t, std::memory_order_acquire>)                 \
  SPECIMEN(fetch_add_release_32, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint32_t, std::memory_order_release>)                 \
  SPECIMEN(fetch_add_release_64, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint64_t, std::memory_order_release>)                 \
  SPECIMEN(fetch_add_acq_rel_32, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint32_t, std::memory_order_acq_rel>)                 \
  SPECIMEN(fetch_add_acq_rel_64, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint64_t, std::memory_order_acq_rel>)                 \
  SPECIMEN(fetch_add_seq_cst_32, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint32_t, std::memory_order_seq_cst>)                 \
  SPECIMEN(fetch_add_seq_cst_64, "counters/specimens/fetch_add.h",             \
           FetchAdd<std::uint64_t, std::memory_order_seq_cst>)                 \
  SPECIMEN(cas_weak, "counters/specimens/cas_loop.h",                          \
           CasLoop<CasStrength::kWeak>)                                        \
  SPECIMEN(cas_strong, "counters/specimens/cas_loop.h",                        \
           CasLoop<CasStrength::kStrong>)                                      \
  SPECIMEN(inline_asm, "counters/specimens/inline_asm.h", InlineAsm)           \
  SPECIMEN(exchange, "counters/specimens/exchange.h", Exchange)                \
  SPECIMEN(absl_mutex, "counters/specimens/absl_mutex.h", AbslMutex)           \
  SPECIMEN(std_mutex, "counters/specimens/std_mutex.h", Guarded<StdMutex>)     \
  SPECIMEN(futex_mutex, "counters/specimens/futex_mutex.h",                    \
           Guarded<FutexMutex>)                                                \
  SPECIMEN(tas_spinlock, "counters/specimens/tas_spinlock.h",                  \
           Guarded<TasSpinlock<>>)                                             \
  SPECIMEN(ttas_spinlock, "counters/specimens/ttas_spinlock.h",                \
           Guarded<TtasSpinlock<>>)                                            \
  SPECIMEN(ticket_lock, "counters/specimens/ticket_lock.h",                    \
           Guarded<TicketLock<>>)                                              \
  SPECIMEN(mcs_lock, "counters/specimens/mcs_lock.h", Guarded<McsLock<>>)      \
  SPECIMEN(clh_lock, "counters/specimens/clh_lock.h", Guarded<ClhLock<>>)      \
  SPECIMEN(sharded, "counters/specimens/sharded.h", Sharded<kCacheLine>)       \
  SPECIMEN(sharded_unpadded, "counters/specimens/sharded.h",                   \
           Sharded<sizeof(std::uint64_t)>)                                     \
  SPECIMEN(thread_slots, "counters/specimens/thread_slots.h", ThreadSlots)     \
  SPECIMEN(per_cpu, "counters/specimens/per_cpu.h", PerCpu)                    \
  SPECIMEN(flat_combining, "counters/specimens/flat_combining.h",              \
           FlatCombining)                                                      \
  SPECIMEN(bounded, "counters/specimens/bounded.h",                            \
           Bounded<std::uint64_t{1} << 40>)                                    \
  ATOMICS_LAB_RECORDS(SPECIMEN)

// The catalog's specimens that also have Snapshot (record.h). They stand in a
// list of their own because a macro cannot ask a type whether it has it.
#define ATOMICS_LAB_RECORDS(SPECIMEN)                                   \
  SPECIMEN(record_absl_mutex, "counters/specimens/record_absl_mutex.h", \
           RecordAbslMutex)                                             \
  SPECIMEN(record_seqlock, "counters/specimens/record_seqlock.h",       \
           RecordSeqlock)                                               \
  SPECIMEN(record_dwcas, "counters/specimens/record_dwcas.h", RecordDwcas)

namespace atomics_lab {

// What the catalog knows of a specimen. The views live as long as the program.
struct Specimen {
  std::string_view name;     // "fetch_add_relaxed_64"
  std::string_view summary;  // one line
  std::string_view
      header;  // from the workspace root: "counters/specimens/fetch_add.h"
  Claims claims;
  // What it has probes for: {"Add", "Read"}, and "Snapshot" for a record.
  std::span<const std::string_view> operations;
};

// Guarantees: every specimen, in the catalog's order; lives as long as the
// program.
std::span<const Specimen> Specimens();

// The demangled symbol, without parameter list, of the function that stands for
// one operation of one specimen (probes.cc defines it):
// "atomics_lab::probes::fetch_add_relaxed_64::Add".
// Requires: `operation` is one of the specimen's operations.
std::string ProbeSymbol(std::string_view name, std::string_view operation);

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_CATALOG_H_
