#include "tests/herd/asked_counters.h"

#include <string_view>
#include <vector>

#include "absl/types/span.h"

namespace atomics_lab::herd {
namespace {

using enum AskedCounters::Speed;
using Names = std::vector<std::string_view>;

constexpr std::string_view kX86 = "x86_64-gcc";
constexpr std::string_view kX86Clang = "x86_64-clang";
constexpr std::string_view kLlSc = "aarch64-gcc";
constexpr std::string_view kLse = "aarch64_lse-gcc";

const Names kSplit = {"racy_plain", "racy_volatile", "racy_split"};

const Names kFetchAdds = {"fetch_add_relaxed_32", "fetch_add_relaxed_64",
                          "fetch_add_acquire_32", "fetch_add_acquire_64",
                          "fetch_add_release_32", "fetch_add_release_64",
                          "fetch_add_acq_rel_32", "fetch_add_acq_rel_64",
                          "fetch_add_seq_cst_32", "fetch_add_seq_cst_64"};

std::vector<AskedCounters> Make() {
  return {
      {kX86, kFast, 1, 0, kSplit},
      {kX86, kFast, 2, 0, kSplit},
      {kX86, kFast, 1, 0, kFetchAdds},
      {kX86, kFast, 2, 0, {"fetch_add_relaxed_32", "fetch_add_seq_cst_64"}},
      {kX86, kSlow, 2, 0, kFetchAdds},
      {kX86, kFast, 1, 0, {"cas_weak", "cas_strong"}},
      {kX86,
       kFast,
       1,
       0,
       {"racy_relaxed_unlock", "racy_relaxed_lock", "tas_spinlock"}},
      // Its loop is entered at its end.
      {kX86, kFast, 1, 1, {"exchange"}},
      {kX86, kSlow, 1, 0, {"futex_mutex"}},

      {kX86Clang, kFast, 1, 0, kSplit},
      {kX86Clang, kFast, 1, 0, kFetchAdds},
      {kX86Clang, kFast, 1, 0, {"cas_weak", "cas_strong", "exchange"}},
      {kX86Clang, kSlow, 1, 0, {"futex_mutex"}},

      {kLse, kFast, 1, 0, kSplit},
      {kLse, kFast, 1, 0, kFetchAdds},
      {kLse,
       kFast,
       1,
       0,
       {"cas_weak", "cas_strong", "inline_asm", "exchange", "bounded"}},
      {kLse,
       kFast,
       1,
       0,
       {"racy_relaxed_unlock", "racy_relaxed_lock", "tas_spinlock",
        "ticket_lock"}},
      {kLse,
       kSlow,
       2,
       0,
       {"racy_split", "fetch_add_relaxed_64", "fetch_add_seq_cst_64"}},
      {kLse, kSlow, 1, 0, {"ttas_spinlock"}},
      {kLse, kNever, 1, 0, {"futex_mutex"}},

      {kLlSc, kFast, 1, 0, kSplit},
      {kLlSc, kFast, 1, 0, kFetchAdds},
      {kLlSc, kFast, 1, 0, {"cas_strong", "inline_asm"}},
      {kLlSc,
       kFast,
       1,
       0,
       {"racy_relaxed_unlock", "tas_spinlock", "ticket_lock"}},
      {kLlSc, kSlow, 1, 0, {"cas_weak", "bounded", "racy_relaxed_lock"}},
      {kLlSc, kNever, 1, 0, {"exchange", "futex_mutex", "ttas_spinlock"}},
  };
}

}  // namespace

absl::Span<const AskedCounters> AllAskedCounters() {
  static const std::vector<AskedCounters> all = Make();
  return all;
}

}  // namespace atomics_lab::herd
