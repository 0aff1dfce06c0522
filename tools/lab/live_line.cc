#include "tools/lab/live_line.h"

#include <ostream>
#include <string_view>

namespace atomics_lab::lab {
namespace {

constexpr double kTerminalPeriod = 0.2;
constexpr double kLinePeriod = 10;

}  // namespace

void LiveLine::Print(double seconds, std::string_view text) {
  next_ = seconds + (terminal_ ? kTerminalPeriod : kLinePeriod);
  printed_ = true;
  // The line before may have been longer: erase to its end.
  out_ << (terminal_ ? "\r" : "lab: ") << text << (terminal_ ? "\x1b[K" : "\n")
       << std::flush;
}

void LiveLine::End() {
  if (terminal_ && printed_) out_ << "\r\x1b[K" << std::flush;
  printed_ = false;
}

}  // namespace atomics_lab::lab
