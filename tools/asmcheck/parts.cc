#include "tools/asmcheck/parts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "tools/isa/isa.h"
#include "tools/listing/listing.h"

namespace atomics_lab::asmcheck {
namespace {

using listing::Function;
using listing::Instruction;

// "f" for "f.12", else what was given.
std::string_view WithoutNumber(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == name.size()) return name;
  const std::string_view number = name.substr(dot + 1);
  return std::ranges::all_of(number, absl::ascii_isdigit) ? name.substr(0, dot)
                                                          : name;
}

// Where a piece of the function stands now, and what it was called.
struct Piece {
  std::string_view mangled;
  std::uint64_t address = 0;
};

// Puts `part` at `address`.
Function Moved(Function part, std::uint64_t address) {
  const std::uint64_t distance = address - part.address;
  for (Instruction& instruction : part.instructions) {
    instruction.address += distance;
    if (instruction.target_address.has_value()) {
      *instruction.target_address += distance;
    }
  }
  part.address = address;
  return part;
}

// Whether control goes to another piece and stays within the function: nothing
// calls a part, or into the middle of a function.
bool GoesToPiece(const Function& piece, const Instruction& instruction,
                 std::string_view whole) {
  if (!instruction.target.has_value() ||
      instruction.target_address.has_value()) {
    return false;
  }
  if (instruction.target->mangled == whole && instruction.target->offset == 0) {
    return false;
  }
  // A jump out of a piece counts as a call there.
  const isa::Role role =
      isa::IsaFor(piece.architecture).Classify(instruction).role;
  return role == isa::Role::kCall || role == isa::Role::kBranch;
}

void LeadToPieces(const std::vector<Piece>& pieces, const Function& whole,
                  Function& piece) {
  // What is asked of `piece` must not depend on what was changed already.
  const Function before = piece;
  for (Instruction& instruction : piece.instructions) {
    if (!GoesToPiece(before, instruction, whole.mangled)) continue;
    const auto there =
        std::ranges::find(pieces, instruction.target->mangled, &Piece::mangled);
    if (there == pieces.end()) continue;
    instruction.target_address =
        there->address + static_cast<std::uint64_t>(instruction.target->offset);
  }
  // From here on all targets within the function have the name of the whole.
  for (Instruction& instruction : piece.instructions) {
    if (!instruction.target_address.has_value()) continue;
    instruction.target = {.mangled = whole.mangled,
                          .demangled = whole.demangled,
                          .offset = static_cast<std::int64_t>(
                              *instruction.target_address - whole.address)};
  }
}

}  // namespace

std::string_view WholeOf(std::string_view mangled) {
  while (true) {
    std::string_view name = WithoutNumber(mangled);
    if (!absl::ConsumeSuffix(&name, ".cold") &&
        !absl::ConsumeSuffix(&name, ".part")) {
      return mangled;
    }
    mangled = name;
  }
}

Function Joined(Function whole, const std::vector<Function>& parts) {
  if (parts.empty()) return whole;
  std::vector<Function> moved;
  std::vector<Piece> pieces = {{whole.mangled, whole.address}};
  std::uint64_t end = whole.address + whole.size;
  for (const Function& part : parts) {
    moved.push_back(Moved(part, end));
    pieces.push_back({part.mangled, end});
    end += part.size;
  }
  const Function unchanged = whole;
  LeadToPieces(pieces, unchanged, whole);
  for (Function& part : moved) {
    LeadToPieces(pieces, unchanged, part);
    std::ranges::move(part.instructions,
                      std::back_inserter(whole.instructions));
  }
  whole.size = end - whole.address;
  return whole;
}

}  // namespace atomics_lab::asmcheck
