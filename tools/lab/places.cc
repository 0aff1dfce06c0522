#include "tools/lab/places.h"

#include <cstdlib>
#include <filesystem>
#include <string>

namespace atomics_lab::lab {
namespace {

std::string From(const char* variable, const std::string& path) {
  const char* folder = std::getenv(variable);
  return folder == nullptr ? path
                           : (std::filesystem::path(folder) / path).string();
}

}  // namespace

std::string FromWorkingFolder(const std::string& path) {
  return From("BUILD_WORKING_DIRECTORY", path);
}

std::string FromWorkspace(const std::string& path) {
  return From("BUILD_WORKSPACE_DIRECTORY", path);
}

}  // namespace atomics_lab::lab
