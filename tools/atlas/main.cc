// The atlas's build steps; run by the rule in atlas.bzl.
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "tools/atlas/atlas.h"
#include "tools/atlas/collect.h"
#include "tools/atlas/document.h"
#include "tools/atlas/json.h"
#include "tools/result/file.h"
#include "tools/text/printable.h"

ABSL_FLAG(std::string, target, "", "As toolchains/targets.bzl names it.");
ABSL_FLAG(std::string, architecture, "", "The target's architecture.");
ABSL_FLAG(std::string, level, "", "The name of the target's level.");
ABSL_FLAG(std::string, isa, "", "The level in the vendor's words.");
ABSL_FLAG(std::string, compiler, "", "The target's compiler.");
ABSL_FLAG(std::string, output, "", "The file to write.");

namespace atomics_lab::atlas {
namespace {

absl::Status Write(const std::string& contents) {
  return result::WriteFile(absl::GetFlag(FLAGS_output), contents);
}

absl::StatusOr<Atlas> Read(const std::string& path) {
  ABSL_ASSIGN_OR_RETURN(std::string text, result::ReadFile(path));
  return FromJson(text, path);
}

// collect OBJECT: one target's part.
absl::Status CollectToFile(const std::string& object) {
  absl::StatusOr<Atlas> atlas =
      Collect({.name = absl::GetFlag(FLAGS_target),
               .architecture = absl::GetFlag(FLAGS_architecture),
               .level = absl::GetFlag(FLAGS_level),
               .isa = absl::GetFlag(FLAGS_isa),
               .compiler = absl::GetFlag(FLAGS_compiler)},
              object);
  return atlas.ok() ? Write(ToJson(*atlas)) : atlas.status();
}

// merge PART…: the whole.
absl::Status MergeToFile(const std::vector<std::string>& paths) {
  std::vector<Atlas> partials;
  for (const std::string& path : paths) {
    ABSL_ASSIGN_OR_RETURN(Atlas part, Read(path));
    partials.push_back(std::move(part));
  }
  return Write(ToJson(Merge(partials)));
}

// document ATLAS: the page for people.
absl::Status DocumentToFile(const std::string& path) {
  ABSL_ASSIGN_OR_RETURN(Atlas atlas, Read(path));
  absl::StatusOr<std::string> document = RenderDocument(atlas);
  return document.ok() ? Write(*document) : document.status();
}

absl::Status Run(const std::vector<std::string>& words) {
  if (words.size() == 2 && words[0] == "collect") {
    return CollectToFile(words[1]);
  }
  if (words.size() > 1 && words[0] == "merge") {
    return MergeToFile({words.begin() + 1, words.end()});
  }
  if (words.size() == 2 && words[0] == "document") {
    return DocumentToFile(words[1]);
  }
  return absl::InvalidArgumentError(
      "it takes `collect OBJECT`, `merge PART…` or `document ATLAS`");
}

}  // namespace
}  // namespace atomics_lab::atlas

int main(int argc, char** argv) {
  const std::vector<char*> words = absl::ParseCommandLine(argc, argv);
  const absl::Status status =
      atomics_lab::atlas::Run({words.begin() + 1, words.end()});
  if (status.ok()) return 0;
  std::cerr << "atlas: " << atomics_lab::text::Printable(status.message())
            << '\n';
  return 2;
}
