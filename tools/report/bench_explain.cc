#include "tools/report/bench_explain.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/report/bench.h"
#include "tools/report/sheet.h"
#include "tools/report/three_digits.h"
#include "tools/result/bench.h"

namespace atomics_lab::report {
namespace {

using result::Bench;
using result::BenchRow;

constexpr std::string_view kAtomic = "fetch_add_relaxed_64";
constexpr std::string_view kMutex = "absl_mutex";
constexpr std::string_view kSplit = "sharded";
constexpr std::string_view kUnpadded = "sharded_unpadded";

// The medians of one row; `measured` is false where there is none.
struct Cost {
  bool measured = false;
  double ns = 0;
  double to_floor = 0;
};

class Explainer {
 public:
  explicit Explainer(const Bench& bench) : bench_(bench) {
    for (const BenchRow& row : bench.rows) {
      if (row.threads > 1 && (many_ == 0 || row.threads < many_)) {
        many_ = row.threads;
      }
    }
  }

  std::string Alone() const {
    const Cost one = Of(kAtomic, 1);
    if (!one.measured) return Missing(kAtomic, 1);
    return absl::StrCat("Alone, an atomic add costs ", Times(one.to_floor),
                        " a plain one: ", Ns(one), ".");
  }

  std::string Contended() const {
    const Cost one = Of(kAtomic, 1);
    const Cost many = Of(kAtomic, many_);
    if (!one.measured) return Missing(kAtomic, 1);
    if (!many.measured) return Missing(kAtomic, many_);
    return absl::StrCat(
        "When ", many_, " threads add to the same number, each add costs ",
        Times(many.ns / one.ns), " what it costs alone: ", Ns(many),
        ", for the cache line changes hands.");
  }

  std::string Locked() const {
    const Cost atomic = Of(kAtomic, many_);
    const Cost mutex = Of(kMutex, many_);
    if (!atomic.measured) return Missing(kAtomic, many_);
    if (!mutex.measured) return Missing(kMutex, many_);
    return absl::StrCat("Under absl::Mutex the same costs ",
                        Times(mutex.ns / atomic.ns),
                        " the atomic add: ", Ns(mutex), ".");
  }

  std::string Split() const {
    const Cost atomic = Of(kAtomic, many_);
    const Cost split = Of(kSplit, many_);
    if (!atomic.measured) return Missing(kAtomic, many_);
    if (!split.measured) return Missing(kSplit, many_);
    return absl::StrCat("Split by thread (", kSplit, "), an add costs ",
                        Ns(split), ", and the atomic add to one number ",
                        Times(atomic.ns / split.ns),
                        " that: threads that do not meet do not wait.");
  }

  std::string FalselyShared() const {
    const Cost split = Of(kSplit, many_);
    const Cost unpadded = Of(kUnpadded, many_);
    if (!split.measured) return Missing(kSplit, many_);
    if (!unpadded.measured) return Missing(kUnpadded, many_);
    return absl::StrCat("Without padding (", kUnpadded, ") that costs ",
                        Times(unpadded.ns / split.ns),
                        " as much: the parts share a cache line, so the "
                        "threads meet again.");
  }

 private:
  static std::string Times(double ratio) {
    return absl::StrCat(ThreeDigits(ratio), " times");
  }
  static std::string Ns(const Cost& cost) {
    return absl::StrCat(ThreeDigits(cost.ns), " ns");
  }
  static std::string Missing(std::string_view counter, int threads) {
    return threads == 0 ? "Not measured: more than one thread."
                        : absl::StrCat("Not measured: ", counter, ", threads ",
                                       threads, ".");
  }

  Cost Of(std::string_view counter, int threads) const {
    for (const BenchRow& row : bench_.rows) {
      if (row.counter != counter || row.threads != threads ||
          row.mix != result::kAdds || row.hint != result::kNoHint) {
        continue;
      }
      return {.measured = !row.repetitions.empty(),
              .ns = row.ns.median,
              .to_floor = row.to_floor.median};
    }
    return {};
  }

  const Bench& bench_;
  int many_ = 0;  // threads that meet; 0 if none were measured
};

}  // namespace

std::vector<std::string> ExplainedCounters() {
  return {std::string(kAtomic), std::string(kMutex), std::string(kSplit),
          std::string(kUnpadded)};
}

Sheet BenchExplained(const Bench& bench) {
  const Explainer of(bench);
  Sheet sheet = BenchSheet(bench);
  return {.head = std::move(sheet.head),
          .notes = {{of.Alone(), of.Contended(), of.Locked(), of.Split(),
                     of.FalselyShared()}}};
}

}  // namespace atomics_lab::report
