#include "tools/report/html_stepper.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "tools/report/script_data.h"
#include "tools/report/web/stepper_html.h"
#include "tools/report/web/stepper_js.h"
#include "tools/result/json.h"
#include "tools/result/result.h"
#include "tools/result/stepper.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using result::Stepper;

// The lab's own lines by address.
using Lines = std::map<std::uint64_t, std::string>;

Lines OwnLines(const result::Row& row) {
  Lines lines;
  for (const result::Function& function : row.functions) {
    for (const result::Instruction& instruction : function.instructions) {
      for (const result::Frame& frame : instruction.frames) {
        if (absl::StartsWith(frame.file, "/")) continue;
        lines[instruction.address] = absl::StrCat(frame.file, ":", frame.line);
      }
    }
  }
  return lines;
}

void MakePrintable(std::string& text) { text = text::Printable(text); }

void MakePrintable(result::StepperThread& thread) {
  std::map<std::string, result::Value> registers;
  for (const auto& [name, value] : thread.registers) {
    registers.emplace(text::Printable(name), value);
  }
  thread.registers = std::move(registers);
  for (result::PendingStore& store : thread.store_buffer) {
    MakePrintable(store.location);
  }
  for (result::StepperAccess& access : thread.in_flight) {
    MakePrintable(access.place);
  }
}

// Names may hold any bytes.
Stepper Printable(Stepper stepper) {
  for (std::string* text :
       {&stepper.counter, &stepper.target, &stepper.model, &stepper.bound}) {
    MakePrintable(*text);
  }
  for (result::StepperInstruction& instruction : stepper.instructions) {
    MakePrintable(instruction.function);
    MakePrintable(instruction.text);
    MakePrintable(instruction.source);
  }
  for (result::StepperPlace& place : stepper.places) MakePrintable(place.name);
  for (result::StepperThread& thread : stepper.thread_states) {
    MakePrintable(thread);
  }
  for (result::StepperAction& action : stepper.actions) {
    MakePrintable(action.action);
    MakePrintable(action.note);
  }
  return stepper;
}

Stepper WithOwnLines(const result::Results& results, Stepper stepper) {
  const result::Row* row =
      result::FindRow(results, stepper.counter, stepper.target);
  if (row == nullptr) return stepper;
  const Lines lines = OwnLines(*row);
  for (result::StepperInstruction& instruction : stepper.instructions) {
    const auto found = lines.find(instruction.address);
    if (found != lines.end()) instruction.source = found->second;
  }
  return stepper;
}

std::string Data(const result::Results& results) {
  std::string json;
  for (const Stepper& stepper : results.steppers) {
    const std::string one =
        result::ToJson(Printable(WithOwnLines(results, stepper)));
    absl::StrAppend(&json, json.empty() ? "[" : ",",
                    absl::StripSuffix(one, "\n"));
  }
  return ScriptData(absl::StrCat(json, "]"));
}

}  // namespace

std::string HtmlStepper(const result::Results& results) {
  if (results.steppers.empty()) return "";
  return absl::StrReplaceAll(
      kStepperHtml, {{"{{data}}", Data(results)}, {"{{script}}", kStepperJs}});
}

}  // namespace atomics_lab::report
