#include <string>
#include <string_view>

#include "tools/report/sample_results.h"
#include "tools/result/stepper.h"

namespace atomics_lab::report {

using result::Stepper;

Stepper SampleStepper() {
  return {.counter = "racy_split",
          .target = "x86_64-gcc",
          .model = "tso",
          .threads = 1,
          .increments = 1,
          .instructions = {{.function = "Add",
                            .address = 0x10,
                            .text = "mov qword ptr [rdi], rsi",
                            .source = "/usr/include/atomic_base.h:494"}},
          .places = {{.name = "counter", .address = 4096, .size = 8}},
          .outcomes = {{.low = 1, .high = 0}},
          .reachable = {{0}},
          .memories = {{{.low = 0, .high = 0}}, {{.low = 1, .high = 0}}},
          .thread_states = {{.next = 0,
                             .registers = {{"rsi", {.low = 1, .high = 0}}},
                             .store_buffer = {{.location = "counter",
                                               .size = 8,
                                               .value = {}}},
                             .in_flight = {{.place = "counter"}}},
                            {.call = 1, .finished = true}},
          .actions = {{.instruction = 0,
                       .action = "write",
                       .place = 0,
                       .wrote = result::Value{.low = 1, .high = 0},
                       .note = "a note"}},
          .states = {{.threads = {0},
                      .memory = 0,
                      .reachable = 0,
                      .moves = {{.thread = 0, .action = 0, .state = 1}}},
                     {.threads = {1}, .memory = 1, .reachable = 0}}};
}

Stepper StepperFullOf(std::string_view text) {
  Stepper stepper = SampleStepper();
  const std::string name(text);
  stepper.counter = stepper.target = stepper.model = stepper.bound = name;
  stepper.instructions[0] = {.function = name, .text = name, .source = name};
  stepper.places[0].name = name;
  stepper.thread_states[0].registers = {{name, {}}};
  stepper.thread_states[0].store_buffer[0].location = name;
  stepper.thread_states[0].in_flight[0].place = name;
  stepper.actions[0].action = stepper.actions[0].note = name;
  return stepper;
}

}  // namespace atomics_lab::report
