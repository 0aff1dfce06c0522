// An instruction set that is not supported yet: each place that must know about
// it says so, and none takes it for another one.
#include "gtest/gtest.h"
#include "tools/isa/glossary.h"
#include "tools/isa/isa.h"
#include "tools/isa/lower.h"
#include "tools/isa/reading.h"
#include "tools/isa/register_file.h"
#include "tools/isa/scan.h"
#include "tools/isa/synchronization.h"
#include "tools/isa/thread_storage.h"
#include "tools/listing/decoder.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"
#include "tools/listing/mnemonics.h"

namespace atomics_lab::isa {
namespace {

constexpr auto kMadeUp = static_cast<listing::Architecture>(2);
constexpr char kWords[] = "nothing is known of architecture number 2";

TEST(MadeUpArchitectureDeathTest, DecodingRefusesIt) {
  EXPECT_DEATH(listing::Decoder{kMadeUp}, kWords);
  EXPECT_DEATH(listing::DecodeUnknown(kMadeUp, {}, 0), kWords);
  EXPECT_DEATH(static_cast<void>(listing::FlowOf(kMadeUp, "ret")), kWords);
  EXPECT_DEATH(static_cast<void>(listing::IsMnemonic(kMadeUp, "ret")), kWords);
}

TEST(MadeUpArchitectureDeathTest, ReadingRefusesIt) {
  const listing::Function function{.architecture = kMadeUp};
  EXPECT_DEATH(IsaFor(kMadeUp), kWords);
  EXPECT_DEATH(Reading{function}, kWords);
  EXPECT_DEATH(Explain(kMadeUp, "ret"), kWords);
  EXPECT_DEATH(SynchronizationOf(kMadeUp, {}), kWords);
  EXPECT_DEATH(ScannerFor(kMadeUp), kWords);
}

TEST(MadeUpArchitectureDeathTest, LoweringRefusesIt) {
  EXPECT_DEATH(static_cast<void>(Lower(kMadeUp, {})), kWords);
  EXPECT_DEATH(FindRegister(kMadeUp, "x0"), kWords);
  EXPECT_DEATH(RegisterName(kMadeUp, 0), kWords);
  EXPECT_DEATH(CallingConventionOf(kMadeUp), kWords);
  EXPECT_DEATH(ThreadStorageOf(kMadeUp, 8, 8), kWords);
  EXPECT_DEATH(FutexCall(kMadeUp), kWords);
}

}  // namespace
}  // namespace atomics_lab::isa
