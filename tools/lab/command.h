// What a command of the lab is: the options that it takes, and what it does.
#ifndef ATOMICS_LAB_TOOLS_LAB_COMMAND_H_
#define ATOMICS_LAB_TOOLS_LAB_COMMAND_H_

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {

// One with a value, one with a value each time it is given, or a flag, which
// has none.
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

  constexpr Option(std::string_view its_name,
                   std::vector<std::string> Options::* its_values,
                   std::string_view its_argument, std::string_view its_help)
      : name(its_name),
        values(its_values),
        argument(its_argument),
        help(its_help) {}

  std::string_view name;  // "--only"
  // Where it goes, one of these; what is there is the default.
  std::string Options::* value = nullptr;
  std::vector<std::string> Options::* values = nullptr;
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

// Two tables of options as one.
template <std::size_t M, std::size_t N>
constexpr std::array<Option, M + N> Joined(const Option (&first)[M],
                                           const Option (&second)[N]) {
  return [&]<std::size_t... I, std::size_t... J>(std::index_sequence<I...>,
                                                 std::index_sequence<J...>) {
    return std::array<Option, M + N>{first[I]..., second[J]...};
  }(std::make_index_sequence<M>(), std::make_index_sequence<N>());
}

inline constexpr Format kAllFormats[] = {Format::kText, Format::kJson,
                                         Format::kMarkdown};

}  // namespace atomics_lab::lab

#endif  // ATOMICS_LAB_TOOLS_LAB_COMMAND_H_
