#include "tools/shapes/mix.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tools/collect/exploration.h"
#include "tools/elf/architecture.h"
#include "tools/explore/search.h"
#include "tools/listing/binary.h"
#include "tools/result/exploration.h"
#include "tools/result/file.h"
#include "tools/result/litmus_matrix.h"
#include "tools/result/temporary_folder.h"
#include "tools/shapes/expected.h"
#include "tools/shapes/explore_shape.h"
#include "tools/shapes/matrix.h"
#include "tools/toolbox/compilers.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::shapes {
namespace {

// What the second object's functions are called in the common program.
constexpr std::string_view kSecond = "second_object.";

// A static function of Threads<>, as the Itanium C++ ABI mangles it.
std::string MangledName(const Row& row, std::size_t thread) {
  return absl::StrCat("_ZN11atomics_lab6shapes7ThreadsINS0_", row.order.size(),
                      row.order, "EE", row.shape.size(), row.shape, "2P",
                      thread, "Ev");
}

absl::Status RunWell(const std::vector<std::string>& command,
                     const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const auto done, toolbox::Run(command, folder));
  if (done.exit_code == 0) return absl::OkStatus();
  const std::vector<std::string> lines =
      absl::StrSplit(done.err, '\n', absl::SkipWhitespace());
  return absl::InvalidArgumentError(absl::StrCat(
      command.front(), ": ",
      lines.empty() ? absl::StrCat("exit code ", done.exit_code) : lines[0]));
}

// `object` once more, with other names for its functions.
absl::StatusOr<std::string> Renamed(const std::string& object,
                                    const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const auto binary, listing::Binary::Open(object));
  std::string names;
  for (const auto& function : binary.Functions()) {
    absl::StrAppend(&names, function.mangled, " ", kSecond, function.mangled,
                    "\n");
  }
  const std::string list = folder + "/names.txt";
  ABSL_RETURN_IF_ERROR(result::WriteFile(list, names));
  std::string renamed = folder + "/second.o";
  ABSL_RETURN_IF_ERROR(RunWell(
      {"llvm-objcopy", "--redefine-syms=" + list, "--weaken", object, renamed},
      folder));
  return renamed;
}

// What both objects share, and a program's beginning that nobody runs.
std::string SharedVariables() {
  std::string assembly = ".text\n.globl main\nmain: nop\n";
  for (const std::string_view name : kVariables) {
    absl::StrAppend(&assembly, ".comm ", name, ", 4, 4\n");
  }
  return assembly;
}

// The path of a program with both objects' code.
absl::StatusOr<std::string> Link(const TargetCode& a, const TargetCode& b,
                                 listing::Architecture architecture,
                                 const std::string& folder) {
  ABSL_ASSIGN_OR_RETURN(const std::string second, Renamed(b.object, folder));
  ABSL_ASSIGN_OR_RETURN(
      auto command, toolbox::CompilerFor(elf::ArchitectureName(architecture)));
  const std::string shared = folder + "/shared.s";
  ABSL_RETURN_IF_ERROR(result::WriteFile(shared, SharedVariables()));
  std::string program = folder + "/mixed";
  command.insert(command.end(), {"-Wl,--no-gc-sections", "-o", program,
                                 a.object, second, shared});
  ABSL_RETURN_IF_ERROR(RunWell(command, folder));
  return program;
}

// Whose code each thread runs, by thread: all choices with both letters.
std::vector<std::string> Choices(int threads) {
  std::vector<std::string> choices;
  const unsigned all = (1U << static_cast<unsigned>(threads)) - 1;
  for (unsigned bits = 1; bits < all; ++bits) {
    std::string letters;
    for (int i = 0; i < threads; ++i) {
      letters += ((bits >> static_cast<unsigned>(i)) & 1U) != 0 ? 'b' : 'a';
    }
    choices.push_back(std::move(letters));
  }
  return choices;
}

struct Case {
  Row row;
  std::string threads;
};

