// Which loops the sieve lets through, by hand-assembled ones: what gets on by
// itself need not be decoded, what may wait has to be.
#include <string>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/escaping.h"
#include "gtest/gtest.h"
#include "tools/isa/scan.h"
#include "tools/isa/sightings.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

struct Loop {
  const char* what;
  const char* hex;
};

bool IsSighted(const Loop& loop) {
  std::string bytes;
  CHECK(absl::HexStringToBytes(loop.hex, &bytes)) << loop.hex;
  for (const Sighting& sighting :
       ScanAll(listing::Architecture::kX86_64, {bytes.begin(), bytes.end()})) {
    if (sighting.kind == Sighting::Kind::kLoop) return true;
  }
  return false;
}

constexpr Loop kThatGetOn[] = {
    // 1: movzbl (%r13,%rbx),%edx; and $0x7f,%edx; shl %cl,%rdx; inc %rbx;
    // test %dl,%dl; js 1b
    {"a shift by a count changes one register",
     "410fb6541d0083e27f48d3e248ffc384d278ed"},
    // 1: mov (%rdi,%rax,8),%rdx; bt %rcx,%rdx; mov $8,%esi; add $1,%rax; jae 1b
    {"a bit is tested, a constant loaded",
     "488b14c7480fa3cabe080000004883c00173ed"},
    // 1: mov (%rdi,%rax),%edx; mov $-1,%r8; inc %rax; cmp %edx,%ecx; jne 1b
    {"a constant for all of a register that needs a prefix",
     "8b140749c7c0ffffffff48ffc039d175ef"},
    // 1: imul $5,%eax,%eax; mov (%rdi,%rax),%edx; test %edx,%edx; jne 1b
    {"a product of itself leads elsewhere", "6bc0058b140785d275f6"},
    // 1: mov (%rdi,%rcx),%al; inc %rcx; test $1,%al; je 1b
    {"a test of the accumulator", "8a040f48ffc1a80174f6"},
};

constexpr Loop kThatMayWait[] = {
    // 1: mov (%rdi),%rax; bt %rsi,%rax; jae 1b
    {"for a bit", "488b07480fa3f073f7"},
    // 1: mov $1,%edx; mov (%rdi),%eax; shl %cl,%edx; test %edx,%eax; je 1b
    {"for a bit that is made anew in each turn", "ba010000008b07d3e285d074f3"},
    // 1: mov (%rdi),%eax; mov $1,%r8d; cmp %r8d,%eax; jne 1b
    {"for a constant in a register that needs a prefix",
     "8b0741b8010000004439c075f3"},
    // 1: imul $5,(%rdi),%eax; cmp %esi,%eax; jne 1b
    {"for a product of what is read", "6b070539f075f9"},
    // 1: mov (%rdi),%al; test $1,%al; je 1b
    {"for the accumulator", "8a07a80174fa"},
};

TEST(ProgressTest, LoopsThatGetOnAreSifted) {
  for (const Loop& loop : kThatGetOn) {
    EXPECT_FALSE(IsSighted(loop)) << loop.what;
  }
}

TEST(ProgressTest, LoopsThatMayWaitAreNot) {
  for (const Loop& loop : kThatMayWait) {
    EXPECT_TRUE(IsSighted(loop)) << loop.what;
  }
}

}  // namespace
}  // namespace atomics_lab::isa
