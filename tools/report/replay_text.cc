#include "tools/report/replay_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tools/report/witness_picture.h"
#include "tools/result/exploration.h"
#include "tools/result/replay.h"
#include "tools/text/counted.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using result::Replay;
using text::Counted;
using text::Printable;

std::string Title(const Replay& replay) {
  return absl::StrCat(Printable(replay.counter), " on ",
                      Printable(replay.target),
                      replay.simulation ? ", simulated: " : ", replayed: ",
                      Counted(replay.threads, "thread"), " × ",
                      Counted(replay.increments, "increment"), ", to end at ",
                      replay.outcome, " of ", replay.lossless);
}

std::uint64_t Runs(const result::ValueCounts& counts) {
  std::uint64_t runs = 0;
  for (const auto& [value, count] : counts) runs += count;
  return runs;
}

// "4: 98 runs, 3: 2 runs", what came most often first.
std::string Histogram(const result::ValueCounts& counts) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> sorted(counts.begin(),
                                                              counts.end());
  std::ranges::stable_sort(
      sorted, [](const auto& a, const auto& b) { return a.second > b.second; });
  return absl::StrJoin(sorted, ", ", [](std::string* out, const auto& entry) {
    absl::StrAppend(out, entry.first, ": ", Counted(entry.second, "run"));
  });
}

std::string ForcedLine(const Replay& replay) {
  const auto wanted = replay.forced.find(replay.outcome);
  return absl::StrCat(
      "forced: ", wanted == replay.forced.end() ? 0 : wanted->second, " of ",
      replay.wanted_runs, " ended at ", replay.outcome, "  {",
      Histogram(replay.forced), "}");
}

std::string SpeedLine(const Replay& replay) {
  return absl::StrFormat(
      "speed: %d instructions stepped in %.3f s, %.0f a second, processes "
      "started included",
      replay.instructions, replay.seconds,
      replay.seconds > 0
          ? static_cast<double>(replay.instructions) / replay.seconds
          : 0.0);
}

std::vector<std::string> ComparedLines(const Replay& replay) {
  if (replay.difference.has_value()) {
    const result::ReplayDifference& d = *replay.difference;
    return {absl::StrCat(
        "NOT AS FORETOLD: run ", d.run, ", instruction ", d.step, ", thread ",
        d.thread, ", ", Printable(d.instruction), " at 0x",
        absl::Hex(d.address), ": ", Printable(d.what), " should be ",
        result::ValueText(d.expected), " and is ", result::ValueText(d.real))};
  }
  std::vector<std::string> lines = {
      "as foretold by the explorer at each instruction: where the thread goes "
      "on, each register that is read later, shared memory"};
  if (!replay.modelled_calls.empty()) {
    lines.push_back(
        absl::StrCat("not compared: the insides of ",
                     Printable(absl::StrJoin(replay.modelled_calls, ", ")),
                     ", stepped as a whole"));
  }
  return lines;
}

std::vector<std::string> SimulationLines(const result::Simulation& simulation) {
  return {absl::StrCat("simulated: no thread ran; the explorer's forecast of "
                       "each instruction was followed, and ends at ",
                       simulation.value),
          absl::StrCat("why: ", Printable(simulation.why)),
          "shows: what these instructions do in this order, if each access "
          "takes effect at once and an exclusive store fails only when another "
          "thread has stored between; nothing of weak memory, nothing of "
          "hardware"};
}

std::vector<std::string> Lines(const Replay& replay) {
  if (replay.simulation.has_value()) {
    return SimulationLines(*replay.simulation);
  }
  std::vector<std::string> lines = {ForcedLine(replay)};
  if (!replay.free.empty()) {
    lines.push_back(absl::StrCat("free: ", Runs(replay.free),
                                 " that nobody forced  {",
                                 Histogram(replay.free), "}"));
  }
  for (std::string& line : ComparedLines(replay)) {
    lines.push_back(std::move(line));
  }
  lines.push_back(SpeedLine(replay));
  if (!result::Succeeded(replay)) return lines;
  lines.emplace_back(
      "proves: in this order real threads of this very binary end so, on this "
      "CPU; one goes at a time, which shows nothing of weak memory");
  return lines;
}

std::string Print(const Replay& replay, bool markdown) {
  std::string text = markdown ? absl::StrCat("## ", Title(replay), "\n\n")
                              : absl::StrCat(Title(replay), "\n");
  for (const std::string& line : Lines(replay)) {
    absl::StrAppend(&text, markdown ? "- " : "", line, "\n");
  }
  if (replay.steps.empty()) return text;
  absl::StrAppend(&text, "\n", markdown ? "```\n" : "");
  for (const std::string& line : WitnessPicture(replay.steps, replay.threads)) {
    absl::StrAppend(&text, line, "\n");
  }
  return absl::StrCat(text, markdown ? "```\n" : "");
}

}  // namespace

std::string ReplayText(const Replay& replay) { return Print(replay, false); }

std::string ReplayStepLine(const result::WitnessStep& step) {
  std::string effect = StepEffect(step);
  if (!effect.empty()) absl::StrAppend(&effect, " at ", step.location);
  std::string line =
      absl::StrFormat("thread %d  %-36s  %-28s", step.thread,
                      Printable(step.instruction), Printable(effect));
  absl::StrAppend(&line, "  ", Printable(step.source));
  return std::string(absl::StripTrailingAsciiWhitespace(line));
}

std::string ReplayMarkdown(const Replay& replay) { return Print(replay, true); }

}  // namespace atomics_lab::report
