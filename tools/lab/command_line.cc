#include "tools/lab/command_line.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tools/lab/command.h"
#include "tools/lab/options.h"
#include "tools/text/near_names.h"

namespace atomics_lab::lab {
namespace {

using Commands = std::span<const Command* const>;

constexpr std::pair<std::string_view, Format> kFormatNames[] = {
    {"text", Format::kText},
    {"json", Format::kJson},
    {"markdown", Format::kMarkdown},
    {"junit", Format::kJUnit},
};

// "; near to it: a, b", or nothing.
std::string NearTo(std::string_view wrong,
                   const std::vector<std::string>& right) {
  text::NearNames near(wrong);
  for (const std::string& name : right) near.Consider(name, name);
  const std::vector<std::string> nearest = near.Nearest();
  return nearest.empty()
             ? ""
             : absl::StrCat("; near to it: ", absl::StrJoin(nearest, ", "));
}

std::vector<std::string> Names(Commands commands) {
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const Command* command : commands) names.emplace_back(command->name);
  return names;
}

const Command* Find(Commands commands, std::string_view name) {
  const auto found = std::ranges::find(commands, name, &Command::name);
  return found == commands.end() ? nullptr : *found;
}

absl::Status UnknownCommand(Commands commands, std::string_view name) {
  const std::vector<std::string> names = Names(commands);
  return absl::InvalidArgumentError(absl::StrCat(
      "no command '", name, "'", NearTo(name, names),
      "; the commands are: ", absl::StrJoin(names, ", "), ", help"));
}

std::string Overview(Commands commands) {
  std::string text =
      "What happens, down at the hardware, when two threads add to the same "
      "number?\n\n";
  for (const Command* command : commands) {
    absl::StrAppend(&text, command->usage, "\n    ", command->summary, "\n");
  }
  absl::StrAppend(
      &text,
      "\nlab COMMAND --help shows a command's options. Without a command: ",
      commands.front()->name,
      ".\nExit status: 0 all is well, 1 a finding, 2 bad usage or input, 130 "
      "interrupted.\n");
  return text;
}

std::string FormatNames(const Command& command) {
  return absl::StrJoin(
      command.formats, "|", [](std::string* out, Format format) {
        absl::StrAppend(
            out, std::ranges::find(kFormatNames, format, [](const auto& name) {
                   return name.second;
                 })->first);
      });
}

absl::StatusOr<Format> ParseFormat(const Command& command,
                                   std::string_view word) {
  for (const auto& [name, format] : kFormatNames) {
    if (name == word && std::ranges::count(command.formats, format) != 0) {
      return format;
    }
  }
  return absl::InvalidArgumentError(absl::StrCat(
      command.name, ": --format=", word, ": it takes ",
      absl::StrJoin(absl::StrSplit(FormatNames(command), '|'), " or ")));
}

// One command's command line.
class Parser {
 public:
  Parser(const Command& command, Commands commands)
      : command_(command),
        commands_(commands),
        app_(std::string(command.summary)) {
    app_.usage(std::string(command.usage));
    app_.set_help_flag("-h,--help", "This text.");
    for (const Option& option : command.options) Add(option);
    if (!command.formats.empty()) {
      app_.add_option("--format", format_, "How data is printed.")
          ->type_name(FormatNames(command))
          ->capture_default_str();
    }
    if (!command.words.empty()) {
      app_.add_option("words", line_.options.words)
          ->type_name("")
          ->option_text(std::string(command.words));
    }
  }

  absl::StatusOr<CommandLine> Parse(std::vector<std::string> words) && {
    ABSL_RETURN_IF_ERROR(CheckFlags(words));
    words = WithEmptyValues(std::move(words));
    std::ranges::reverse(words);  // as CLI11 wants them
    try {
      app_.parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
      line_.help = app_.help();
      return std::move(line_);
    } catch (const CLI::ExtrasError&) {
      return Unexpected(app_.remaining().front());
    } catch (const CLI::ParseError& error) {
      return absl::InvalidArgumentError(absl::StrCat(
          command_.name, ": ", error.what(), "; --help shows the options"));
    }
    const absl::StatusOr<Format> format = ParseFormat(command_, format_);
    if (!command_.formats.empty() && !format.ok()) return format.status();
    if (format.ok()) line_.options.format = *format;
    line_.command = &command_;
    line_.options.words.insert(line_.options.words.begin(),
                               std::string(command_.name));
    return std::move(line_);
  }

