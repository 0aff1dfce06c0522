// What may come of each shape: by the C++ standard, and on each architecture.
//
// A row speaks of one outcome, the one that no interleaving of the threads'
// accesses has. The others, which some interleaving has, are always reachable.
//
// Sources: C++20, [intro.races], [atomics.order], [atomics.fences]; Owens,
// Sarkar & Sewell, "A better x86 memory model: x86-TSO" (2009); Arm
// Architecture Reference Manual (DDI 0487), B2.3, "Definition of the Armv8
// memory model".
#ifndef ATOMICS_LAB_TOOLS_SHAPES_EXPECTED_H_
#define ATOMICS_LAB_TOOLS_SHAPES_EXPECTED_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace atomics_lab::shapes {

// What the threads share: 4 bytes each, 0 at the start.
inline constexpr std::string_view kVariables[] = {"litmus_x", "litmus_y",
                                                  "litmus_turn", "litmus_data"};

// A test's threads, what is observed (a thread's result, "P1", or a variable),
// and the outcome in question.
struct Shape {
  std::string_view name;  // in Threads<>
  int threads = 0;
  std::array<std::string_view, 2> observed;  // the second may be empty
  std::array<std::uint64_t, 2> asked;
  std::string_view question;  // what the outcome would mean
};

// clang-format off
inline constexpr Shape kShapes[] = {
    {"Sb", 2, {"P0", "P1"}, {0, 0},
     "store buffering: can both threads miss the other's store?"},
    {"Mp", 2, {"P1"}, {10},
     "message passing: can the flag arrive before the message?"},
    {"Lb", 2, {"P0", "P1"}, {1, 1},
     "load buffering: can both read what the other stores only later?"},
    {"TwoWrites", 2, {"litmus_x", "litmus_y"}, {1, 1},
     "2+2W: can both first stores win?"},
    {"S", 2, {"P1", "litmus_x"}, {1, 2},
     "can a message's reader overwrite what was written before it, and lose?"},
    {"R", 2, {"P1", "litmus_y"}, {0, 2},
     "can a store win against another thread's, and an earlier one be unseen?"},
    {"Wrc", 3, {"P1", "P2"}, {1, 10},
     "write-to-read causality: can what was passed on arrive first?"},
    {"Iriw", 4, {"P2", "P3"}, {10, 10},
     "can two readers disagree which of two stores came first?"},
    {"CoRr", 2, {"P1"}, {10},
     "coherence: can a thread read backwards?"},
    {"CoWw", 1, {"litmus_x"}, {1},
     "coherence: can a thread end with its first store?"},
    {"CoRw", 2, {"P0", "litmus_x"}, {2, 2},
     "coherence: can a thread read its own later store?"},
    {"CoWr", 2, {"P0", "litmus_x"}, {2, 1},
     "coherence: can a thread lose its store to an older one?"},
    {"Publication", 2, {"P1"}, {10},
     "can the counter be seen incremented, and not the data?"},
    {"Peterson", 2, {"P0", "P1"}, {1, 1},
     "can both be inside Peterson's lock?"},
    {"Seqlock", 2, {"P1"}, {3},
     "can a reader see an unchanged number, and data of another?"},
    {"Dcl", 2, {"P1"}, {10},
     "double-checked locking: can the flag be seen, and not the data?"},
};
// clang-format on

// What C++ says of the outcome. Of a data race (kRace) it says nothing.
enum class Cpp { kForbids, kAllows, kRace };

struct Row {
  std::string_view shape;
  std::string_view order;  // in shapes.h
  Cpp cpp = Cpp::kForbids;
  // Whether the compiled code reaches the outcome.
  bool x86 = false;
  bool armv8 = false;  // with `ldar`
  bool rcpc = false;   // with `ldapr`, from Armv8.3 on
};

inline constexpr Cpp kForbids = Cpp::kForbids;
inline constexpr Cpp kAllows = Cpp::kAllows;
inline constexpr Cpp kRace = Cpp::kRace;

