#include "tools/audit/scan_sections.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/isa/atomic_feature.h"
#include "tools/isa/outlined_helper.h"
#include "tools/isa/scan.h"
#include "tools/isa/spin_loop.h"
#include "tools/isa/synchronization.h"
#include "tools/listing/decoder.h"
#include "tools/listing/listing.h"

namespace atomics_lab::audit {
namespace {

// Whole functions of one section, enough of them to be worth a thread's while.
struct Chunk {
  std::size_t section = 0;
  std::size_t first = 0;  // in CodeSection::starts
  std::size_t last = 0;   // the start that is not included
};

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

std::vector<Chunk> Chunks(absl::Span<const CodeSection> sections) {
  std::vector<Chunk> chunks;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::vector<std::size_t>& starts = sections[i].starts;
    std::size_t first = 0;
    for (std::size_t last = 1; last < starts.size(); ++last) {
      const bool full = starts[last] - starts[first] >= kChunkBytes;
      if (!full && last + 1 < starts.size()) continue;
      chunks.push_back({i, first, last});
      first = last;
    }
  }
  return chunks;
}

// Decodes what one scanner sights. One for each thread.
class Examiner {
 public:
  Examiner(listing::Architecture architecture,
           absl::Span<const CodeSection> sections, bool linked)
      : architecture_(architecture),
        sections_(sections),
        linked_(linked),
        scanner_(isa::ScannerFor(architecture)),
        decoder_(architecture) {}

  std::vector<Hit> Examine(const Chunk& chunk);

 private:
  // What stands at an offset, even an instruction newer than the decoder.
  std::optional<listing::Instruction> InstructionAt(std::size_t section,
                                                    isa::Extent extent) const;
  void ExamineInstruction(std::size_t section, isa::Extent extent,
                          std::vector<Hit>& hits);
  void ExamineLoop(std::size_t section, isa::Extent extent,
                   std::vector<Hit>& hits);
  void ExamineStub(std::size_t section, std::size_t jump,
                   std::vector<Hit>& hits);

