#include "tools/result/schedule.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "tools/result/document.h"
#include "tools/result/reader.h"
#include "tools/result/write_json.h"

namespace atomics_lab::result {
namespace {

using Json = nlohmann::ordered_json;

constexpr Schema kSchema = {.name = "atomics-lab/schedule", .version = 1};
constexpr std::array<std::string_view, 3> kActions = {"read", "write",
                                                      "read-modify-write"};

Json WriteStep(const ScheduleStep& step) {
  Json json = {{"thread", step.thread}};
  WriteIfAny("instruction", step.instruction, json);
  WriteIfAny("action", step.action, json);
  return json;
}

void ReadThread(const Reader& in, int threads, int& out) {
  const std::uint64_t thread = in.Unsigned();
  if (thread < 1 || thread > static_cast<std::uint64_t>(threads)) {
    in.Refuse(absl::StrCat("must be a thread, 1 to ", threads));
    return;
  }
  out = static_cast<int>(thread);
}

void ReadAction(const Reader& in, std::string& out) {
  out = in.String();
  if (std::ranges::find(kActions, out) == kActions.end()) {
    in.Refuse("must be read, write or read-modify-write");
  }
}

ScheduleStep ReadStep(const Reader& in, int threads) {
  ScheduleStep step;
  if (!in.IsObject()) {
    ReadThread(in, threads, step.thread);
    return step;
  }
  ReadThread(in.Member("thread"), threads, step.thread);
  in.ReadIfPresent("instruction", step.instruction);
  if (in.Has("action")) ReadAction(in.Member("action"), step.action);
  return step;
}

void ReadSchedule(const Reader& in, Schedule& schedule) {
  in.Read("counter", schedule.counter);
  in.Read("target", schedule.target);
  in.Read("threads", schedule.threads);
  in.Read("increments", schedule.increments);
  if (in.Has("outcome")) schedule.outcome = in.Member("outcome").Unsigned();
  in.ReadArray("steps", schedule.steps, [&schedule](const Reader& step) {
    return ReadStep(step, schedule.threads);
  });
}

}  // namespace

std::string ScheduleToJson(const Schedule& schedule) {
  Json json = {
      {"schema", kSchema.name},      {"version", kSchema.version},
      {"counter", schedule.counter}, {"target", schedule.target},
      {"threads", schedule.threads}, {"increments", schedule.increments}};
  if (schedule.outcome.has_value()) json["outcome"] = *schedule.outcome;
  json["steps"] = WriteArray(schedule.steps, WriteStep);
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

absl::StatusOr<Schedule> ScheduleFromJson(std::string_view text,
                                          std::string_view name) {
  Schedule schedule;
  ABSL_RETURN_IF_ERROR(ReadDocument(
      text, name, kSchema,
      [&schedule](const Reader& in) { ReadSchedule(in, schedule); }));
  return schedule;
}

}  // namespace atomics_lab::result
