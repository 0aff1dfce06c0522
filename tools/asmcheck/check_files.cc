#include "tools/asmcheck/check_files.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/asmcheck/inspect.h"
#include "tools/asmcheck/known_targets.h"
#include "tools/asmcheck/parse.h"
#include "tools/asmcheck/promise.h"
#include "tools/elf/by_architecture.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/result/file.h"

namespace atomics_lab::asmcheck {
namespace {

// What may have been meant by a subject that names no function.
absl::StatusOr<std::vector<std::string>> NearIn(
    const std::vector<std::string>& paths, std::string_view subject) {
  std::vector<std::string> near;
  for (const std::string& path : paths) {
    ABSL_ASSIGN_OR_RETURN(listing::Binary binary, listing::Binary::Open(path));
    std::ranges::move(NamesNear(subject, binary), std::back_inserter(near));
  }
  return near;
}

// What is to be held against the promises.
struct Code {
  listing::Architecture architecture = listing::Architecture::kX86_64;
  std::vector<listing::Function> functions;
};

absl::StatusOr<Code> ReadCode(const std::vector<std::string>& paths,
                              const std::vector<Promise>& promises) {
  Code code;
  for (const std::string& path : paths) {
    ABSL_ASSIGN_OR_RETURN(listing::Binary binary, listing::Binary::Open(path));
    if (path != paths.front() && binary.architecture() != code.architecture) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, " is of another architecture than ", paths.front(),
                       "; check them one by one"));
    }
    code.architecture = binary.architecture();
    ABSL_ASSIGN_OR_RETURN(std::vector<listing::Function> functions,
                          FunctionsNamed(promises, binary));
    std::move(functions.begin(), functions.end(),
              std::back_inserter(code.functions));
  }
  return code;
}

bool IsLevel(std::string_view name) {
  return std::ranges::find(KnownTargets(), name, &KnownTarget::level) !=
         KnownTargets().end();
}

// DW_AT_producer: "GNU C++20 16.2.0 …", "Debian clang version 21.1.8 …".
std::string_view CompilerOf(const Code& code) {
  for (const listing::Function& function : code.functions) {
    if (absl::StrContains(function.producer, "clang")) return "clang";
    if (absl::StartsWith(function.producer, "GNU")) return "gcc";
  }
  return "";
}

// The level that code of an architecture has if nobody says which.
absl::StatusOr<std::string> DefaultLevel(listing::Architecture architecture) {
  std::string level =
      elf::ByArchitecture<std::string>("x86_64", "")[architecture];
  if (!level.empty()) return level;
  return absl::InvalidArgumentError(
      "AArch64 code does not tell its level; say --target=aarch64, "
      "aarch64_lse or aarch64_outline");
}

// Before anything can be said of compilers.
absl::Status NothingNamed(const CheckRequest& request,
                          const std::vector<Promise>& promises) {
  const Promise& first = promises.front();
  ABSL_ASSIGN_OR_RETURN(const auto near,
                        NearIn(request.binaries, first.subject));
  return absl::NotFoundError(absl::StrCat(
      first.file, ":", first.line, ": ", absl::StrJoin(request.binaries, ", "),
      " has no function that ", first.subject,
      promises.size() == 1 ? " names" : ", or any other promise, names",
      near.empty() ? "" : "; near to it: ", absl::StrJoin(near, ", ")));
}

absl::StatusOr<KnownTarget> TargetOf(const CheckRequest& request,
                                     const std::vector<Promise>& promises,
                                     const Code& code) {
  std::string name = request.target;
  if (name.empty()) {
    ABSL_ASSIGN_OR_RETURN(std::string level, DefaultLevel(code.architecture));
    name = level;
  }
  if (!IsLevel(name)) return FindTarget(name);
  if (code.functions.empty()) return NothingNamed(request, promises);
  const std::string_view compiler = CompilerOf(code);
  if (!compiler.empty()) return FindTarget(absl::StrCat(name, "-", compiler));
  return absl::InvalidArgumentError(
      absl::StrCat("no debug information tells which compiler made ",
                   request.binaries.front(), "; say --target=", name,
                   "-gcc or --target=", name, "-clang"));
}

}  // namespace

absl::StatusOr<ParsedPromises> ReadPromises(
    const std::vector<std::string>& files) {
  ParsedPromises all;
  for (const std::string& file : files) {
    ABSL_ASSIGN_OR_RETURN(std::string text, result::ReadFile(file));
    ParsedPromises parsed = ParsePromises(text, file, LayoutOf(file));
    std::ranges::move(parsed.promises, std::back_inserter(all.promises));
    std::ranges::move(parsed.unreadable, std::back_inserter(all.unreadable));
  }
  if (!all.promises.empty() || !all.unreadable.empty()) return all;
  return absl::NotFoundError(absl::StrCat(
      files.empty()
          ? "there is no file of promises"
          : absl::StrCat(absl::StrJoin(files, ", "),
                         files.size() == 1 ? " holds" : " hold", " no promise"),
      "; one looks like this: // ASM Add x86_64: lock add"));
}

absl::StatusOr<Inspection> CheckFiles(const CheckRequest& request) {
  ABSL_ASSIGN_OR_RETURN(ParsedPromises parsed,
                        ReadPromises(request.promise_files));
  const std::vector<Promise>& promises = parsed.promises;
  if (promises.empty()) {
    return Inspection{.target = request.target,
                      .unreadable = std::move(parsed.unreadable)};
  }
  ABSL_ASSIGN_OR_RETURN(Code code, ReadCode(request.binaries, promises));
  ABSL_ASSIGN_OR_RETURN(KnownTarget target, TargetOf(request, promises, code));
  if (target.architecture != code.architecture) {
    return absl::InvalidArgumentError(
        absl::StrCat(request.binaries.front(), " is ",
                     listing::ArchitectureName(code.architecture), ", and ",
                     target.name, " is not"));
  }
  Inspection inspection = Inspect(promises, target.name, code.functions);
  inspection.unreadable = std::move(parsed.unreadable);
  for (Finding& finding : inspection.findings) {
    if (finding.kind != Finding::Kind::kUnchecked) continue;
    ABSL_ASSIGN_OR_RETURN(auto near,
                          NearIn(request.binaries, finding.promise.subject));
    finding.near = std::move(near);
  }
  return inspection;
}

}  // namespace atomics_lab::asmcheck
