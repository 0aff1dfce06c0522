// Names every instruction of object files that has no micro-operations:
// `lowered --target=NAME FILE…`. Exit status: 0 there is none; 1 there are; 2
// bad input.
#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "tests/lowering/unlowered.h"
#include "tools/listing/binary.h"

ABSL_FLAG(std::string, target, "", "what the files were compiled for");

namespace atomics_lab::lowering {
namespace {

struct Count {
  std::size_t instructions = 0;
  std::size_t unlowered = 0;
};

absl::Status LowerFile(const std::string& path, Count& count) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(path));
  for (const listing::FunctionSymbol& symbol : binary.Functions()) {
    ABSL_ASSIGN_OR_RETURN(const auto function,
                          binary.Disassemble(symbol.mangled));
    count.instructions += function.instructions.size();
    const std::vector<std::string> lines = Unlowered(function);
    count.unlowered += lines.size();
    for (const std::string& line : lines) std::cout << line << "\n";
  }
  return absl::OkStatus();
}

int Main(const std::vector<std::string>& paths) {
  Count count;
  for (const std::string& path : paths) {
    const absl::Status status = LowerFile(path, count);
    if (status.ok()) continue;
    std::cerr << "lowered: " << status.message() << "\n";
    return 2;
  }
  if (count.instructions == 0) {
    std::cerr << "lowered: no instructions; name object files with functions\n";
    return 2;
  }
  std::cerr << absl::GetFlag(FLAGS_target) << ": " << count.instructions
            << " instructions, " << count.unlowered << " without lowering\n";
  return count.unlowered == 0 ? 0 : 1;
}

}  // namespace
}  // namespace atomics_lab::lowering

int main(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  return atomics_lab::lowering::Main({arguments.begin() + 1, arguments.end()});
}