 private:
  void Add(const Option& option) {
    const std::string name(option.name);
    const std::string help(option.help);
    if (option.flag != nullptr) {
      app_.add_flag(name, line_.options.*option.flag, help);
      return;
    }
    if (option.values != nullptr) {
      AddRepeated(option);
      return;
    }
    app_.add_option(name, line_.options.*option.value, help)
        ->type_name(std::string(option.argument))
        ->capture_default_str();
  }

  // CLI11 would split what it collects itself: "[a, b]".
  void AddRepeated(const Option& option) {
    std::vector<std::string>& values = line_.options.*option.values;
    app_.add_option_function<std::string>(
            std::string(option.name),
            [&values](const std::string& value) { values.push_back(value); },
            std::string(option.help))
        ->type_name(std::string(option.argument))
        ->trigger_on_parse();
  }

  // CLI11 would take the next word for the value of "--counters=".
  static std::vector<std::string> WithEmptyValues(
      std::vector<std::string> words) {
    std::vector<std::string> split;
    split.reserve(words.size());
    for (std::string& word : words) {
      const bool empty =
          absl::StartsWith(word, "--") && word.find('=') == word.size() - 1;
      if (empty) word.pop_back();
      split.push_back(std::move(word));
      if (empty) split.emplace_back();
    }
    return split;
  }

  // CLI11 would take "--all=false" for the opposite.
  absl::Status CheckFlags(const std::vector<std::string>& words) const {
    for (const Option& option : command_.options) {
      const std::string start = absl::StrCat(option.name, "=");
      const auto wrong =
          std::ranges::find_if(words, [&start](std::string_view word) {
            return absl::StartsWith(word, start);
          });
      if (option.flag == nullptr || wrong == words.end()) continue;
      return absl::InvalidArgumentError(absl::StrCat(
          command_.name, ": ", *wrong, ": ", option.name, " takes no value"));
    }
    return absl::OkStatus();
  }

  absl::Status Unexpected(std::string_view word) const {
    if (!absl::StartsWith(word, "-")) {
      return absl::InvalidArgumentError(absl::StrCat(
          command_.name, " takes no '", word, "'",
          Find(commands_, word) == nullptr
              ? ""
              : absl::StrCat("; a command comes first: lab ", word)));
    }
    const std::string_view name = word.substr(0, word.find('='));
    std::vector<std::string> options = {"--help"};
    if (!command_.formats.empty()) options.emplace_back("--format");
    for (const Option& option : command_.options) {
      options.emplace_back(option.name);
    }
    return absl::InvalidArgumentError(
        absl::StrCat(command_.name, " has no option ", name,
                     NearTo(name, options), "; --help shows them all"));
  }

  const Command& command_;
  Commands commands_;
  CommandLine line_;
  std::string format_ = "text";
  CLI::App app_;
};

}  // namespace

absl::StatusOr<CommandLine> ParseCommandLine(Commands commands,
                                             std::vector<std::string> words) {
  if (!words.empty() && words.front() == "help") {
    words.front() = "--help";
    if (words.size() > 1) std::swap(words[0], words[1]);
  }
  const bool only_help =
      words.size() == 1 && (words[0] == "--help" || words[0] == "-h");
  if (only_help) return CommandLine{.help = Overview(commands)};
  if (words.empty() || absl::StartsWith(words.front(), "-")) {
    words.insert(words.begin(), std::string(commands.front()->name));
  }
  const Command* command = Find(commands, words.front());
  if (command == nullptr) return UnknownCommand(commands, words.front());
  words.erase(words.begin());
  return Parser(*command, commands).Parse(std::move(words));
}

}  // namespace atomics_lab::lab
