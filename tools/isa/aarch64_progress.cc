// Source: Arm ARM DDI 0487, C4.1 (the encoding index).
#include <cstdint>

#include "tools/isa/aarch64_words.h"
#include "tools/isa/progress.h"

namespace atomics_lab::isa {
namespace {

constexpr Word kZeroRegister = 31;
constexpr Pattern kLoadsAndStores = {0x0A000000, 0x08000000};
constexpr Pattern kVectors = {0x04000000, 0x04000000};
constexpr Pattern kLiteral = {0x3B000000, 0x18000000};
constexpr Pattern kPair = {0x3A000000, 0x28000000};
constexpr Pattern kPairMoves = {0x00800000, 0x00800000};
constexpr Pattern kRegister = {0x3A000000, 0x38000000};
// Of kRegister: the base moves; an index is added.
constexpr Pattern kUnscaledMoves = {0x01200400, 0x00000400};
constexpr Pattern kIndexed = {0x01200C00, 0x00200800};
constexpr Pattern kAddImmediate = {0x1F000000, 0x11000000};
constexpr Pattern kAddRegister = {0x1F000000, 0x0B000000};
constexpr Pattern kLogicalImmediate = {0x1F800000, 0x12000000};
constexpr Pattern kLogicalRegister = {0x1F000000, 0x0A000000};
constexpr Pattern kDataImmediate = {0x1C000000, 0x10000000};
constexpr Pattern kDataRegister = {0x0E000000, 0x0A000000};
constexpr Pattern kConditional = {0xFF000000, 0x54000000};
constexpr Pattern kCompareOrTest = {0x7C000000, 0x34000000};

RegisterSet At(Word word, int at) {
  const Word reg = word >> at & 31;
  return reg == kZeroRegister ? 0 : RegisterSet{1} << reg;
}

void Access(Word word, LoopStep& step) {
  const RegisterSet base = At(word, 5);
  const bool on_stack = (word >> 5 & 31) == kZeroRegister;
  step.reads = !on_stack || kLiteral.Fits(word);
  const bool vector = kVectors.Fits(word);
  RegisterSet results = vector ? 0 : At(word, 0);
  if (kLiteral.Fits(word)) {
    step.sets = results;
    return;
  }
  step.addresses = base;
  bool moves = false;
  if (kPair.Fits(word)) {
    if (!vector) results |= At(word, 10);
    moves = kPairMoves.Fits(word);
  } else if (kRegister.Fits(word)) {
    moves = kUnscaledMoves.Fits(word);
    if (kIndexed.Fits(word)) step.addresses |= At(word, 16);
  } else {
    // Exclusives, ordered accesses and the like: any of their registers.
    results |= At(word, 10) | At(word, 16);
  }
  if (moves) step.moves |= base;
  step.moves |= results & step.addresses;
  step.sets = results & ~step.moves;
}

void Arithmetic(Word word, LoopStep& step) {
  const RegisterSet to = At(word, 0);
  const bool immediate = kAddImmediate.Fits(word);
  const RegisterSet from = At(word, 5) | (immediate ? 0 : At(word, 16));
  step.sets_flags = (word & 0x20000000) != 0;
  step.tests = from;
  step.uses = from;
  if ((to & from) != 0) {
    step.moves = to;
  } else {
    step.sets = to;
  }
}

}  // namespace

LoopStep AArch64Step(Word word) {
  LoopStep step;
  if (kConditional.Fits(word)) {
    step.jumps = true;
  } else if (kCompareOrTest.Fits(word)) {
    step.jumps = true;
    step.tests = At(word, 0);
  } else if (kLoadsAndStores.Fits(word)) {
    Access(word, step);
  } else if (kAddImmediate.Fits(word) || kAddRegister.Fits(word)) {
    Arithmetic(word, step);
  } else if (kLogicalImmediate.Fits(word) || kLogicalRegister.Fits(word)) {
    step.sets_flags = (word & 0x60000000) == 0x60000000;
    step.sets = At(word, 0);
    step.uses = At(word, 5);
    if (kLogicalRegister.Fits(word)) step.uses |= At(word, 16);
    step.tests = step.uses;
  } else if (kDataImmediate.Fits(word) || kDataRegister.Fits(word) ||
             kVectors.Fits(word)) {
    // Conditional comparisons set flags, and some vectors' instructions a
    // general register.
    step.sets = At(word, 0);
    step.sets_flags = true;
  } else {
    step.sets = 1;  // a system call's result
  }
  return step;
}

}  // namespace atomics_lab::isa
