#include "tools/elf/fixtures.h"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/log/check.h"
#include "absl/strings/str_cat.h"

namespace atomics_lab::elf {

std::string FixturePath(std::string_view name) {
  const char* root = std::getenv("TEST_SRCDIR");
  const char* workspace = std::getenv("TEST_WORKSPACE");
  CHECK(root != nullptr && workspace != nullptr) << "run this through Bazel";
  return absl::StrCat(root, "/", workspace, "/tools/elf/testdata/", name);
}

std::vector<std::uint8_t> FixtureBytes(std::string_view name) {
  std::ifstream file(FixturePath(name), std::ios::binary);
  CHECK(file.good()) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace atomics_lab::elf
