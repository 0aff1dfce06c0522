// A suite that looks like the contract suite, for testing the lab: on AArch64
// it fails for one specimen, and Clang's AArch64 build dies half-way.
#include <cstdlib>
#include <string>

#include "counters/probes.h"
#include "gtest/gtest.h"

namespace {

class Pretend : public testing::Test {
 public:
  explicit Pretend(std::string specimen) : specimen_(std::move(specimen)) {}

  void TestBody() override {
#if defined(__aarch64__)
    if (specimen_ != "fetch_add_relaxed_64") return;
#if defined(__clang__)
    std::abort();
#endif
    ADD_FAILURE() << "failed on purpose";
#endif
  }

 private:
  std::string specimen_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (const atomics_lab::Probe& probe : atomics_lab::Probes()) {
    const std::string specimen(probe.specimen.name);
    testing::RegisterTest(
        "Catalog/Contract", ("Pretends/" + specimen).c_str(), nullptr, nullptr,
        __FILE__, __LINE__,
        [=]() -> testing::Test* { return new Pretend(specimen); });
  }
  return RUN_ALL_TESTS();
}
