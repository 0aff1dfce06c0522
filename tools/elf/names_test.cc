#include "tools/elf/names.h"

#include <cstddef>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::elf {
namespace {

using ::testing::ElementsAre;

TEST(DemangleTest, LeavesCNamesAlone) {
  EXPECT_EQ(Demangle("memcpy"), "memcpy");
  EXPECT_EQ(Demangle("_Znot_mangled_at_all"), "_Znot_mangled_at_all");
  EXPECT_EQ(Demangle("_ZN4absl5Mutex4lockEv"), "absl::Mutex::lock()");
}

// f(pair<int, int>, pair<that, that>, pair<that, that>, …): every parameter is
// twice as long as the one before.
std::string ExponentialName(int levels) {
  constexpr char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string name = "_Z1fSt4pairIiiE";
  for (int level = 0; level < levels; ++level) {
    const std::string previous = std::string("S") + kDigits[level] + "_";
    name.append("S_I").append(previous).append(previous).append("E");
  }
  return name;
}

TEST(DemangleTest, GivesUpOnNamesThatGrowWithoutBound) {
  EXPECT_NE(Demangle(ExponentialName(3)), ExponentialName(3));
  EXPECT_EQ(Demangle(ExponentialName(34)), ExponentialName(34));
}

#ifdef ATOMICS_LAB_HAS_LIBIBERTY

TEST(DemangleTest, RustNamesAreRead) {
  EXPECT_EQ(Demangle("_RNvNtCs1234_7mycrate3foo3bar"), "mycrate::foo::bar");
  EXPECT_EQ(Demangle("_Rnot_mangled_at_all"), "_Rnot_mangled_at_all");
  EXPECT_EQ(Demangle("_R"), "_R");
}

// Where `offset` bytes behind "_R" are in a back-reference.
std::string BackReference(std::size_t offset) {
  constexpr char kDigits[] =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string digits;
  for (std::size_t rest = offset - 1; digits.empty() || rest > 0; rest /= 62) {
    digits.insert(digits.begin(), kDigits[rest % 62]);
  }
  return "B" + digits + "_";
}

// a::f::<(u64, u64), (that, that), …>
std::string ExponentialRustName(int levels) {
  std::string name = "_RINvC1a1f";
  std::string element = "y";
  for (int level = 0; level < levels; ++level) {
    const std::size_t offset = name.size() - 2;
    name.append("T").append(element).append(element).append("E");
    element = BackReference(offset);
  }
  return name + "E";
}

TEST(DemangleTest, GivesUpOnRustNamesThatGrowWithoutBound) {
  EXPECT_EQ(Demangle(ExponentialRustName(2)),
            "a::f::<(u64, u64), ((u64, u64), (u64, u64))>");
  EXPECT_EQ(Demangle(ExponentialRustName(40)), ExponentialRustName(40));
}

TEST(DemangleTest, AnyRustNameIsSurvived) {
  const std::string sound = ExponentialRustName(8);
  for (std::size_t at = 2; at < sound.size(); ++at) {
    for (int byte = 1; byte < 256; ++byte) {
      std::string name = sound;
      name[at] = static_cast<char>(byte);
      EXPECT_FALSE(Demangle(name).empty());
    }
  }
  const std::string deep = "_RINvC1a1f" + std::string(4000, 'T');
  EXPECT_EQ(Demangle(deep), deep);
}

#endif

TEST(WithoutParametersTest, DropsParametersQualifiersAndReturnType) {
  EXPECT_EQ(WithoutParameters("absl::Mutex::lock()"), "absl::Mutex::lock");
  EXPECT_EQ(WithoutParameters("void ns::F<int>(int)"), "ns::F<int>");
  EXPECT_EQ(WithoutParameters("ns::C::F(void (*)(int)) const &"), "ns::C::F");
  EXPECT_EQ(WithoutParameters("std::pair<int, long> ns::F<int (long)>(int)"),
            "ns::F<int (long)>");
  EXPECT_EQ(WithoutParameters("(anonymous namespace)::F(int)"),
            "(anonymous namespace)::F");
}

TEST(WithoutParametersTest, KeepsOperatorsWhole) {
  EXPECT_EQ(WithoutParameters("C::operator()(int)"), "C::operator()");
  EXPECT_EQ(WithoutParameters("C::operator unsigned long() const"),
            "C::operator unsigned long");
  EXPECT_EQ(WithoutParameters("operator new(unsigned long)"), "operator new");
  EXPECT_EQ(WithoutParameters("operator<(C, C)"), "operator<");
}

TEST(WithoutParametersTest, OperatorsLoseTheirReturnTypeToo) {
  EXPECT_EQ(WithoutParameters("void C::operator()<int>(int)"),
            "C::operator()<int>");
  EXPECT_EQ(WithoutParameters("unsigned long ns::operator+<int>(C, int)"),
            "ns::operator+<int>");
  EXPECT_EQ(WithoutParameters("int co_operator<int>(int)"), "co_operator<int>");
}

TEST(WithoutParametersTest, LeavesOtherNamesAlone) {
  EXPECT_EQ(WithoutParameters("memcpy"), "memcpy");
  EXPECT_EQ(WithoutParameters("f(int) [clone .cold]"), "f(int) [clone .cold]");
  EXPECT_EQ(WithoutParameters("C::operator()"), "C::operator()");
  EXPECT_EQ(WithoutParameters(""), "");
  EXPECT_EQ(WithoutParameters(")"), ")");
}

TEST(LastPartsTest, PartsEndOutsideBracketsOnly) {
  EXPECT_THAT(LastPartsOf("ns::C<a::b>::F"),
              ElementsAre("ns::C<a::b>::F", "C<a::b>::F", "F"));
  EXPECT_THAT(LastPartsOf("ns::(anonymous namespace)::f"),
              ElementsAre("ns::(anonymous namespace)::f",
                          "(anonymous namespace)::f", "f"));
  EXPECT_THAT(LastPartsOf("C::operator std::string"),
              ElementsAre("C::operator std::string", "operator std::string"));
  EXPECT_THAT(LastPartsOf(">>::f"), ElementsAre(">>::f", "f"));
  EXPECT_THAT(LastPartsOf(""), ElementsAre(""));
}

TEST(WithoutTemplateArgumentsTest, DropsThemWhereverTheyStand) {
  EXPECT_EQ(WithoutTemplateArguments("ns::C<int, D<int>>::F<long>"),
            "ns::C::F");
  EXPECT_EQ(WithoutTemplateArguments("ns::F[abi:cxx11]"), "ns::F");
  EXPECT_EQ(WithoutTemplateArguments("operator< <int>"), "operator<");
  EXPECT_EQ(WithoutTemplateArguments("C<int>::operator()<int>"),
            "C::operator()");
  EXPECT_EQ(WithoutTemplateArguments("C::operator[]"), "C::operator[]");
  EXPECT_EQ(WithoutTemplateArguments("C::operator->"), "C::operator->");
  EXPECT_EQ(WithoutTemplateArguments("operator new[]"), "operator new[]");
  EXPECT_EQ(WithoutTemplateArguments("C<int>::operator unsigned long"),
            "C::operator unsigned long");
  EXPECT_EQ(WithoutTemplateArguments(">"), ">");
}

}  // namespace
}  // namespace atomics_lab::elf