  listing::Architecture architecture_;
  absl::Span<const CodeSection> sections_;
  bool linked_;
  const isa::Scanner& scanner_;
  listing::Decoder decoder_;
  std::vector<isa::Sighting> sightings_;
};

std::vector<Hit> Examiner::Examine(const Chunk& chunk) {
  const CodeSection& section = sections_[chunk.section];
  sightings_.clear();
  for (std::size_t i = chunk.first; i < chunk.last; ++i) {
    scanner_.Scan(section.bytes, {section.starts[i], section.starts[i + 1]},
                  sightings_);
  }
  std::vector<Hit> hits;
  for (const isa::Sighting& sighting : sightings_) {
    switch (sighting.kind) {
      case isa::Sighting::Kind::kInstruction:
        ExamineInstruction(chunk.section, sighting.extent, hits);
        break;
      case isa::Sighting::Kind::kLoop:
        ExamineLoop(chunk.section, sighting.extent, hits);
        break;
      case isa::Sighting::Kind::kStub:
        ExamineStub(chunk.section, sighting.extent.begin, hits);
        break;
    }
  }
  return hits;
}

std::optional<listing::Instruction> Examiner::InstructionAt(
    std::size_t section, isa::Extent extent) const {
  const CodeSection& code = sections_[section];
  if (auto newer = scanner_.Newer(code.bytes, extent); newer.has_value()) {
    return newer;
  }
  std::optional<listing::Decoded> decoded = decoder_.Decode(
      code.bytes.subspan(extent.begin, extent.end - extent.begin),
      code.address + extent.begin);
  if (!decoded.has_value()) return std::nullopt;
  return std::move(decoded->instruction);
}

void Examiner::ExamineInstruction(std::size_t section, isa::Extent extent,
                                  std::vector<Hit>& hits) {
  const CodeSection& code = sections_[section];
  const auto instruction = InstructionAt(section, extent);
  if (!instruction.has_value()) return;
  Hit hit = {
      .section = section,
      .address = code.address + extent.begin,
      .synchronization = isa::SynchronizationOf(architecture_, *instruction)};
  if (hit.synchronization.kind == isa::Synchronization::Kind::kNone) return;
  hit.feature = isa::AtomicFeatureOf(
      architecture_, instruction->mnemonic,
      code.bytes.subspan(extent.begin, extent.end - extent.begin));
  hit.helper = scanner_.OutlinedHelper(code.bytes, extent.begin);
  if (hit.helper.has_value()) {
    hit.helper_name = isa::OutlinedHelperName(*instruction, false);
  }
  hits.push_back(std::move(hit));
}

void Examiner::ExamineLoop(std::size_t section, isa::Extent extent,
                           std::vector<Hit>& hits) {
  const CodeSection& code = sections_[section];
  AddLoop(section, code, extent,
          isa::SpinLoopOf(architecture_,
                          DecodeLoop(decoder_, architecture_, code, extent),
                          linked_),
          hits);
}

void Examiner::ExamineStub(std::size_t section, std::size_t jump,
                           std::vector<Hit>& hits) {
  const CodeSection& code = sections_[section];
  const auto stub = scanner_.StubAt(code.bytes, jump, code.address);
  if (!stub.has_value()) return;
  hits.push_back({.section = section,
                  .address = code.address + stub->begin,
                  .stub = stub});
}

// What the chunks yield, in their order, found by as many threads as the
// machine has processors.
template <typename Found>
std::vector<Found> InParallel(
    const std::vector<Chunk>& chunks,
    const std::function<std::function<std::vector<Found>(const Chunk&)>()>&
        make_worker) {
  std::vector<std::vector<Found>> parts(chunks.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    const auto worker = make_worker();
    // Relaxed: the number alone says whose chunk it is, and joining the
    // threads publishes what they wrote.
    for (std::size_t i = next.fetch_add(1, std::memory_order_relaxed);
         i < chunks.size(); i = next.fetch_add(1, std::memory_order_relaxed)) {
      parts[i] = worker(chunks[i]);
    }
  };
  {
    std::vector<std::jthread> threads;
    const std::size_t wanted = std::min<std::size_t>(
        chunks.size(), std::thread::hardware_concurrency());
    while (threads.size() + 1 < wanted) threads.emplace_back(work);
    work();
  }
  std::vector<Found> all;
  for (std::vector<Found>& part : parts) {
    std::move(part.begin(), part.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace

std::vector<Hit> ScanSections(listing::Architecture architecture,
                              absl::Span<const CodeSection> sections,
                              bool linked) {
  return InParallel<Hit>(Chunks(sections), [&] {
    // Copyable, as std::function wants it.
    auto examiner = std::make_shared<Examiner>(architecture, sections, linked);
    return [examiner](const Chunk& chunk) { return examiner->Examine(chunk); };
  });
}

std::vector<listing::Instruction> DecodeLoop(const listing::Decoder& decoder,
                                             listing::Architecture architecture,
                                             const CodeSection& code,
                                             isa::Extent extent) {
  std::vector<listing::Instruction> loop;
  for (std::size_t at = extent.begin; at < extent.end;) {
    const auto rest = code.bytes.subspan(at, extent.end - at);
    std::optional<listing::Decoded> decoded =
        decoder.Decode(rest, code.address + at);
    if (!decoded.has_value()) {
      decoded = listing::DecodeUnknown(architecture, rest, code.address + at);
    }
    at += decoded->instruction.bytes.size();
    loop.push_back(std::move(decoded->instruction));
  }
  return loop;
}

void AddLoop(std::size_t section, const CodeSection& code, isa::Extent extent,
             std::optional<isa::SpinLoop> spin, std::vector<Hit>& hits) {
  if (!spin.has_value()) return;
  const std::uint64_t address = code.address + extent.begin;
  // Loops that begin there end within reach.
  for (auto hit = hits.rbegin(); hit != hits.rend(); ++hit) {
    const bool near = hit->address + 2 * isa::Scanner::kLongestLoop >= address;
    if (hit->section != section || !near) break;
    if (!hit->spin.has_value() || hit->address != address) continue;
    if (!hit->spin->retries || spin->retries) return;
    hit->spin = std::move(spin);
    hit->loop = extent;
    return;
  }
  hits.push_back({.section = section,
                  .address = address,
                  .spin = std::move(spin),
                  .loop = extent});
}

std::vector<Call> CallsOf(listing::Architecture architecture,
                          absl::Span<const CodeSection> sections,
                          absl::Span<const std::uint64_t> targets) {
  if (targets.empty()) return {};
  const isa::Scanner& scanner = isa::ScannerFor(architecture);
  const auto calls_in = [&](const Chunk& chunk) {
    const CodeSection& code = sections[chunk.section];
    std::vector<isa::CallSighting> sightings;
    scanner.ScanCalls(code.bytes,
                      {code.starts[chunk.first], code.starts[chunk.last]},
                      code.address, targets, sightings);
    std::vector<Call> calls;
    calls.reserve(sightings.size());
    for (const isa::CallSighting& sighting : sightings) {
      calls.push_back(
          {chunk.section, code.address + sighting.offset, sighting.target});
    }
    return calls;
  };
  return InParallel<Call>(Chunks(sections), [&] { return calls_in; });
}

}  // namespace atomics_lab::audit
