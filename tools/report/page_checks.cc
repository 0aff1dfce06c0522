#include "tools/report/page_checks.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace atomics_lab::report {
namespace {

using ::testing::StartsWith;

bool IsVoid(std::string_view tag) {
  return tag == "!doctype" || tag == "input" || tag == "meta" || tag == "wbr";
}

// All values of an attribute, as `id="…"`.
std::vector<std::string> ValuesOf(std::string_view html,
                                  std::string_view attribute) {
  const std::string start = absl::StrCat(" ", attribute, "=\"");
  std::vector<std::string> values;
  for (std::size_t at = 0; (at = html.find(start, at)) != html.npos;) {
    at += start.size();
    values.emplace_back(html.substr(at, html.find('"', at) - at));
  }
  return values;
}

// Closes what HTML lets end without an end tag: a cell where the next cell or
// the row's end is, a row where the next row or the table's end is.
void CloseByItself(std::string_view tag, bool closes,
                   std::vector<std::string_view>& open) {
  const bool is_cell = tag == "td" || tag == "th";
  const bool is_group = tag == "tbody" || tag == "thead" || tag == "table";
  const bool ends_cell =
      closes ? tag == "tr" || is_group : is_cell || tag == "tr";
  const bool ends_row = closes ? is_group : tag == "tr";
  const auto last_is = [&](std::string_view name) {
    return !open.empty() && open.back() == name;
  };
  if (ends_cell && (last_is("td") || last_is("th"))) open.pop_back();
  if (ends_row && last_is("tr")) open.pop_back();
}

}  // namespace

std::string FaultOf(std::string_view html) {
  std::vector<std::string_view> open;
  for (std::size_t at = 0; (at = html.find('<', at)) != html.npos; ++at) {
    std::string_view tag = html.substr(at + 1, html.find('>', at) - at - 1);
    const bool closes = absl::ConsumePrefix(&tag, "/");
    tag = tag.substr(0, tag.find_first_of(" \n"));
    if (tag.empty()) return absl::StrCat("a bare < at byte ", at);
    CloseByItself(tag, closes, open);
    if (!closes && !IsVoid(tag)) open.push_back(tag);
    // What stands in a script is no markup.
    if (!closes && tag == "script") at = html.find("</script>", at) - 1;
    if (!closes) continue;
    if (open.empty() || open.back() != tag) {
      return absl::StrCat("</", tag, "> at byte ", at, " closes ",
                          open.empty() ? "nothing" : open.back());
    }
    open.pop_back();
  }
  return open.empty() ? "" : absl::StrCat(open.back(), " stays open");
}

std::size_t Count(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; ++at) {
    ++count;
  }
  return count;
}

std::size_t ListingsOutsideOfFolds(std::string_view html) {
  std::size_t outside = 0;
  int depth = 0;
  for (std::size_t at = 0; (at = html.find('<', at)) != html.npos; ++at) {
    const std::string_view rest = html.substr(at);
    if (absl::StartsWith(rest, "<details")) ++depth;
    if (absl::StartsWith(rest, "</details")) --depth;
    if (depth == 0 && absl::StartsWith(rest, "<table class=\"listing\"")) {
      ++outside;
    }
  }
  return outside;
}

std::string_view PartThatReachesOut(std::string_view html) {
  for (std::string_view part : {"http", "<link", "@import", "url(", "import ",
                                "eval(", "innerHTML", "insertAdjacent"}) {
    if (absl::StrContains(html, part)) return part;
  }
  return "";
}

void ExpectSound(std::string_view html) {
  EXPECT_EQ(FaultOf(html), "");
  const std::vector<std::string> ids = ValuesOf(html, "id");
  const std::set<std::string> known(ids.begin(), ids.end());
  EXPECT_EQ(known.size(), ids.size()) << "an id stands twice";
  for (const std::string& link : ValuesOf(html, "href")) {
    ASSERT_THAT(link, StartsWith("#"));
    EXPECT_TRUE(known.contains(link.substr(1))) << link << " leads nowhere";
  }
}

}  // namespace atomics_lab::report
