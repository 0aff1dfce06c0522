#include "tools/isa/unicorn_engine.h"

#include <unicorn/unicorn.h>

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace atomics_lab::isa {
namespace {

constexpr std::uint64_t kCode = 0x10000;

TEST(UnicornEngineTest, ExecutesOneInstruction) {
  UnicornEngine engine(UC_ARCH_X86, UC_MODE_64);
  engine.Map(kCode, 0x1000);
  engine.Write(kCode, {0x48, 0xFF, 0xC0, 0x48, 0xFF, 0xC0});  // inc rax, twice
  const std::uint64_t before = 41;
  engine.SetRegister(UC_X86_REG_RAX, &before);
  EXPECT_TRUE(engine.Step(kCode));
  std::uint64_t after = 0;
  engine.GetRegister(UC_X86_REG_RAX, &after);
  EXPECT_EQ(after, 42U);
}

TEST(UnicornEngineTest, AFaultIsNoStep) {
  UnicornEngine engine(UC_ARCH_X86, UC_MODE_64);
  engine.Map(kCode, 0x1000);
  engine.Write(kCode, {0x0F, 0x0B});  // ud2
  EXPECT_FALSE(engine.Step(kCode));
}

}  // namespace
}  // namespace atomics_lab::isa
