#include "tools/audit/top.h"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tools/audit/findings.h"
#include "tools/audit/print.h"
#include "tools/audit/question.h"
#include "tools/isa/suspect.h"

namespace atomics_lab::audit {
namespace {

using Strings = std::vector<std::string>;

FunctionAudit Function(std::string name, std::size_t findings) {
  FunctionAudit function = {.name = std::move(name)};
  function.findings.resize(findings, {.form = "lock xadd"});
  return function;
}

FileAudit File(std::initializer_list<FunctionAudit> functions) {
  return {.name = "file", .objects = {{.name = "o", .functions = functions}}};
}

Strings ShownOf(const FileAudit& audit) {
  Strings shown;
  for (const ObjectAudit& object : audit.objects) {
    for (const FunctionAudit& function : object.functions) {
      if (function.shown) shown.push_back(function.name);
    }
  }
  return shown;
}

TEST(ShowTopTest, ShowsThoseWithMostOfAllFilesMostFirst) {
  FileAudit first = File({Function("a", 1), Function("b", 3)});
  FileAudit second = File({Function("c", 2), Function("d", 4)});
  ShowTop(3, {&first, &second});
  EXPECT_EQ(ShownOf(first), Strings{"b"});
  EXPECT_EQ(ShownOf(second), (Strings{"d", "c"}));
  LeftOut left_out;
  AddLeftOut(first, left_out);
  AddLeftOut(second, left_out);
  EXPECT_EQ(left_out.functions, 1);
  EXPECT_EQ(left_out.findings, 1);
}

TEST(ShowTopTest, OfEqualsTheFirstStays) {
  FileAudit audit = File({Function("a", 2), Function("b", 2)});
  ShowTop(1, {&audit});
  EXPECT_EQ(ShownOf(audit), Strings{"a"});
}

TEST(ShowTopTest, MoreThanThereAreIsAll) {
  FileAudit audit = File({Function("a", 1), Function("b", 2)});
  ShowTop(~std::size_t{0}, {&audit});
  EXPECT_EQ(ShownOf(audit), (Strings{"b", "a"}));
  EXPECT_FALSE(absl::StrContains(AuditText({audit}), "left out"));
}

TEST(ShowTopTest, HelpersComeLastAndErrorsBeforeHints) {
  FunctionAudit helper = Function("helper", 9);
  helper.helper = true;
  FunctionAudit error = Function("error", 1);
  error.findings[0].suspect = &isa::SuspectPatterns().front();
  ASSERT_TRUE(error.findings[0].suspect->error);
  FileAudit audit = File({helper, Function("a", 2), error});
  ShowTop(2, {&audit});
  EXPECT_EQ(ShownOf(audit), (Strings{"error", "a"}));
}

TEST(ShowTopTest, EveryFormTellsTotalsOfAllAndWhatIsLeftOut) {
  FileAudit audit = File({Function("seldom", 1), Function("often", 2)});
  const std::string text = AuditText({audit});
  ShowTop(1, {&audit});
  const std::string top = AuditText({audit});
  EXPECT_EQ(top.substr(0, top.find("\n\n")), text.substr(0, text.find("\n\n")));
  const std::string_view sentence =
      "\nleft out: 1 function with 1 finding, none of which has more than "
      "those shown\n";
  for (const std::string& form : {top, AuditMarkdown({audit})}) {
    EXPECT_TRUE(absl::StrContains(form, "often")) << form;
    EXPECT_FALSE(absl::StrContains(form, "seldom")) << form;
    EXPECT_TRUE(absl::StrContains(form, sentence)) << form;
  }
  const auto json = nlohmann::json::parse(AuditJson({audit}));
  EXPECT_EQ(json["totals"]["locked"]["count"], 3);
  EXPECT_EQ(json["files"][0]["left_out"]["functions"], 1);
  EXPECT_EQ(json["files"][0]["objects"][0]["functions"].size(), 1U);
}

TEST(ParseTopTest, TakesWholeNumbersFromOneOn) {
  EXPECT_EQ(ParseTop("7").value(), 7U);
  for (const std::string_view wrong : {"", "0", "-1", "x", "1.5"}) {
    EXPECT_FALSE(ParseTop(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace atomics_lab::audit