// clang-format off
inline constexpr Row kRows[] = {
    // shape        order                  C++       x86    armv8  rcpc
    {"Sb",          "Relaxed",             kAllows,  true,  true,  true},
    {"Sb",          "ReleaseAcquire",      kAllows,  true,  false, true},   // 1
    {"Sb",          "SeqCst",              kForbids, false, false, false},
    {"Sb",          "FenceReleaseAcquire", kAllows,  true,  false, false},  // 2
    {"Sb",          "FenceSeqCst",         kForbids, false, false, false},
    {"Mp",          "Relaxed",             kAllows,  false, true,  true},
    {"Mp",          "ReleaseRelaxed",      kAllows,  false, true,  true},
    {"Mp",          "RelaxedAcquire",      kAllows,  false, true,  true},
    {"Mp",          "ReleaseAcquire",      kForbids, false, false, false},
    {"Mp",          "SeqCst",              kForbids, false, false, false},
    {"Mp",          "FenceReleaseAcquire", kForbids, false, false, false},
    {"Mp",          "FenceSeqCst",         kForbids, false, false, false},
    {"Lb",          "Relaxed",             kAllows,  false, true,  true},
    {"Lb",          "ReleaseRelaxed",      kAllows,  false, false, false},  // 3
    {"Lb",          "RelaxedAcquire",      kAllows,  false, false, false},  // 3
    {"Lb",          "ReleaseAcquire",      kForbids, false, false, false},
    {"Lb",          "SeqCst",              kForbids, false, false, false},
    {"Lb",          "FenceReleaseAcquire", kForbids, false, false, false},
    {"Lb",          "FenceSeqCst",         kForbids, false, false, false},
    {"TwoWrites",   "Relaxed",             kAllows,  false, true,  true},
    {"TwoWrites",   "ReleaseRelaxed",      kAllows,  false, false, false},  // 3
    {"TwoWrites",   "SeqCst",              kForbids, false, false, false},
    {"TwoWrites",   "FenceReleaseAcquire", kAllows,  false, false, false},  // 2
    {"TwoWrites",   "FenceSeqCst",         kForbids, false, false, false},
    {"S",           "Relaxed",             kAllows,  false, true,  true},
    {"S",           "ReleaseRelaxed",      kAllows,  false, true,  true},
    {"S",           "RelaxedAcquire",      kAllows,  false, true,  true},
    {"S",           "ReleaseAcquire",      kForbids, false, false, false},
    {"S",           "SeqCst",              kForbids, false, false, false},
    {"S",           "FenceReleaseAcquire", kForbids, false, false, false},
    {"S",           "FenceSeqCst",         kForbids, false, false, false},
    {"R",           "Relaxed",             kAllows,  true,  true,  true},
    {"R",           "ReleaseRelaxed",      kAllows,  true,  true,  true},
    {"R",           "ReleaseAcquire",      kAllows,  true,  false, true},   // 1
    {"R",           "SeqCst",              kForbids, false, false, false},
    {"R",           "FenceReleaseAcquire", kAllows,  true,  false, false},  // 2
    {"R",           "FenceSeqCst",         kForbids, false, false, false},
    {"Wrc",         "Relaxed",             kAllows,  false, true,  true},
    {"Wrc",         "ReleaseRelaxed",      kAllows,  false, true,  true},
    {"Wrc",         "RelaxedAcquire",      kAllows,  false, false, false},  // 4
    {"Wrc",         "ReleaseAcquire",      kForbids, false, false, false},
    {"Wrc",         "SeqCst",              kForbids, false, false, false},
    {"Wrc",         "FenceReleaseAcquire", kForbids, false, false, false},
    {"Wrc",         "FenceSeqCst",         kForbids, false, false, false},
    {"Iriw",        "Relaxed",             kAllows,  false, true,  true},
    {"Iriw",        "ReleaseAcquire",      kAllows,  false, false, false},  // 4
    {"Iriw",        "SeqCst",              kForbids, false, false, false},
    {"Iriw",        "FenceReleaseAcquire", kAllows,  false, false, false},  // 4
    {"Iriw",        "FenceSeqCst",         kForbids, false, false, false},  // 5
    {"CoRr",        "Relaxed",             kForbids, false, false, false},
    {"CoWw",        "Relaxed",             kForbids, false, false, false},
    {"CoRw",        "Relaxed",             kForbids, false, false, false},
    {"CoWr",        "Relaxed",             kForbids, false, false, false},
    {"Publication", "Relaxed",             kRace,    false, true,  true},
    {"Publication", "ReleaseRelaxed",      kRace,    false, true,  true},
    {"Publication", "RelaxedAcquire",      kRace,    false, true,  true},
    {"Publication", "ReleaseAcquire",      kForbids, false, false, false},
    {"Publication", "AcqRel",              kForbids, false, false, false},
    {"Publication", "SeqCst",              kForbids, false, false, false},
    {"Publication", "FenceReleaseAcquire", kForbids, false, false, false},
    {"Publication", "FenceSeqCst",         kForbids, false, false, false},
    {"Peterson",    "Relaxed",             kAllows,  true,  true,  true},
    {"Peterson",    "ReleaseAcquire",      kAllows,  true,  false, true},   // 1
    {"Peterson",    "SeqCst",              kForbids, false, false, false},
    {"Peterson",    "FenceReleaseAcquire", kAllows,  true,  false, false},  // 2
    {"Peterson",    "FenceSeqCst",         kForbids, false, false, false},
    {"Seqlock",     "Relaxed",             kAllows,  false, true,  true},
    {"Seqlock",     "ReleaseAcquire",      kAllows,  false, true,  true},   // 6
    {"Seqlock",     "SeqCst",              kAllows,  false, true,  true},   // 6
    {"Seqlock",     "FenceReleaseAcquire", kForbids, false, false, false},
    {"Seqlock",     "FenceSeqCst",         kForbids, false, false, false},
    {"Dcl",         "Relaxed",             kRace,    false, true,  true},
    {"Dcl",         "ReleaseRelaxed",      kRace,    false, true,  true},
    {"Dcl",         "RelaxedAcquire",      kRace,    false, true,  true},
    {"Dcl",         "ReleaseAcquire",      kForbids, false, false, false},
    {"Dcl",         "SeqCst",              kForbids, false, false, false},
    {"Dcl",         "FenceReleaseAcquire", kForbids, false, false, false},
    {"Dcl",         "FenceSeqCst",         kForbids, false, false, false},
};
// 1: `ldar` waits for an earlier `stlr`; `ldapr` (FEAT_LRCPC) does not.
// 2: the fence is stronger than it was asked to be: `dmb ish` orders all.
// 3: stronger again: a release is ordered after all that stands before it, an
//    acquire before all that follows, with no partner on the other side.
// 4: both architectures are multi-copy atomic: no thread sees another's store
//    before the rest do.
// 5: by C++20 only; C++17's fences allowed it (P0668, "Revising the C++ memory
//    model").
// 6: nothing keeps what is read between the two looks at the number from
//    coming after the second: an acquire holds back what follows it.
// clang-format on

}  // namespace atomics_lab::shapes

#endif  // ATOMICS_LAB_TOOLS_SHAPES_EXPECTED_H_
