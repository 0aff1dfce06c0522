#include "tools/lab/show_program.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"
#include "tools/explore/program.h"
#include "tools/explore/program_text.h"
#include "tools/lab/options.h"

namespace atomics_lab::lab {
namespace {

using Json = nlohmann::ordered_json;

// Threads, from 1, by the operation that they begin with.
std::map<std::uint32_t, std::vector<int>> ThreadsByEntry(
    const explore::Job& job) {
  std::map<std::uint32_t, std::vector<int>> threads;
  int number = 0;
  for (const explore::Thread& thread : job.threads) {
    threads[thread.entry].push_back(++number);
  }
  return threads;
}

Json ToJson(const explore::LoweredSite& lowered) {
  return {
      {"function", lowered.site.function}, {"address", lowered.site.address},
      {"text", lowered.site.text},         {"file", lowered.site.file},
      {"line", lowered.site.line},         {"first", lowered.first},
      {"operations", lowered.operations}};
}

std::string AsJson(const explore::Job& job) {
  Json all = Json::array();
  for (const auto& [entry, threads] : ThreadsByEntry(job)) {
    Json instructions = Json::array();
    for (const auto& lowered : explore::LoweredSites(job.program, entry)) {
      instructions.push_back(ToJson(lowered));
    }
    all.push_back({{"threads", threads}, {"instructions", instructions}});
  }
  // Names may hold any bytes.
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string AsText(const explore::Job& job) {
  std::string text;
  for (const auto& [entry, threads] : ThreadsByEntry(job)) {
    absl::StrAppend(
        &text, text.empty() ? "" : "\n",
        threads.size() == 1 ? "thread " : "threads ",
        absl::StrJoin(threads, ", "),
        ": instructions and what they are taken for\n",
        explore::ProgramText(explore::LoweredSites(job.program, entry)));
  }
  return text;
}

}  // namespace

std::string ShowProgram(const explore::Job& job, Format format) {
  switch (format) {
    case Format::kJson:
      return AsJson(job);
    case Format::kMarkdown:
      return absl::StrCat("```\n", AsText(job), "```\n");
    case Format::kJUnit:  // a form of reports alone
    case Format::kText:
      return AsText(job);
  }
  return "";
}

}  // namespace atomics_lab::lab
