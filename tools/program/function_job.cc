#include "tools/program/function_job.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/explore/stack_registers.h"
#include "tools/listing/binary.h"
#include "tools/program/build.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"
#include "tools/program/threads.h"

namespace atomics_lab::program {
namespace {

constexpr std::uint64_t kCellSize = 16;

using Cells = std::map<std::string, Variable, std::less<>>;

Cells PlaceCells(const std::vector<std::string>& names) {
  Cells cells;
  for (const std::string& name : names) {
    cells.insert({name, {kCells + kCellSize * cells.size(), 8}});
  }
  return cells;
}

// Each cell is a region of its own, named after it.
void AddCells(const Cells& cells, explore::Job& job) {
  for (const auto& [name, cell] : cells) {
    job.memory.push_back({.address = cell.address,
                          .bytes = std::vector<std::uint8_t>(kCellSize),
                          .name = name});
  }
}

absl::StatusOr<Variable> Find(const Image& image, std::string_view name,
                              int size) {
  std::optional<Variable> variable = image.Find(name);
  if (!variable.has_value()) {
    return absl::NotFoundError(
        absl::StrCat("`", name, "`: the file has no variable of that name"));
  }
  if (size != 0) variable->size = static_cast<std::uint64_t>(size);
  if (variable->size == 1 || variable->size == 2 || variable->size == 4 ||
      variable->size == 8) {
    return *variable;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("`", name, "`: ", variable->size, " bytes; say which, as `",
                   name, ":8`: 1, 2, 4 or 8"));
}

absl::Status Initialise(const Image& image, const InitialValue& init,
                        explore::Job& job) {
  ABSL_ASSIGN_OR_RETURN(const auto variable,
                        Find(image, init.variable, init.size));
  for (explore::MemoryRegion& region : job.memory) {
    const std::uint64_t offset = variable.address - region.address;
    if (offset >= region.bytes.size() ||
        region.bytes.size() - offset < variable.size) {
      continue;
    }
    std::memcpy(region.bytes.data() + offset, &init.value, variable.size);
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("`", init.variable, "`: is no memory of the file"));
}

class Registers {
 public:
  Registers(const InstructionSet& set, const explore::Program& program)
      : set_(set), names_(program.register_names) {}

  absl::StatusOr<isa::RegisterNumber> Find(std::string_view name) const {
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end() || name.empty()) {
      return absl::NotFoundError(
          absl::StrCat("`", name, "`: no register of that name; the first is `",
                       set_.register_name(0), "`"));
    }
    return static_cast<isa::RegisterNumber>(found - names_.begin());
  }

 private:
  const InstructionSet& set_;
  const std::vector<std::string>& names_;
};

absl::Status SetRegisters(const FunctionThread& wanted, const Image& image,
                          const Registers& registers, explore::Thread& thread) {
  for (const InitialRegister& initial : wanted.registers) {
    ABSL_ASSIGN_OR_RETURN(const auto reg, registers.Find(initial.reg));
    std::uint64_t value = initial.value;
    if (!initial.variable.empty()) {
      ABSL_ASSIGN_OR_RETURN(const auto variable,
                            Find(image, initial.variable, 8));
      value = variable.address;
    }
    std::erase_if(thread.registers,
                  [&](const auto& set) { return set.reg == reg; });
    thread.registers.push_back({reg, value});
  }
  return absl::OkStatus();
}

// Where an observation is made.
struct Look {
  std::optional<Variable> variable;
  std::size_t thread = 0;
  isa::RegisterNumber reg = 0;
  int size = 8;  // bytes
};

std::string NameOf(const Observed& observed) {
  if (!observed.name.empty()) return observed.name;
  return observed.variable.empty()
             ? absl::StrCat(observed.thread + 1, ":", observed.reg)
             : observed.variable;
}

absl::StatusOr<Look> LookAt(const Observed& observed, const Image& image,
                            const Registers& registers, FunctionJob& made) {
  if (!observed.variable.empty()) {
    ABSL_ASSIGN_OR_RETURN(const auto variable,
                          Find(image, observed.variable, observed.size));
    return Look{.variable = variable, .size = static_cast<int>(variable.size)};
  }
  if (observed.thread >= made.job.threads.size()) {
    return absl::NotFoundError(
        absl::StrCat(observed.thread + 1, ":", observed.reg, ": there are ",
                     made.job.threads.size(), " threads"));
  }
  ABSL_ASSIGN_OR_RETURN(const auto reg, registers.Find(observed.reg));
  made.job.threads[observed.thread].observed.push_back(reg);
  made.observes_registers = true;
  return Look{.thread = observed.thread,
              .reg = reg,
              .size = observed.size == 0 ? 8 : observed.size};
}

std::uint64_t Lowest(std::uint64_t value, int bytes) {
  return bytes >= 8 ? value : value & ((std::uint64_t{1} << (8 * bytes)) - 1);
}

explore::Observe ObserveAll(std::vector<Look> looks) {
  return [looks = std::move(looks)](const explore::FinalState& state)
             -> absl::StatusOr<explore::Outcome> {
    explore::Outcome outcome;
    for (const Look& look : looks) {
      if (!look.variable.has_value()) {
        outcome.push_back(
            Lowest(state.Register(look.thread, look.reg), look.size));
        continue;
      }
      ABSL_ASSIGN_OR_RETURN(const auto value,
                            state.Read(look.variable->address, look.size));
      outcome.push_back(value.low);
    }
    return outcome;
  };
}

// "name" or "name:size". Two colons belong to a name: "ns::x".
bool ParseVariable(std::string_view text, std::string& name, int& size) {
  const std::size_t colon = text.rfind(':');
  const bool sized =
      colon != std::string_view::npos && (colon == 0 || text[colon - 1] != ':');
  name = std::string(text.substr(0, sized ? colon : text.size()));
  if (name.empty()) return false;
  return !sized || absl::SimpleAtoi(text.substr(colon + 1), &size);
}

// "2:rax", the second thread's: a variable's name starts with no digit.
bool ParseRegister(std::string_view text, Observed& observed) {
  const std::size_t colon = text.find(':');
  std::size_t thread = 0;
  if (colon == std::string_view::npos ||
      !absl::SimpleAtoi(text.substr(0, colon), &thread) || thread == 0) {
    return false;
  }
  observed.thread = thread - 1;
  observed.reg = std::string(text.substr(colon + 1));
  return true;
}

bool ParseNumber(std::string_view text, std::uint64_t& value) {
  return text.starts_with("0x") ? absl::SimpleHexAtoi(text, &value)
                                : absl::SimpleAtoi(text, &value);
}

}  // namespace

