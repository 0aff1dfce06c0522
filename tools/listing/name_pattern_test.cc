#include "tools/listing/name_pattern.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "tools/elf/names.h"

namespace atomics_lab::listing {
namespace {

using Fit = NamePattern::Fit;

bool Names(std::string_view pattern, std::string_view demangled,
           std::optional<std::uint64_t> address = std::nullopt) {
  return NamePattern(pattern).Fits(
      {.mangled = "", .demangled = demangled, .address = address});
}

Fit FitOf(std::string_view pattern, std::string_view mangled) {
  const std::string demangled = elf::Demangle(mangled);
  return NamePattern(pattern).FitOf(
      {.mangled = mangled, .demangled = demangled, .address = std::nullopt});
}

TEST(NamePatternTest, ANameIsItsLastParts) {
  constexpr const char* kFunction = "ns::Counter::Add(unsigned long)";
  EXPECT_TRUE(Names("Add", kFunction));
  EXPECT_TRUE(Names("Counter::Add", kFunction));
  EXPECT_TRUE(Names("ns::Counter::Add", kFunction));
  EXPECT_TRUE(Names("C*::Add", kFunction));
  EXPECT_FALSE(Names("dd", kFunction));
  EXPECT_FALSE(Names("Counter", kFunction));
  EXPECT_FALSE(Names("Add", "ns::Counter::TryAdd(unsigned long)"));
}

TEST(NamePatternTest, FunctionsOfCHaveOneName) {
  EXPECT_TRUE(Names("increment", "increment"));
  EXPECT_FALSE(Names("increment", "increment.part.0"));
}

TEST(NamePatternTest, ParametersTellOverloadsApart) {
  EXPECT_TRUE(Names("F(unsigned long)", "ns::F(unsigned long)"));
  EXPECT_FALSE(Names("F(unsigned long)", "ns::F(unsigned int)"));
  EXPECT_FALSE(Names("F()", "ns::F(int)"));
  EXPECT_TRUE(Names("F (int,char *)", "ns::F(int, char*)"));
  EXPECT_TRUE(Names("F", "ns::F(int, char*)"));
  EXPECT_TRUE(Names("F(char const*, …)", "ns::F(char const*, ...)"));
  EXPECT_FALSE(Names("F(unsigned long)", "ns::F(unsignedlong)"));
}

TEST(NamePatternTest, QualifiersTellOverloadsApart) {
  EXPECT_TRUE(Names("Read() const", "C::Read() const"));
  EXPECT_TRUE(Names("Read()", "C::Read()"));
  EXPECT_FALSE(Names("Read()", "C::Read() const"));
  EXPECT_FALSE(Names("Read() &", "C::Read() &&"));
}

TEST(NamePatternTest, AStarInBracketsIsAPointerBehindAType) {
  EXPECT_FALSE(Names("F(int*)", "F(int)"));
  EXPECT_FALSE(Names("F(int*)", "F(int**)"));
  EXPECT_TRUE(Names("F(C<int>*)", "F(C<int>*)"));
  EXPECT_TRUE(Names("F(*)", "F(int, long)"));
  EXPECT_TRUE(Names("C<*>::F", "C<int>::F(int)"));
  EXPECT_FALSE(Names("C<int*>::F", "C<int>::F(int)"));
}

TEST(NamePatternTest, OperatorsAreNames) {
  EXPECT_TRUE(Names("operator int", "C::operator int() const"));
  EXPECT_TRUE(Names("C::operator unsigned long",
                    "ns::C::operator unsigned long() const"));
  EXPECT_TRUE(Names("operator new", "operator new(unsigned long)"));
  EXPECT_FALSE(Names("operator new", "operator new[](unsigned long)"));
  EXPECT_TRUE(Names("operator()", "C::operator()(int)"));
  EXPECT_TRUE(Names("operator()(int)", "C::operator()(int)"));
  EXPECT_FALSE(Names("operator()(int)", "C::operator()(long)"));
  EXPECT_TRUE(Names("operator()", "void C::operator()<int>(int)"));
  EXPECT_TRUE(Names("operator<", "bool operator< <int>(C<int>, C<int>)"));
  EXPECT_FALSE(Names("operator<", "operator<=(C, C)"));
  EXPECT_TRUE(Names("operator*", "operator*(C, C)"));
  EXPECT_FALSE(Names("operator*", "operator+(C, C)"));
}

TEST(NamePatternTest, AnonymousNamespacesAreParts) {
  EXPECT_TRUE(
      Names("(anonymous namespace)::f", "ns::(anonymous namespace)::f(int)"));
  EXPECT_TRUE(Names("f(int)", "(anonymous namespace)::f(int)"));
  EXPECT_FALSE(Names("(anonymous namespace)::f", "ns::f(int)"));
}

TEST(NamePatternTest, TemplateArgumentsMayBeLeftOut) {
  EXPECT_TRUE(Names("Counter::Add", "ns::Counter<int>::Add(int)"));
  EXPECT_TRUE(Names("Counter<int>::Add(int)", "ns::Counter<int>::Add(int)"));
  EXPECT_FALSE(Names("Counter<long>::Add", "ns::Counter<int>::Add(int)"));
  EXPECT_TRUE(Names("T(int)", "std::pair<int, long> ns::T<int (long)>(int)"));
  EXPECT_TRUE(Names("std::pair<int, long> ns::T<int (long)>(int)",
                    "std::pair<int, long> ns::T<int (long)>(int)"));
  EXPECT_FALSE(Names("b>::F", "C<a::b>::F()"));
}

TEST(NamePatternTest, MangledNamesAreNames) {
  EXPECT_EQ(FitOf("_ZN2ns1FEi", "_ZN2ns1FEi"), Fit::kExact);
  EXPECT_EQ(FitOf("_ZN2ns1FEl", "_ZN2ns1FEi"), Fit::kNone);
  EXPECT_EQ(FitOf("_ZN2ns*", "_ZN2ns1FEi"), Fit::kWhole);
}

TEST(NamePatternTest, TheFullerNameFitsBetter) {
  EXPECT_EQ(FitOf("ns::F(int)", "_ZN2ns1FEi"), Fit::kExact);
  EXPECT_EQ(FitOf("ns::F", "_ZN2ns1FEi"), Fit::kWhole);
  EXPECT_EQ(FitOf("F", "_ZN2ns1FEi"), Fit::kLastParts);
  EXPECT_EQ(FitOf("ns::T", "_ZN2ns1TIiEEvT_"), Fit::kWithoutArguments);
}

TEST(NamePatternTest, AnAddressTellsTwinsApart) {
  EXPECT_TRUE(Names("twin at 0x20", "twin", 0x20));
  EXPECT_TRUE(Names("twin(int) at 0x20", "twin(int)", 0x20));
  EXPECT_FALSE(Names("twin at 0x20", "twin", 0x30));
  EXPECT_FALSE(Names("twin at 0x20", "twin"));
  EXPECT_FALSE(Names("twin at 0x", "twin", 0x20));
}

// Whatever part of a name is asked for, also where the ABI abbreviates it.
TEST(NamePatternTest, WhatFitsMayFit) {
  constexpr std::string_view kMangled[] = {
      "main",
      "_ZN2ns1CIiE3AddEm",
      "_ZN2ns7CounterC1Ev",
      "_ZN2ns7CounterD0Ev",
      "_ZNK2ns7CountercviEv",
      "_ZN2nsplERKNS_1CES2_",
      "_ZN12_GLOBAL__N_11fEv",
      "_ZNSsC1Ev",
      "_ZNSaIcEC2Ev",
      "_ZNSsC2ERKSs",
      "_ZNSiC1Ev",
      "_ZNSoC1Ev",
      "_ZNSdC1Ev",
      "_ZNSbIcE4swapERS_",
      "_ZNKSt6vectorIiSaIiEE4sizeEv",
      "_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEC1Ev",
      "_ZZ1fvENKUlvE_clEv",
      "_ZThn16_N2ns7Counter3AddEv",
      "_ZN2ns3AddEv.cold",
      "_ZN7mycrate3add17h0123456789abcdefE",
      "_RNvC7mycrate3add",
  };
  for (const std::string_view mangled : kMangled) {
    const std::string demangled = elf::Demangle(mangled);
    for (const std::string_view part :
         elf::LastPartsOf(elf::WithoutParameters(demangled))) {
      EXPECT_NE(FitOf(part, mangled), Fit::kNone) << part;
      EXPECT_TRUE(NamePattern(part).MayFit(mangled)) << part;
    }
    EXPECT_TRUE(
        NamePattern(elf::WithoutTemplateArguments(demangled)).MayFit(mangled))
        << demangled;
    EXPECT_TRUE(NamePattern(mangled).MayFit(mangled));
    EXPECT_TRUE(NamePattern("*").MayFit(mangled));
  }
}

TEST(NamePatternTest, AnotherNameNeedNotBeDemangled) {
  EXPECT_FALSE(NamePattern("ns::C::Sub").MayFit("_ZN2ns1CIiE3AddEm"));
  EXPECT_FALSE(NamePattern("Sub(unsigned long)").MayFit("_ZN2ns1CIiE3AddEm"));
}

TEST(NamePatternTest, AnyTextIsSurvived) {
  for (const char* text : {"", " ", "(", ")", "<", ">", "operator", "::",
                           "operator<", " at 0x1", "((((", "a)(", "\xff"}) {
    EXPECT_FALSE(Names(text, "")) << text;
    Names(text, "ns::F(int)");
    Names(text, text);
    IsFunctionName(text);
  }
}

TEST(IsFunctionNameTest, BlanksStandOnlyWhereNamesHaveThem) {
  for (const char* name :
       {"Add", "Add(unsigned long)", "Read() const", "Read() const &",
        "operator int", "C::operator unsigned long", "operator()(int) const",
        "(anonymous namespace)::f", "C<int, long>::F", "twin at 0x20",
        "operator< <int>"}) {
    EXPECT_TRUE(IsFunctionName(name)) << name;
  }
  for (const char* name : {"", " ", "Add lock", "Add(int) lock", "a b c",
                           "co_operator x", "at 0x20 x", "F(int", "F)"}) {
    EXPECT_FALSE(IsFunctionName(name)) << name;
  }
}

}  // namespace
}  // namespace atomics_lab::listing
