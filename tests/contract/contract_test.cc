// One contract, all specimens: runs every check that applies to a specimen's
// claims as a test of its own, named
// Catalog/Contract.ConcurrentAddsLoseNothing/fetch_add_relaxed_64.
#include <string>

#include "counters/probes.h"
#include "gtest/gtest.h"
#include "tests/contract/checks.h"

namespace atomics_lab::contract {
namespace {

class Contract : public testing::Test {
 public:
  Contract(const Check& check, const Probe& probe)
      : check_(check), probe_(probe) {}

  void TestBody() override {
    const testing::AssertionResult result = check_.run(probe_);
    if (!result) {
      ADD_FAILURE() << probe_.specimen.name << ": " << result.message();
    }
  }

 private:
  const Check& check_;
  const Probe& probe_;
};

void Register(const Check& check, const Probe& probe) {
  const std::string specimen(probe.specimen.name);
  const std::string name = std::string(check.name) + "/" + specimen;
  testing::RegisterTest(
      "Catalog/Contract", name.c_str(), nullptr, specimen.c_str(), __FILE__,
      __LINE__, [&]() -> testing::Test* { return new Contract(check, probe); });
}

void RegisterAll() {
  for (const Check& check : Checks()) {
    for (const Probe& probe : Probes()) {
      if (Applies(check, probe)) Register(check, probe);
    }
  }
}

}  // namespace
}  // namespace atomics_lab::contract

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  atomics_lab::contract::RegisterAll();
  return RUN_ALL_TESTS();
}
