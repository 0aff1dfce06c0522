#include "tools/audit/capability_flow.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/types/span.h"
#include "tools/listing/decoder.h"
#include "tools/listing/flow.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

using listing::Flow;
using listing::Operand;

bool Writes(const listing::Instruction& instruction) {
  return absl::c_any_of(instruction.operands, [](const Operand& operand) {
    return operand.kind == Operand::Kind::kMemory && operand.writes;
  });
}

bool IsPadding(const listing::Instruction& instruction) {
  return instruction.mnemonic == "nop" || instruction.mnemonic == "udf" ||
         instruction.mnemonic == "int3" || instruction.unknown;
}

}  // namespace

CapabilityFlow::CapabilityFlow(const Surroundings& surroundings,
                               const CodeSection& code, isa::Extent extent)
    : around_(surroundings),
      code_(code),
      follower_(around_.locations, around_.capabilities) {
  Decode(extent);
  Connect();
  Follow();
  FindRoots();
  FindWritten();
}

void CapabilityFlow::Decode(isa::Extent extent) {
  for (std::size_t at = extent.begin; at < extent.end;) {
    const std::uint64_t address = code_.address + at;
    const auto rest = code_.bytes.subspan(at, extent.end - at);
    std::optional<listing::Decoded> decoded =
        around_.decoder.Decode(rest, address);
    const bool known = decoded.has_value();
    if (!known) decoded = listing::DecodeData(rest, address);
    decoded->instruction.unknown = !known;
    Step step;
    step.offset = at;
    at += decoded->instruction.bytes.size();
    step.decoded = *std::move(decoded);
    step.relocated =
        around_.locations.Relocated(code_.index, address, code_.address + at);
    steps_.push_back(std::move(step));
  }
}

std::optional<std::size_t> CapabilityFlow::IndexOf(std::size_t offset) const {
  const auto found = std::lower_bound(
      steps_.begin(), steps_.end(), offset,
      [](const Step& step, std::size_t at) { return step.offset < at; });
  if (found == steps_.end() || found->offset != offset) return std::nullopt;
  return static_cast<std::size_t>(found - steps_.begin());
}

void CapabilityFlow::Connect() {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    Step& step = steps_[i];
    const bool patched = around_.patched.contains(
        around_.locations.At(code_.index, code_.address + step.offset));
    const bool falls = listing::FallsThrough(step.decoded.flow) || patched;
    if (falls && i + 1 < steps_.size()) step.next.push_back(i + 1);
    if (step.decoded.flow == Flow::kCall ||
        !step.decoded.branch_target.has_value() || step.relocated.has_value()) {
      continue;
    }
    const auto target = IndexOf(*step.decoded.branch_target - code_.address);
    if (target.has_value()) step.next.push_back(*target);
  }
}

void CapabilityFlow::Follow() {
  std::vector<std::optional<KnownValues>> before(steps_.size());
  std::vector<bool> waiting(steps_.size());
  std::vector<std::size_t> open;
  const auto arrive = [&](std::size_t at, const KnownValues& values) {
    if (!before[at].has_value()) {
      before[at] = values;
    } else {
      const std::size_t known = before[at]->size();
      Meet(values, *before[at]);
      if (before[at]->size() == known) return;
    }
    if (!waiting[at]) open.push_back(at);
    waiting[at] = true;
  };
  for (std::size_t begin = 0; begin < steps_.size(); ++begin) {
    if (before[begin].has_value()) continue;
    arrive(begin, {});  // the entry, or whatever is reached by no known way
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      waiting[at] = false;
      KnownValues values = *before[at];
      follower_.Apply(steps_[at], values);
      for (const std::size_t next : steps_[at].next) arrive(next, values);
    }
  }
  for (std::size_t i = 0; i < steps_.size(); ++i) Note(i, *before[i]);
}

void CapabilityFlow::Note(std::size_t index, const KnownValues& values) {
  const Step& step = steps_[index];
  asks_ |= follower_.Asks(step);
  const std::optional<KnownValue> result = follower_.Result(step, values);
  if (result.has_value() && result->kind == KnownValue::Kind::kLocation) {
    taken_.push_back(result->location);
  }
  if (Writes(step.decoded.instruction)) {
    const auto named = follower_.Named(step, values);
    const bool told =
        result.has_value() && result->kind == KnownValue::Kind::kCapability;
    if (named.has_value() && told) written_.push_back(*named);
    if (named.has_value() && !told) stores_.emplace_back(index, *named);
  }
  if (step.next.size() != 2 || ways_.size() >= 2 * kMostBranches) return;
  const bool patched = step.decoded.flow != Flow::kBranch;
  const bool known =
      result.has_value() && result->kind != KnownValue::Kind::kLocation;
  if (!patched && !known) return;
  const bool capability =
      patched || result->kind == KnownValue::Kind::kCapability;
  for (const std::size_t next : step.next) {
    ways_.push_back({.from = index, .to = next, .capability = capability});
  }
}

void CapabilityFlow::Walk(std::size_t from, const WayOut* without,
                          std::vector<bool>& reached) const {
  std::vector<std::size_t> open = {from};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (reached[at]) continue;
    reached[at] = true;
    for (const std::size_t next : steps_[at].next) {
      const bool barred =
          without != nullptr && at == without->from && next == without->to;
      if (!barred) open.push_back(next);
    }
  }
}

// The entry, and what only a table of jumps or an exception leads to.
void CapabilityFlow::FindRoots() {
  std::vector<bool> reached(steps_.size());
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (reached[i]) continue;
    if (i != 0 && IsPadding(steps_[i].decoded.instruction)) continue;
    roots_.push_back(i);
    Walk(i, nullptr, reached);
  }
}

void CapabilityFlow::FindWritten() {
  for (const auto& [index, location] : stores_) {
    if (IsBehind(steps_[index].offset, {}, {})) written_.push_back(location);
  }
}

bool CapabilityFlow::OnlyBy(WayOut& way, std::size_t offset) {
  const auto index = IndexOf(offset);
  if (way.reached.empty()) {
    way.reached.resize(steps_.size());
    for (const std::size_t root : roots_) Walk(root, &way, way.reached);
  }
  return index.has_value() && !way.reached[*index];
}

bool CapabilityFlow::AnyOnlyBy(WayOut& way,
                               absl::Span<const std::size_t> offsets) {
  return absl::c_any_of(offsets,
                        [&](std::size_t at) { return OnlyBy(way, at); });
}

bool CapabilityFlow::IsBehind(std::size_t offset,
                              absl::Span<const std::size_t> ones,
                              absl::Span<const std::size_t> others) {
  const bool both = !ones.empty() && !others.empty();
  for (std::size_t i = 0; i < ways_.size(); ++i) {
    if (!both && !ways_[i].capability) continue;
    if (!OnlyBy(ways_[i], offset)) continue;
    WayOut& other = ways_[i ^ 1];
    if (ways_[i].capability ||
        (AnyOnlyBy(ways_[i], ones) && AnyOnlyBy(other, others)) ||
        (AnyOnlyBy(ways_[i], others) && AnyOnlyBy(other, ones))) {
      return true;
    }
  }
  return false;
}

}  // namespace atomics_lab::audit
