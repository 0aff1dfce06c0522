// Objects that are not the atlas's are refused; tests/lab/atlas_test.sh shows
// from end to end that its own are read.
#include "tools/atlas/collect.h"

#include <string>

#include "absl/status/status.h"
#include "gtest/gtest.h"

namespace atomics_lab::atlas {
namespace {

TEST(CollectTest, ObjectWithoutCellsIsRefused) {
  const absl::Status status =
      Collect({.name = "x86_64-gcc"}, "tools/elf/testdata/x86_64-gcc.o")
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_NE(status.message().find("holds no cell"), std::string::npos);
}

TEST(CollectTest, AbsentObjectIsNamed) {
  const absl::Status status = Collect({}, "absent.o").status();
  EXPECT_NE(status.message().find("absent.o"), std::string::npos);
}

}  // namespace
}  // namespace atomics_lab::atlas