std::vector<Case> CasesOf(const std::vector<Row>& rows) {
  std::vector<Case> cases;
  for (const Row& row : rows) {
    if (row.cpp != Cpp::kForbids) continue;
    for (std::string& threads : Choices(ShapeNamed(row.shape).threads)) {
      cases.push_back({row, std::move(threads)});
    }
  }
  return cases;
}

// The exploration of a case that is broken, with that one end.
absl::StatusOr<result::Exploration> Story(
    const std::string& label, const std::string& program, const Shape& shape,
    const std::vector<std::string>& functions, explore::Model model) {
  ABSL_ASSIGN_OR_RETURN(
      auto told, DescribeThreads(label, program, shape, functions, model));
  std::erase_if(told.outcomes, [&](const result::ExploredOutcome& outcome) {
    for (std::size_t i = 0; i < outcome.values.size(); ++i) {
      if (outcome.values[i].low != shape.asked.at(i)) return true;
    }
    return false;
  });
  return told;
}

result::LitmusMixCase Explore(const std::string& program,
                              const std::string& pair, const Case& one,
                              explore::Model model) {
  const Shape& shape = ShapeNamed(one.row.shape);
  std::vector<std::string> functions;
  functions.reserve(one.threads.size());
  for (std::size_t i = 0; i < one.threads.size(); ++i) {
    functions.push_back(absl::StrCat(one.threads[i] == 'b' ? kSecond : "",
                                     MangledName(one.row, i)));
  }
  result::LitmusMixCase told = {.test = std::string(one.row.shape),
                                .order = std::string(one.row.order),
                                .threads = one.threads};
  const auto found = ExploreThreads(program, shape, functions, model);
  if (!found.ok()) {
    told.not_explored = found.status().message();
    return told;
  }
  told.reached = FindAsked(*found, shape) != nullptr;
  if (!told.reached) return told;
  const std::string label = absl::StrCat(pair, ", ", told.test, " ", told.order,
                                         ", threads ", told.threads);
  auto story = Story(label, program, shape, functions, model);
  if (story.ok()) told.exploration = *std::move(story);
  return told;
}

struct Pair {
  const TargetCode* a = nullptr;
  const TargetCode* b = nullptr;
  listing::Architecture architecture = {};
};

absl::StatusOr<std::vector<Pair>> PairsOf(
    const std::vector<TargetCode>& targets) {
  std::vector<listing::Architecture> architectures;
  for (const TargetCode& code : targets) {
    ABSL_ASSIGN_OR_RETURN(const auto binary,
                          listing::Binary::Open(code.object));
    architectures.push_back(binary.architecture());
  }
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (std::size_t j = i + 1; j < targets.size(); ++j) {
      if (architectures[i] != architectures[j]) continue;
      pairs.push_back({&targets[i], &targets[j], architectures[i]});
    }
  }
  return pairs;
}

}  // namespace

absl::StatusOr<std::vector<result::LitmusMix>> MixTargets(
    const std::vector<TargetCode>& targets, const std::vector<Row>& rows,
    const Progress& progress) {
  ABSL_ASSIGN_OR_RETURN(const std::vector<Pair> pairs, PairsOf(targets));
  const std::vector<Case> cases = CasesOf(rows);
  std::vector<result::LitmusMix> mixes;
  std::size_t done = 0;
  for (const auto& [a, b, architecture] : pairs) {
    const result::TemporaryFolder folder;
    ABSL_RETURN_IF_ERROR(folder.status());
    result::LitmusMix mix = {.a = a->target, .b = b->target};
    const auto program = Link(*a, *b, architecture, folder.path());
    if (!program.ok()) mix.not_linked = program.status().message();
    for (const Case& one : cases) {
      if (!progress(++done, pairs.size() * cases.size())) return mixes;
      if (!program.ok()) continue;
      mix.cases.push_back(Explore(*program, absl::StrCat(mix.a, " + ", mix.b),
                                  one, collect::OwnModel(architecture)));
    }
    mixes.push_back(std::move(mix));
  }
  return mixes;
}

}  // namespace atomics_lab::shapes
