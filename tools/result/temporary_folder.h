// A folder for what is made on the way.
#ifndef ATOMICS_LAB_TOOLS_RESULT_TEMPORARY_FOLDER_H_
#define ATOMICS_LAB_TOOLS_RESULT_TEMPORARY_FOLDER_H_

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::result {

// A new folder, removed together with this object unless it is kept.
class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_((std::filesystem::temp_directory_path() / "atomics-lab.XXXXXX")
                  .string()),
        made_(mkdtemp(path_.data()) != nullptr) {}
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    if (!made_ || kept_) return;
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  // Internal if none could be made; one line.
  absl::Status status() const {
    if (made_) return absl::OkStatus();
    return absl::InternalError(
        absl::StrCat(path_, ": no such folder can be made"));
  }
  const std::string& path() const { return path_; }

  // Leaves it, for somebody to look into.
  void Keep() { kept_ = true; }

 private:
  std::string path_;
  bool made_;
  bool kept_ = false;
};

}  // namespace atomics_lab::result

#endif  // ATOMICS_LAB_TOOLS_RESULT_TEMPORARY_FOLDER_H_
