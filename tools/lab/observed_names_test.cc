#include "tools/lab/observed_names.h"

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/program/image.h"

namespace atomics_lab::lab {
namespace {

using ::testing::HasSubstr;

class NameObservedTest : public ::testing::Test {
 protected:
  NameObservedTest() {
    image_.variables = {{"data", {.address = 16, .size = 4}},
                        {"_ZN2ns4flagE", {.address = 32, .size = 4}}};
    known_ = {.functions = {"Publish", "ns::Consume", "Spin", "Spin"},
              .cells = {"cell"},
              .image = &image_,
              .result = "x0"};
  }

  std::string ErrorOf(std::string_view text) const {
    return std::string(NameObserved(text, known_).status().message());
  }
  // "variable", or the thread's number and its register.
  std::string Means(std::string_view text) const {
    const auto observed = NameObserved(text, known_);
    if (!observed.ok()) return observed.status().ToString();
    EXPECT_EQ(observed->name, text);
    return observed->variable.empty()
               ? std::to_string(observed->thread + 1) + ":" + observed->reg
               : observed->variable;
  }

  program::Image image_;
  ObservableNames known_;
};

TEST_F(NameObservedTest, KnowsVariablesRegistersAndWhatThreadsReturn) {
  EXPECT_EQ(Means("data"), "data");
  EXPECT_EQ(Means("data:2"), "data");
  EXPECT_EQ(Means("cell"), "cell");
  EXPECT_EQ(Means("_ZN2ns4flagE"), "_ZN2ns4flagE");
  EXPECT_EQ(Means("ns::flag"), "ns::flag");
  EXPECT_EQ(Means("2:x5"), "2:x5");
  EXPECT_EQ(Means("ret1"), "1:x0");
  EXPECT_EQ(Means("ret4:4"), "4:x0");
  EXPECT_EQ(Means("Publish"), "1:x0");
  EXPECT_EQ(Means("Consume"), "2:x0");
  EXPECT_EQ(Means("ns::Consume:1"), "2:x0");
}

TEST_F(NameObservedTest, OfAFunctionThatSeveralThreadsCallItWantsTheThread) {
  EXPECT_EQ(ErrorOf("Spin"),
            "'Spin': threads 3, 4 call it; say ret3 and so on");
}

TEST_F(NameObservedTest, RefusesThreadsThatThereAreNot) {
  EXPECT_EQ(ErrorOf("ret5"),
            "'ret5': there are 4 threads, so that ret4 is the last");
  EXPECT_THAT(ErrorOf("ret0"), HasSubstr("near to it: ret1"));
  EXPECT_EQ(ErrorOf("ret1:9"), "'ret1:9': a size is from 1 to 8 bytes");
}

TEST_F(NameObservedTest, SaysWhatMayHaveBeenMeant) {
  EXPECT_EQ(ErrorOf("dat"),
            "'dat' is no variable, no function that a thread calls and no "
            "ret1 to ret4; near to it: data");
  EXPECT_THAT(ErrorOf("ns::flga"), HasSubstr("near to it: ns::flag"));
  EXPECT_THAT(ErrorOf("sume"), HasSubstr("near to it: ns::Consume"));
  EXPECT_THAT(ErrorOf("data:x"), HasSubstr("not like `x`, `x:4`"));
}

}  // namespace
}  // namespace atomics_lab::lab
