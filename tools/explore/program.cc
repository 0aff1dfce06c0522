#include "tools/explore/program.h"

#include <algorithm>

namespace atomics_lab::explore {
namespace {

bool SameValue(const RegisterValue& a, const RegisterValue& b) {
  return a.reg == b.reg && a.value == b.value;
}

bool SameBytes(const MemoryRegion& a, const MemoryRegion& b) {
  return a.address == b.address && a.bytes == b.bytes &&
         a.writable == b.writable && a.dies_with_call == b.dies_with_call;
}

}  // namespace

bool Alike(const Thread& a, const Thread& b) {
  return a.entry == b.entry && a.calls == b.calls && a.observed == b.observed &&
         std::ranges::equal(a.registers, b.registers, SameValue) &&
         std::ranges::equal(a.own, b.own, SameBytes);
}

}  // namespace atomics_lab::explore
