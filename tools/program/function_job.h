// Anybody's object file as something to explore: threads that call its
// functions, over its variables and over cells made up for them.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_FUNCTION_JOB_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_FUNCTION_JOB_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/explore/program.h"
#include "tools/explore/search.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::program {

// What a register holds at the start: a number, or where a variable lies.
struct InitialRegister {
  std::string reg;  // the canonical name: "rdi", "x0"
  std::uint64_t value = 0;
  std::string variable;  // if not empty, its address counts, not `value`
};

struct FunctionThread {
  std::string function;  // as listing::Binary::Disassemble takes it
  int calls = 1;
  std::vector<InitialRegister> registers;
};

// A variable and what it holds: one of the file's symbols or one of `cells`.
struct InitialValue {
  std::string variable;
  std::uint64_t value = 0;
  int size = 0;  // bytes, at most 8; 0: as the symbol has it
};

// What is asked at the end: a variable, or a register of a thread.
struct Observed {
  std::string variable;  // empty: a register
  // Bytes, at most 8. 0: as the variable's symbol has it, the whole register.
  int size = 0;
  std::size_t thread = 0;
  std::string reg;
  std::string name;  // in FunctionJob::names; empty: "x", "2:rax"
};

struct FunctionRequest {
  std::string file;
  std::vector<FunctionThread> threads;
  // Shared memory that is not the file's: 16 bytes each, aligned, all zero;
  // also what undefined symbols of that name refer to. Read as 8 bytes unless
  // another size is asked.
  std::vector<std::string> cells;
  std::vector<InitialValue> init;
  std::vector<Observed> observe;
  bool own_is_private = true;
};

struct FunctionJob {
  explore::Job job;
  explore::Observe observe;  // one number for each of FunctionRequest::observe
  std::vector<std::string> names;  // of those numbers: "x", "2:rax"
  std::vector<int> sizes;          // of those numbers, bytes
  bool observes_registers = false;
};

// Errors: as Build; NotFound for an unknown variable or register.
absl::StatusOr<FunctionJob> MakeFunctionJob(
    const FunctionRequest& request, const InstructionSet& instruction_set);

// "x=1,y=0x10", "x:4=1". Errors: InvalidArgument, one line.
absl::StatusOr<std::vector<InitialValue>> ParseInit(std::string_view text);
// "x,y", "x:4"; "2:rax", a register of the second thread. Errors: likewise.
absl::StatusOr<std::vector<Observed>> ParseFinal(std::string_view text);
// One of those. Errors: likewise.
absl::StatusOr<Observed> ParseObserved(std::string_view text);

}  // namespace atomics_lab::program

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_FUNCTION_JOB_H_
