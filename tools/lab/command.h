// What a command of the lab is: the options that it takes, and what it does.
#ifndef ATOMICS_LAB_TOOLS_LAB_COMMAND_H_
#define ATOMICS_LAB_TOOLS_LAB_COMMAND_H_

#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// One with a value, or a flag, which has none.
struct Option {
  constexpr Option(std::string_view its_name, std::string Options::* its_value,
                   std::string_view its_argument, std::string_view its_help)
      : name(its_name),
        value(its_value),
        argument(its_argument),
        help(its_help) {}
  constexpr Option(std::string_view its_name, bool Options::* its_flag,
                   std::string_view its_help)
      : name(its_name), flag(its_flag), help(its_help) {}

  std::string_view name;  // "--only"
  // Where it goes, one of both; what is there is the default.
  std::string Options::* value = nullptr;
  bool Options::* flag = nullptr;
  std::string_view argument;  // as its help calls it: "KIND"; none of a flag
  std::string_view help;
};

struct Command {
  std::string_view name;     // "audit"
  std::string_view usage;    // a line for each way to call it
  std::string_view summary;  // in a line
  std::span<const Option> options;
  std::span<const Format> formats;  // of --format; empty if it has none
  std::string_view words;  // behind the options: "FILE…"; empty if none
  // Writes data to stdout and returns the exit code: 0 all is well, 1 a
  // finding. A Status is bad usage or bad input, one line, exit code 2.
  absl::StatusOr<int> (*run)(const Options& options, const std::string& argv0);
};

inline constexpr Format kAllFormats[] = {Format::kText, Format::kJson,
                                         Format::kMarkdown};

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_COMMAND_H_
