// How far long work has come, on standard error.
#ifndef ATOMICS_LAB_TOOLS_LAB_LIVE_LINE_H_
#define ATOMICS_LAB_TOOLS_LAB_LIVE_LINE_H_

#include <iosfwd>
#include <string_view>

namespace atomics_lab::lab {

// On a terminal one line that is rewritten a few times a second, elsewhere a
// line every ten seconds; nothing in the first second.
class LiveLine {
 public:
  // Requires: `out` outlives it.
  LiveLine(std::ostream& out, bool terminal) : out_(out), terminal_(terminal) {}

  // Whether a line is due `seconds` after the start.
  bool Due(double seconds) const { return seconds >= next_; }
  // Prints `text`, one printable line, without "lab: " and newline.
  void Print(double seconds, std::string_view text);
  // Clears the line on a terminal.
  void End();

 private:
  std::ostream& out_;
  bool terminal_;
  double next_ = 1;
  bool printed_ = false;
};

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_LIVE_LINE_H_
