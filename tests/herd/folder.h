// A folder for what is made on the way.
#ifndef ATOMICS_LAB_TESTS_HERD_FOLDER_H_
#define ATOMICS_LAB_TESTS_HERD_FOLDER_H_

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "absl/log/check.h"

namespace atomics_lab::herd {

// A folder of its own, gone with it unless it is kept. Ends the program if
// none can be made.
class Folder {
 public:
  Folder()
      : path_(
            (std::filesystem::temp_directory_path() / "herd.XXXXXX").string()) {
    CHECK(mkdtemp(path_.data()) != nullptr) << path_;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    if (kept_) return;
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }

  // Leaves it, for somebody to look into.
  void Keep() { kept_ = true; }

 private:
  std::string path_;
  bool kept_ = false;
};

}  // namespace atomics_lab::herd

#endif  // ATOMICS_LAB_TESTS_HERD_FOLDER_H_