absl::StatusOr<FunctionJob> MakeFunctionJob(
    const FunctionRequest& request, const InstructionSet& instruction_set) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(request.file));
  const Cells cells = PlaceCells(request.cells);
  ABSL_ASSIGN_OR_RETURN(const auto image, OpenImage(request.file, cells));
  std::vector<std::string> functions;
  functions.reserve(request.threads.size());
  for (const auto& thread : request.threads) {
    functions.push_back(thread.function);
  }
  ABSL_ASSIGN_OR_RETURN(auto built,
                        Build(binary, image, instruction_set, functions,
                              static_cast<int>(request.threads.size())));
  FunctionJob made;
  made.job.own_is_private = request.own_is_private;
  made.job.memory = SharedMemory(image, built.program);
  AddCells(cells, made.job);
  const Registers registers(instruction_set, built.program);
  for (std::size_t i = 0; i < request.threads.size(); ++i) {
    explore::Thread thread =
        MakeThread(image, instruction_set.calls, i, request.own_is_private, {});
    thread.entry = built.entries[i];
    thread.calls = request.threads[i].calls;
    ABSL_RETURN_IF_ERROR(
        SetRegisters(request.threads[i], image, registers, thread));
    made.job.threads.push_back(std::move(thread));
  }
  for (const InitialValue& init : request.init) {
    ABSL_RETURN_IF_ERROR(Initialise(image, init, made.job));
  }
  std::vector<Look> looks;
  for (const Observed& observed : request.observe) {
    ABSL_ASSIGN_OR_RETURN(const auto look,
                          LookAt(observed, image, registers, made));
    looks.push_back(look);
    made.names.push_back(NameOf(observed));
    made.sizes.push_back(look.size);
  }
  made.observe = ObserveAll(std::move(looks));
  made.job.program = std::move(built.program);
  explore::StackToRegisters(made.job);
  return made;
}

absl::StatusOr<std::vector<InitialValue>> ParseInit(std::string_view text) {
  std::vector<InitialValue> values;
  for (const std::string_view item :
       absl::StrSplit(text, ',', absl::SkipEmpty())) {
    const std::size_t equals = item.find('=');
    InitialValue init;
    if (equals == std::string_view::npos ||
        !ParseVariable(item.substr(0, equals), init.variable, init.size) ||
        !ParseNumber(item.substr(equals + 1), init.value)) {
      return absl::InvalidArgumentError(
          absl::StrCat("`", item, "`: not like `x=1`, `x=0x10` or `x:4=1`"));
    }
    values.push_back(std::move(init));
  }
  return values;
}

absl::StatusOr<Observed> ParseObserved(std::string_view text) {
  Observed observed;
  if (ParseRegister(text, observed) ||
      ParseVariable(text, observed.variable, observed.size)) {
    return observed;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("`", text, "`: not like `x`, `x:4` or `1:x0`"));
}

absl::StatusOr<std::vector<Observed>> ParseFinal(std::string_view text) {
  std::vector<Observed> all;
  for (const std::string_view item :
       absl::StrSplit(text, ',', absl::SkipEmpty())) {
    ABSL_ASSIGN_OR_RETURN(auto observed, ParseObserved(item));
    all.push_back(std::move(observed));
  }
  return all;
}

}  // namespace atomics_lab::program
