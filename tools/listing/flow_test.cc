// Every mnemonic that the decoder can print has been decided about, by a
// person: testdata/*.flow holds the decisions.
#include "tools/listing/flow.h"

#include <array>
#include <cstddef>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/listing/listing.h"
#include "tools/listing/mnemonics.h"

namespace atomics_lab::listing {
namespace {

constexpr std::array kFlowNames = {"next", "branch", "jump",
                                   "call", "return", "stop"};

// Lines of a flow and of mnemonics for which that is it.
std::map<std::string, std::string> Decisions(Architecture architecture) {
  std::ifstream file(absl::StrCat("tools/listing/testdata/",
                                  ArchitectureName(architecture), ".flow"));
  std::map<std::string, std::string> decisions;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string flow;
    words >> flow;
    for (std::string word; words >> word;) {
      EXPECT_TRUE(decisions.emplace(word, flow).second) << word << " twice";
    }
  }
  return decisions;
}

class FlowTest : public testing::TestWithParam<Architecture> {};

TEST_P(FlowTest, EveryMnemonicIsDecidedAbout) {
  const std::map<std::string, std::string> decisions = Decisions(GetParam());
  for (const std::string& mnemonic : Mnemonics(GetParam())) {
    const auto decided = decisions.find(mnemonic);
    if (decided == decisions.end()) {
      ADD_FAILURE() << "where does " << mnemonic
                    << " go? The file of decisions does not have it";
      continue;
    }
    const Flow flow = FlowOf(GetParam(), mnemonic);
    EXPECT_EQ(kFlowNames.at(static_cast<std::size_t>(flow)), decided->second)
        << mnemonic;
  }
}

TEST_P(FlowTest, DecisionsAreAboutMnemonicsThatThereAre) {
  for (const auto& [mnemonic, flow] : Decisions(GetParam())) {
    EXPECT_TRUE(IsMnemonic(GetParam(), mnemonic)) << mnemonic;
  }
}

INSTANTIATE_TEST_SUITE_P(Architectures, FlowTest,
                         testing::Values(Architecture::kX86_64,
                                         Architecture::kAArch64),
                         [](const auto& info) {
                           return std::string(ArchitectureName(info.param));
                         });

TEST(FlowOfTest, PrefixesChangeNothing) {
  EXPECT_EQ(FlowOf(Architecture::kX86_64, "notrack jmp"), Flow::kJump);
  EXPECT_EQ(FlowOf(Architecture::kX86_64, "bnd call"), Flow::kCall);
  EXPECT_EQ(FlowOf(Architecture::kX86_64, "repz ret"), Flow::kReturn);
  EXPECT_EQ(FlowOf(Architecture::kX86_64, "lock xadd"), Flow::kNext);
}

TEST(FlowOfTest, OnlyJumpsReturnsAndTrapsDoNotFallThrough) {
  EXPECT_TRUE(FallsThrough(Flow::kNext));
  EXPECT_TRUE(FallsThrough(Flow::kBranch));
  EXPECT_TRUE(FallsThrough(Flow::kCall));
  EXPECT_FALSE(FallsThrough(Flow::kJump));
  EXPECT_FALSE(FallsThrough(Flow::kReturn));
  EXPECT_FALSE(FallsThrough(Flow::kStop));
}

}  // namespace
}  // namespace atomics_lab::listing
