#include "tools/report/witness_picture.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "tools/result/exploration.h"
#include "tools/text/aligned.h"
#include "tools/text/printable.h"

namespace atomics_lab::report {
namespace {

using text::DisplayWidth;
using text::Padded;
using text::Printable;
using text::Shorten;

using result::WitnessStep;

constexpr std::size_t kMemoryWidth = 34;
constexpr std::size_t kSourceEnds = 100;
constexpr std::string_view kBetween = " │ ";
constexpr std::size_t kBetweenWidth = 3;

// Two columns, the bars and the memory make 120.
std::size_t WidestColumn(int threads) {
  if (threads <= 2) return 40;
  return threads == 3 ? 32 : 28;
}

bool IsShown(const WitnessStep& step) {
  return step.action != "internal" || !step.note.empty();
}

// What a step is in its thread's column.
std::vector<std::string> CellLines(const WitnessStep& step, std::size_t width) {
  const std::string effect = StepEffect(step);
  const std::string instruction = Printable(step.instruction);
  std::vector<std::string> lines;
  const std::size_t both = DisplayWidth(instruction) + 2 + DisplayWidth(effect);
  if (!effect.empty() && both <= width) {
    lines.push_back(absl::StrCat(instruction, "  ", effect));
  } else {
    lines.push_back(Shorten(instruction, width));
    if (!effect.empty()) {
      lines.push_back(Shorten(absl::StrCat("  ", effect), width));
    }
  }
  if (!step.note.empty()) {
    lines.push_back(Shorten(absl::StrCat("  (", step.note, ")"), width));
  }
  return lines;
}

// What the place holds after the step, and what its thread holds back.
std::vector<std::string> MemoryLines(const WitnessStep& step) {
  std::vector<std::string> lines;
  const auto& value = step.wrote.has_value() ? step.wrote : step.read;
  if (value.has_value() && !step.location.empty()) {
    lines.push_back(absl::StrCat(Printable(step.location), " = ",
                                 result::ValueText(*value)));
  }
  for (const result::PendingStore& store : step.store_buffer) {
    lines.push_back(absl::StrCat("held back: ", Printable(store.location),
                                 " = ", result::ValueText(store.value)));
  }
  for (std::string& line : lines) line = Shorten(line, kMemoryWidth);
  return lines;
}

std::size_t Widest(const std::vector<std::string>& lines) {
  std::size_t widest = 0;
  for (const std::string& line : lines) {
    widest = std::max(widest, DisplayWidth(line));
  }
  return widest;
}

std::string Repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

class Picture {
 public:
  Picture(const std::vector<WitnessStep>& witness, int threads)
      : threads_(static_cast<std::size_t>(std::max(threads, 1))),
        width_(std::string_view("thread 1").size()),
        memory_(std::string_view("memory").size()),
        source_(threads_) {
    const std::size_t most = WidestColumn(threads);
    for (const WitnessStep& step : witness) {
      if (!IsShown(step)) continue;
      width_ = std::max(width_, Widest(CellLines(step, most)));
      memory_ = std::max(memory_, Widest(MemoryLines(step)));
    }
    Header();
    for (const WitnessStep& step : witness) {
      if (IsShown(step)) Add(step);
    }
  }

  std::vector<std::string> TakeLines() { return std::move(lines_); }

 private:
  void Header() {
    std::string line;
    for (std::size_t i = 1; i <= threads_; ++i) {
      absl::StrAppend(&line, Padded(absl::StrCat("thread ", i), width_),
                      kBetween);
    }
    Push(absl::StrCat(line, "memory"));
    Rule("─", "─┼─");
  }

  void Rule(std::string_view dash, std::string_view crossing) {
    std::string line;
    for (std::size_t i = 0; i < threads_; ++i) {
      absl::StrAppend(&line, Repeated(dash, width_), crossing);
    }
    Push(absl::StrCat(line, Repeated(dash, memory_)));
  }

  void Add(const WitnessStep& step) {
    const auto thread = static_cast<std::size_t>(std::max(step.thread, 1)) - 1;
    if (thread >= threads_) return;
    if (last_ != thread && last_ != kNobody) Rule("╌", "╌┼╌");
    last_ = thread;
    const auto cell = CellLines(step, width_);
    const auto memory = MemoryLines(step);
    for (std::size_t i = 0; i < std::max(cell.size(), memory.size()); ++i) {
      const std::string line = Row(thread, i < cell.size() ? cell[i] : "",
                                   i < memory.size() ? memory[i] : "");
      Push(i == 0 ? WithSource(line, step, thread) : line);
    }
  }

  std::string Row(std::size_t thread, std::string_view cell,
                  std::string_view memory) const {
    std::string line;
    for (std::size_t i = 0; i < threads_; ++i) {
      absl::StrAppend(&line, Padded(i == thread ? cell : "", width_), kBetween);
    }
    return absl::StrCat(line, memory);
  }

  // Adds the source line where it changes, if there is room.
  std::string WithSource(const std::string& line, const WitnessStep& step,
                         std::size_t thread) {
    const std::string source = Printable(step.source);
    const std::size_t before =
        threads_ * (width_ + kBetweenWidth) + memory_ + 2;
    if (source.empty() || source == source_[thread] ||
        before + DisplayWidth(source) > kSourceEnds) {
      return line;
    }
    source_[thread] = source;
    return absl::StrCat(Padded(line, before), source);
  }

  void Push(std::string line) {
    absl::StripTrailingAsciiWhitespace(&line);
    lines_.push_back(std::move(line));
  }

  static constexpr std::size_t kNobody = ~std::size_t{0};

  std::size_t threads_;
  std::size_t width_;                // of each thread's column
  std::size_t memory_;               // of the last column
  std::vector<std::string> source_;  // by thread: the last one named
  std::size_t last_ = kNobody;
  std::vector<std::string> lines_;
};

std::vector<std::string> List(const std::vector<WitnessStep>& witness) {
  std::vector<std::string> lines;
  for (const WitnessStep& step : witness) {
    if (!IsShown(step)) continue;
    std::string line = absl::StrCat("thread ", step.thread, ": ");
    for (const auto& part : CellLines(step, WidestColumn(1))) {
      absl::StrAppend(&line, part, "  ");
    }
    for (const auto& part : MemoryLines(step)) {
      absl::StrAppend(&line, "│ ", part, " ");
    }
    absl::StripTrailingAsciiWhitespace(&line);
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

std::string StepEffect(const WitnessStep& step) {
  std::string effect;
  if (step.read.has_value()) {
    effect = absl::StrCat("reads ", result::ValueText(*step.read));
  }
  if (step.wrote.has_value()) {
    absl::StrAppend(&effect, effect.empty() ? "" : ", ", "writes ",
                    result::ValueText(*step.wrote));
  }
  return effect;
}

std::vector<std::string> WitnessPicture(const std::vector<WitnessStep>& witness,
                                        int threads) {
  if (threads > kMostColumns) return List(witness);
  return Picture(witness, threads).TakeLines();
}

}  // namespace atomics_lab::report
