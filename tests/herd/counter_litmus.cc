#include "tests/herd/counter_litmus.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tests/herd/herd_code.h"
#include "tests/herd/known_addresses.h"
#include "tests/herd/straight_code.h"
#include "tools/isa/lower.h"
#include "tools/isa/register_file.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/parse.h"

namespace atomics_lab::herd {
namespace {

constexpr int kThreads = 2;

std::string LocationAt(const Place& place) {
  return absl::StrCat("at", place.offset);
}

bool Lies(const Place& place, std::size_t size) {
  return place.offset <= size &&
         size - place.offset >= static_cast<std::size_t>(place.size);
}

std::uint64_t ValueAt(const Place& place,
                      absl::Span<const std::uint8_t> counter) {
  std::uint64_t value = 0;
  for (int i = 0; i < place.size; ++i) {
    value |= std::uint64_t{counter[place.offset + static_cast<unsigned>(i)]}
             << (8 * i);
  }
  return value;
}

class Writer {
 public:
  Writer(const StraightCode& code, int increments)
      : code_(code),
        herd_(HerdCodeFor(code.architecture)),
        increments_(increments) {
    const isa::CallingConvention& calls =
        isa::CallingConventionOf(code.architecture);
    delta_ = isa::RegisterName(code.architecture, calls.arguments[1]);
  }

  // Gives each place, and the mark of the end, a register of their own.
  absl::Status ChooseRegisters() {
    std::vector<std::string> spare;
    for (std::string_view name : herd_.spare) {
      const auto number = isa::FindRegister(code_.architecture, name);
      if (!code_.used.contains(*number)) spare.emplace_back(name);
    }
    if (spare.size() <= code_.places.size()) {
      return absl::UnimplementedError("too few registers are left");
    }
    for (const Place& place : code_.places) {
      addresses_[place] = spare.back();
      spare.pop_back();
    }
    ended_ = spare.back();
    return absl::OkStatus();
  }

  const std::string& ended() const { return ended_; }

  std::string InitialState(absl::Span<const std::uint8_t> counter) const {
    std::string text = "{\n";
    for (const Place& place : code_.places) {
      absl::StrAppend(&text, "uint", 8 * place.size, "_t ", LocationAt(place),
                      "=", ValueAt(place, counter), ";\n");
    }
    for (int thread = 0; thread < kThreads; ++thread) {
      for (const auto& [place, reg] : addresses_) {
        absl::StrAppend(&text, thread, ":", herd_.initial(reg), "=",
                        LocationAt(place), "; ");
      }
      absl::StrAppend(&text, thread, ":", herd_.initial(ended_), "=0;\n");
    }
    return absl::StrCat(text, "}\n");
  }

  absl::StatusOr<Lines> Thread(int thread) const {
    Lines lines;
    for (int call = 0; call < increments_; ++call) {
      lines.push_back(herd_.set(delta_, 1));
      ABSL_RETURN_IF_ERROR(Call(thread, call, lines));
    }
    lines.push_back(herd_.set(ended_, 1));
    lines.push_back(absl::StrCat(Cut(thread), ":"));
    return lines;
  }

 private:
  static std::string Cut(int thread) { return absl::StrCat("CUT", thread); }

  std::string Label(int thread, int call, std::size_t step) const {
    return absl::StrCat("L", thread, "C", call, "S", step);
  }

  absl::Status Call(int thread, int call, Lines& lines) const {
    const std::size_t size = code_.steps.size();
    std::set<std::size_t> targets;
    for (const Step& step : code_.steps) {
      if (step.to.has_value()) targets.insert(*step.to);
    }
    for (std::size_t i = 0; i <= size; ++i) {
      if (targets.contains(i)) {
        lines.push_back(absl::StrCat(Label(thread, call, i), ":"));
      }
      if (i == size) break;
      const Step& step = code_.steps[i];
      const std::string label =
          step.to.has_value() ? Label(thread, call, *step.to) : Cut(thread);
      ABSL_ASSIGN_OR_RETURN(
          const auto written,
          herd_.step(step, i + 1 < size ? &code_.steps[i + 1] : nullptr,
                     step.place.has_value() ? addresses_.at(*step.place) : "",
                     label));
      lines.insert(lines.end(), written.begin(), written.end());
    }
    return absl::OkStatus();
  }

  const StraightCode& code_;
  const HerdCode& herd_;
  const int increments_;
  std::string delta_;
  std::map<Place, std::string> addresses_;
  std::string ended_;
};

}  // namespace

absl::StatusOr<CounterTest> CounterLitmus(
    const StraightCode& code, std::string_view name, int increments,
    absl::Span<const std::uint8_t> counter) {
  for (const Place& place : code.places) {
    if (!Lies(place, counter.size())) {
      return absl::UnimplementedError("accesses what is beside the counter");
    }
  }
  Writer writer(code, increments);
  ABSL_RETURN_IF_ERROR(writer.ChooseRegisters());
  ABSL_ASSIGN_OR_RETURN(const auto left, writer.Thread(0));
  ABSL_ASSIGN_OR_RETURN(const auto right, writer.Thread(1));
  std::string text =
      absl::StrCat(HerdCodeFor(code.architecture).header, " ", name, "\n",
                   writer.InitialState(counter), " P0 | P1 ;\n");
  for (std::size_t i = 0; i < left.size(); ++i) {
    absl::StrAppend(&text, " ", left[i], " | ", right[i], " ;\n");
  }
  absl::StrAppend(&text, "forall (true)\n");
  ABSL_ASSIGN_OR_RETURN(auto test, litmus::Parse(text, name));
  CounterTest made = {.test = std::move(test)};
  made.places.assign(code.places.begin(), code.places.end());
  for (int thread = 0; thread < kThreads; ++thread) {
    made.ended.push_back({thread, writer.ended()});
  }
  return made;
}

}  // namespace atomics_lab::herd
