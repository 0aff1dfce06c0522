// herd_compare few|all|LIST: compares the explorer with herd7 on lists of tests
// that diy7 generates. Ends with 1 if they disagree anywhere. What is made on
// the way is removed, except after an error.
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/herd/compare.h"
#include "tests/herd/lists.h"
#include "tools/result/temporary_folder.h"

namespace atomics_lab::herd {
namespace {

using Counts = std::map<Verdict::Kind, std::size_t>;

void Print(const List& list, const Verdict& verdict) {
  if (verdict.kind == Verdict::Kind::kAgree) return;
  std::cout << list.name << "/" << verdict.test
            << (verdict.kind == Verdict::Kind::kDisagree ? ": DISAGREES\n"
                                                         : ": unsupported: ")
            << verdict.detail << "\n";
}

std::string Show(Counts& counts) {
  return absl::StrCat(counts[Verdict::Kind::kAgree], " agree, ",
                      counts[Verdict::Kind::kDisagree], " disagree, ",
                      counts[Verdict::Kind::kUnsupported], " unsupported");
}

absl::Status CompareList(const List& list, bool few, const std::string& folder,
                         Counts& total) {
  const absl::Time start = absl::Now();
  std::filesystem::create_directories(folder);
  ABSL_ASSIGN_OR_RETURN(const auto tests,
                        Generate(list, few ? list.stride : 1, folder));
  ABSL_ASSIGN_OR_RETURN(const auto verdicts, Compare(tests, folder));
  Counts counts;
  for (const Verdict& verdict : verdicts) {
    Print(list, verdict);
    ++counts[verdict.kind];
    ++total[verdict.kind];
  }
  std::cout << list.architecture << " " << list.name << ": " << Show(counts)
            << ", "
            << absl::FormatDuration(
                   absl::Trunc(absl::Now() - start, absl::Milliseconds(1)))
            << "\n"
            << std::flush;
  return absl::OkStatus();
}

int Main(std::string_view which) {
  result::TemporaryFolder folder;
  if (!folder.status().ok()) {
    std::cerr << "herd_compare: " << folder.status().message() << '\n';
    return 2;
  }
  Counts total;
  bool known = false;
  for (const List& list : Lists()) {
    if (which != "few" && which != "all" && which != list.name) continue;
    known = true;
    const absl::Status done =
        CompareList(list, which == "few",
                    absl::StrCat(folder.path(), "/", list.name), total);
    if (!done.ok()) {
      folder.Keep();
      std::cerr << "herd_compare: " << done.message() << "\n"
                << "herd_compare: what was made is in " << folder.path()
                << "\n";
      return 2;
    }
  }
  if (!known) {
    std::cerr << "herd_compare: `" << which << "`: `few`, `all` or a list\n";
    return 2;
  }
  std::cout << "in all: " << Show(total) << "\n";
  return total[Verdict::Kind::kDisagree] == 0 ? 0 : 1;
}

}  // namespace
}  // namespace atomics_lab::herd

int main(int argc, char** argv) {
  return atomics_lab::herd::Main(argc == 2 ? argv[1] : "");
}
