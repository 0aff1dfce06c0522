#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_join.h"
#include "tools/report/cells.h"
#include "tools/report/report.h"
#include "tools/result/result.h"

namespace atomics_lab::report {
namespace {

using result::Results;

// Whether `matches` holds for the machine of some run, test or outcome.
template <typename Matches>
bool AnyMachine(const Results& results, Matches matches) {
  const auto any = [&matches](const auto& part) {
    return std::ranges::any_of(MachinesOf(part), matches);
  };
  return std::ranges::any_of(results.targets, any) ||
         std::ranges::any_of(results.rows, any);
}

bool Always(const Results&) { return true; }

bool IfRacy(const Results& results) {
  return std::ranges::any_of(
      results.counters,
      [](const result::Counter& counter) { return !counter.lossless; });
}

bool IfNative(const Results& results) {
  return AnyMachine(
      results, [](std::string_view machine) { return machine == "native"; });
}

bool IfExplored(const Results& results) {
  return !results.explorations.empty();
}

bool IfEmulated(const Results& results) {
  return AnyMachine(results, IsEmulated);
}

struct Limit {
  bool (*applies)(const Results&);
  std::string_view sentence;
  std::string_view brief;  // the gist of it; empty where the others say enough
};

constexpr std::array<Limit, 8> kLimits = {{
    {Always,
     "A stress run says nothing about schedules that it did not meet: a value "
     "that never came out may still be possible.",
     "a stress run says nothing about schedules that it did not meet"},
    {IfRacy,
     "A counter whose tests are called racy passed them, for it keeps what it "
     "claims; but it may lose updates, also where it lost none here.",
     ""},
    {IfNative,
     "A native pass speaks for the one processor it ran on; another of the "
     "same architecture may reorder more.",
     "a native pass speaks for one processor"},
    {IfEmulated,
     "A pass under QEMU says nothing about memory ordering: emulated threads "
     "run with the ordering of the machine beneath, which hides reorderings "
     "that the target allows and shows some that it forbids.",
     "a pass under QEMU says nothing about memory ordering, and its timing "
     "nothing about speed"},
    {IfEmulated,
     "QEMU's store-conditional compares values: it succeeds after an ABA "
     "change, where hardware fails and the loop goes round again.",
     ""},
    {IfEmulated, "Timing under QEMU says nothing about speed.", ""},
    {IfExplored,
     "A proof is one of these instructions, under the memory model that the "
     "architecture promises, for so few threads and increments: more of either "
     "may find what fewer cannot, and a processor may be weaker than it "
     "claims.",
     "a proof holds for these instructions and for so few threads and "
     "increments"},
    {Always,
     "A listing shows a counter's operation as a function of its own; where "
     "it is inlined, the compiler may choose other instructions.",
     ""},
}};

}  // namespace

std::vector<std::string> Limits(const Results& results) {
  std::vector<std::string> limits;
  for (const Limit& limit : kLimits) {
    if (limit.applies(results)) limits.emplace_back(limit.sentence);
  }
  return limits;
}

std::string BriefLimits(const Results& results) {
  std::vector<std::string_view> briefs;
  for (const Limit& limit : kLimits) {
    if (!limit.brief.empty() && limit.applies(results)) {
      briefs.push_back(limit.brief);
    }
  }
  return absl::StrJoin(briefs, "; ");
}

}  // namespace atomics_lab::report
