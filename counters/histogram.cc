#include "counters/histogram.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>

namespace atomics_lab {
namespace {

std::string PadLeft(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string Percent(std::uint64_t part, std::uint64_t whole) {
  char text[16];
  std::snprintf(text, sizeof(text), "%6.2f %%",
                100.0 * static_cast<double>(part) / static_cast<double>(whole));
  return text;
}

}  // namespace

std::uint64_t Runs(const Histogram& histogram) {
  std::uint64_t runs = 0;
  for (const auto& [value, count] : histogram) runs += count;
  return runs;
}

std::string Compact(const Histogram& histogram) {
  std::string text;
  for (const auto& [value, count] : histogram) {
    if (!text.empty()) text += ',';
    text += std::to_string(value) + ':' + std::to_string(count);
  }
  return text;
}

std::string Table(const Histogram& histogram) {
  std::size_t value_width = 0;
  std::size_t count_width = 0;
  for (const auto& [value, count] : histogram) {
    value_width = std::max(value_width, std::to_string(value).size());
    count_width = std::max(count_width, std::to_string(count).size());
  }
  const std::uint64_t runs = Runs(histogram);
  std::string table;
  for (const auto& [value, count] : histogram) {
    table += PadLeft(std::to_string(value), value_width) + "  " +
             PadLeft(std::to_string(count), count_width) + "  " +
             Percent(count, runs) + '\n';
  }
  return table;
}

}  // namespace atomics_lab
