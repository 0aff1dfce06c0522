#include "tools/elf/call_places.h"

#include <elfutils/libdw.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/elf/unit_text.h"

namespace atomics_lab::elf {
namespace {

constexpr std::uint64_t kLastLine = std::numeric_limits<int>::max();

}  // namespace

CallPlaces::CallPlaces(Dwarf_Die* unit, const InlinedCalls& calls)
    : unit_(unit), calls_(calls) {
  if (!calls.calls().empty() &&
      dwarf_getsrcfiles(unit, &files_, &file_count_) != 0) {
    file_count_ = 0;
  }
}

const std::string& CallPlaces::FileOf(const InlinedCall& call) {
  const auto [found, is_new] = paths_.try_emplace(call.file);
  if (is_new && call.file < file_count_) {
    const char* path = dwarf_filesrc(files_, call.file, nullptr, nullptr);
    if (path != nullptr) found->second = ProperPath(unit_, path);
  }
  return found->second;
}

std::string_view CallPlaces::NameOf(std::size_t call, Budget& text) {
  const auto [found, is_new] = names_.try_emplace(call);
  if (is_new) found->second = calls_.NameOf(calls_.calls()[call], text);
  return found->second;
}

bool CallPlaces::AddFrames(const InlineChain& chain, Origin& origin,
                           Budget& text) {
  if (chain.empty() || !origin.source.has_value()) return true;
  std::vector<SourceFrame> frames;
  frames.reserve(chain.size() + 1);
  std::string_view function;  // the listed one, at first
  const auto add = [&](const std::string& file, int line) {
    if (!text.Spend(sizeof(SourceFrame) + file.size() + function.size())) {
      return false;
    }
    frames.push_back({{file, line}, std::string(function)});
    return true;
  };
  for (const std::size_t number : chain) {
    const InlinedCall& call = calls_.calls()[number];
    const std::string& file = FileOf(call);
    const bool known = !file.empty() && call.line != 0 && call.line < kLastLine;
    if (!known && number == chain.front()) return true;
    if (known && !add(file, static_cast<int>(call.line))) return false;
    function = NameOf(number, text);
  }
  if (!add(origin.source->file, origin.source->line)) return false;
  if (frames.size() > 1) origin.frames = std::move(frames);
  return true;
}

}  // namespace atomics_lab::elf
