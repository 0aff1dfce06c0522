#include "tools/atlas/document.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tools/atlas/atlas.h"

namespace atomics_lab::atlas {
namespace {

Atlas OneLevel(const std::string& opcode) {
  Atlas atlas;
  for (const std::string compiler : {"gcc", "clang"}) {
    atlas.targets.push_back({.name = "aarch64-" + compiler,
                             .architecture = "aarch64",
                             .level = "aarch64",
                             .isa = "armv8-a",
                             .compiler = compiler,
                             .version = compiler + " 1.0"});
    atlas.cells.push_back({.question = {.operation = "load",
                                        .order = "acquire",
                                        .width = 8,
                                        .result = "used"},
                           .target = "aarch64-" + compiler,
                           .family = "ldar",
                           .opcodes = {opcode, "ret"}});
  }
  return atlas;
}

TEST(DocumentTest, HasTablesVersionsAndGlossary) {
  const absl::StatusOr<std::string> page = RenderDocument(OneLevel("ldarb"));
  ASSERT_TRUE(page.ok()) << page.status();
  for (const char* part :
       {"- gcc for aarch64: gcc 1.0\n", "- clang for aarch64: clang 1.0\n",
        "| aarch64 | 8 | acquire | used | `ldar` | same |\n",
        "| `ldar` | load-acquire"}) {
    EXPECT_NE(page->find(part), std::string::npos) << part;
  }
}

TEST(DocumentTest, MnemonicWithoutGlossaryLineIsRefused) {
  const absl::Status status = RenderDocument(OneLevel("fly")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_NE(status.message().find("`fly`, which aarch64-gcc has in load"),
            std::string::npos)
      << status;
}

}  // namespace
}  // namespace atomics_lab::atlas
