#include "tests/contract/suite.h"

#include <optional>
#include <span>
#include <string>

#include "counters/probes.h"
#include "gtest/gtest.h"
#include "tests/contract/checks.h"
#include "tests/contract/crowd.h"

namespace atomics_lab::contract {
namespace {

class Contract : public testing::Test {
 public:
  static constexpr const char* kSuite = "Catalog/Contract";

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

// Checks of a crowd, all with the same one.
class ContractOfCrowd : public Contract {
 public:
  static constexpr const char* kSuite = "Catalog/ContractOfCrowd";

  using Contract::Contract;

  static void SetUpTestSuite() { ShareCrowd(&crowd_.emplace()); }
  static void TearDownTestSuite() {
    ShareCrowd(nullptr);
    crowd_.reset();
  }

 private:
  static std::optional<Crowd> crowd_;
};

std::optional<Crowd> ContractOfCrowd::crowd_;

template <typename Suite>
void Register(const Check& check, const Probe& probe) {
  const std::string specimen(probe.specimen.name);
  const std::string name = std::string(check.name) + "/" + specimen;
  testing::RegisterTest(Suite::kSuite, name.c_str(), nullptr, specimen.c_str(),
                        __FILE__, __LINE__,
                        [&]() -> Suite* { return new Suite(check, probe); });
}

void RegisterAll(std::span<const Probe> probes) {
  for (const Check& check : Checks()) {
    for (const Probe& probe : probes) {
      if (!Applies(check, probe)) continue;
      check.of_a_crowd ? Register<ContractOfCrowd>(check, probe)
                       : Register<Contract>(check, probe);
    }
  }
}

}  // namespace

int RunContract(int argc, char** argv, std::span<const Probe> probes) {
  testing::InitGoogleTest(&argc, argv);
  RegisterAll(probes);
  return RUN_ALL_TESTS();
}

}  // namespace atomics_lab::contract
