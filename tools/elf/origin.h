// Where code was written, as debug information has it.
#ifndef ATOMICS_LAB_TOOLS_ELF_ORIGIN_H_
#define ATOMICS_LAB_TOOLS_ELF_ORIGIN_H_

#include <optional>
#include <string>
#include <vector>

namespace atomics_lab::elf {

// A line of source text. `file` is as in the debug information, lexically
// normal, and relative to the compilation directory where it lies below it.
// `line` counts from 1.
struct SourceLine {
  std::string file;
  int line = 0;

  friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

// A line, and the name of the inlined function that it is part of, without its
// scope; empty in the function that is listed, and where it is not known.
struct SourceFrame {
  SourceLine place;
  std::string function;

  friend bool operator==(const SourceFrame&, const SourceFrame&) = default;
};

// Where code was written.
struct Origin {
  // Absent where there is no debug information.
  std::optional<SourceLine> source;
  // How inlined code came here: the line of the call in the listed function,
  // the lines of the calls within calls, and `source` at last. Empty where
  // nothing was inlined, or nothing is known of it.
  std::vector<SourceFrame> frames;

  friend bool operator==(const Origin&, const Origin&) = default;
};

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_ORIGIN_H_
