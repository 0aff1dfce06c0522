// Runs the commands of a page and holds what they print against the page, and
// what it quotes against the files.
//   lessons --program=//:lab=PATH… [--file=PATH…] [--built=PATH…] [--fresh]
//   PAGE
// --fresh prints the page with what its commands print now, and no report.
// Exit status: 0 all is as the page says, 1 something is not, 2 bad usage or a
// page that cannot be checked.
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/lessons/check.h"
#include "tools/lessons/page.h"
#include "tools/result/file.h"
#include "tools/result/temporary_folder.h"
#include "tools/text/printable.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::lessons {
namespace {

constexpr int kDiffers = 1;
constexpr int kBadInput = 2;

struct Flags {
  std::vector<std::string> programs;
  std::vector<std::string> files;
  std::vector<std::string> built;
  bool fresh = false;
  std::string page;
};

int Refuse(std::string_view message) {
  std::cerr << "lessons: " << text::Printable(message) << '\n';
  return kBadInput;
}

// Of "//:lab=PATH". Commands run in a folder of their own, so paths are made
// whole.
absl::StatusOr<Programs> ReadPrograms(const std::vector<std::string>& flags) {
  Programs programs;
  for (const std::string& flag : flags) {
    const std::size_t equals = flag.find('=');
    if (equals == std::string::npos || equals == 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("--program=", flag, ": --program=//:lab=PATH"));
    }
    programs[flag.substr(0, equals)] =
        std::filesystem::absolute(flag.substr(equals + 1)).string();
  }
  return programs;
}

// Copies files to where they are in the project, seen from `folder` as if that
// were the project's. `flag` has named them.
absl::Status PutFiles(std::string_view flag,
                      const std::vector<std::string>& files,
                      const std::filesystem::path& folder) {
  for (const std::string& file : files) {
    const std::filesystem::path path(file);
    if (path.is_absolute() || *path.lexically_normal().begin() == "..") {
      return absl::InvalidArgumentError(
          absl::StrCat(flag, "=", file, ": a path within the project"));
    }
    std::error_code error;
    std::filesystem::create_directories((folder / path).parent_path(), error);
    // A program stays one. What could not be made is missed here.
    std::filesystem::copy_file(
        path, folder / path, std::filesystem::copy_options::overwrite_existing,
        error);
    if (error) {
      return absl::UnavailableError(absl::StrCat(file, ": ", error.message()));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Checked> CheckFile(const Flags& flags) {
  ABSL_ASSIGN_OR_RETURN(const Programs programs, ReadPrograms(flags.programs));
  ABSL_ASSIGN_OR_RETURN(const std::string contents,
                        result::ReadFile(flags.page));
  ABSL_ASSIGN_OR_RETURN(const Page page, ReadPage(flags.page, contents));
  const result::TemporaryFolder folder;
  ABSL_RETURN_IF_ERROR(folder.status());
  const std::filesystem::path project = folder.path();
  ABSL_RETURN_IF_ERROR(PutFiles("--file", flags.files, project));
  ABSL_RETURN_IF_ERROR(PutFiles("--built", flags.built, project / "bazel-bin"));
  const std::filesystem::path home =
      std::filesystem::path(flags.page).parent_path();
  return Check(
      page, programs,
      [&folder](const std::vector<std::string>& words) {
        return toolbox::Run(words, folder.path());
      },
      [&home](const std::string& file) {
        return result::ReadFile((home / file).string());
      });
}

int Run(const Flags& flags) {
  // Programs take paths as they are typed where `bazel run` was; a page's are
  // those of the folder that its commands run in.
  unsetenv("BUILD_WORKING_DIRECTORY");
  unsetenv("BUILD_WORKSPACE_DIRECTORY");
  const absl::StatusOr<Checked> checked = CheckFile(flags);
  if (!checked.ok()) return Refuse(checked.status().message());
  std::cout << (flags.fresh ? checked->fresh : checked->report) << std::flush;
  return checked->differing == 0 || flags.fresh ? EXIT_SUCCESS : kDiffers;
}

}  // namespace
}  // namespace atomics_lab::lessons

int main(int argc, char** argv) {
  atomics_lab::lessons::Flags flags;
  CLI::App app("Holds what a page's commands print against the page.",
               "lessons");
  app.add_option("--program", flags.programs,
                 "what ./bazelw run is given, and the program it stands for: "
                 "//:lab=PATH; again for each")
      ->allow_extra_args(false);
  app.add_option("--file", flags.files,
                 "a file of the project that commands name; again for each")
      ->allow_extra_args(false);
  app.add_option("--built", flags.built,
                 "the same of what is built, and named under bazel-bin/")
      ->allow_extra_args(false);
  app.add_flag("--fresh", flags.fresh,
               "print the page with what its commands print now");
  app.add_option("PAGE", flags.page, "a file of Markdown")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::cout << app.help() << std::flush;
    return EXIT_SUCCESS;
  } catch (const CLI::ParseError& error) {
    return atomics_lab::lessons::Refuse(std::string(error.what()) +
                                        "; see --help");
  }
  return atomics_lab::lessons::Run(flags);
}
