#include "tools/atlas/collect.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/atlas/atlas.h"
#include "tools/elf/names.h"
#include "tools/isa/reading.h"
#include "tools/isa/short_form.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::atlas {
namespace {

Cell MakeCell(Question question, const std::string& target,
              const listing::Function& function) {
  const isa::Reading reading(function);
  Cell cell{.question = std::move(question),
            .target = target,
            .mapping = isa::Mapping(reading, isa::Width::kExact),
            .family = isa::Mapping(reading, isa::Width::kLeftOut)};
  for (std::size_t i = 0; i < reading.size(); ++i) {
    cell.opcodes.push_back(reading.Spelling(i));
  }
  return cell;
}

}  // namespace

absl::StatusOr<Atlas> Collect(Target target, const std::string& object) {
  ABSL_ASSIGN_OR_RETURN(listing::Binary binary, listing::Binary::Open(object));
  Atlas atlas;
  for (const listing::FunctionSymbol& symbol : binary.Functions()) {
    std::optional<Question> question =
        ParseCellName(elf::Demangle(symbol.mangled));
    if (!question.has_value()) continue;
    ABSL_ASSIGN_OR_RETURN(listing::Function function,
                          binary.Disassemble(symbol.mangled));
    if (std::ranges::any_of(function.instructions,
                            &listing::Instruction::unknown)) {
      return absl::DataLossError(absl::StrCat(
          object, ": the decoder does not know all instructions of ",
          function.demangled));
    }
    atlas.cells.push_back(
        MakeCell(*std::move(question), target.name, function));
    target.version = VersionOf(function.producer);
  }
  if (atlas.cells.empty()) {
    return absl::NotFoundError(absl::StrCat(
        object, ": holds no cell; it takes an object made from cells.cc"));
  }
  atlas.targets = {std::move(target)};
  return atlas;
}

}  // namespace atomics_lab::atlas
