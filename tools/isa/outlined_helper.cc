#include "tools/isa/outlined_helper.h"

#include <array>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tools/listing/listing.h"

namespace atomics_lab::isa {
namespace {

constexpr std::string_view kPrefix = "__aarch64_";
constexpr std::array<std::string_view, 7> kOperations = {
    "casp", "cas", "swp", "ldadd", "ldset", "ldclr", "ldeor"};

// The operation that `text` begins with, taken from it; empty if none.
std::string_view TakeOperation(std::string_view& text) {
  for (std::string_view operation : kOperations) {
    if (absl::ConsumePrefix(&text, operation)) return operation;
  }
  return "";
}

int Width(std::string_view operation, std::string_view suffix,
          const listing::Instruction& atomic) {
  if (operation == "casp") return 16;
  if (suffix == "b") return 1;
  if (suffix == "h") return 2;
  return !atomic.operands.empty() && atomic.operands[0].reg.starts_with('x')
             ? 8
             : 4;
}

std::string_view Ordering(bool acquire, bool release) {
  if (acquire) return release ? "acq_rel" : "acq";
  return release ? "rel" : "relax";
}

}  // namespace

bool IsOutlinedHelperName(std::string_view symbol) {
  return absl::ConsumePrefix(&symbol, kPrefix) &&
         !TakeOperation(symbol).empty() && !symbol.empty() &&
         absl::ascii_isdigit(symbol[0]);
}

std::string OutlinedHelperName(const listing::Instruction& atomic,
                               bool fenced) {
  std::string_view suffix = atomic.mnemonic;
  const std::string_view operation = TakeOperation(suffix);
  const bool acquire = absl::ConsumePrefix(&suffix, "a");
  const bool release = absl::ConsumePrefix(&suffix, "l");
  return absl::StrCat(kPrefix, operation == "casp" ? "cas" : operation,
                      Width(operation, suffix, atomic), "_",
                      fenced ? "sync" : Ordering(acquire, release));
}

}  // namespace atomics_lab::isa
