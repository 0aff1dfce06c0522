#include "tools/isa/unicorn_engine.h"

#include <unicorn/unicorn.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/log/check.h"
#include "absl/types/span.h"

namespace atomics_lab::isa {

UnicornEngine::UnicornEngine(uc_arch architecture, uc_mode mode,
                             std::optional<int> model) {
  CHECK_EQ(uc_open(architecture, mode, &engine_), UC_ERR_OK);
  if (model.has_value()) {
    CHECK_EQ(uc_ctl_set_cpu_model(engine_, *model), UC_ERR_OK);
  }
}

UnicornEngine::~UnicornEngine() { uc_close(engine_); }

void UnicornEngine::Map(std::uint64_t address, std::uint64_t size) {
  CHECK_EQ(uc_mem_map(engine_, address, size, UC_PROT_ALL), UC_ERR_OK);
}

void UnicornEngine::Write(std::uint64_t address,
                          absl::Span<const std::uint8_t> bytes) {
  CHECK_EQ(uc_mem_write(engine_, address, bytes.data(), bytes.size()),
           UC_ERR_OK);
}

std::vector<std::uint8_t> UnicornEngine::Read(std::uint64_t address,
                                              std::size_t size) const {
  std::vector<std::uint8_t> bytes(size);
  CHECK_EQ(uc_mem_read(engine_, address, bytes.data(), size), UC_ERR_OK);
  return bytes;
}

void UnicornEngine::SetRegister(int reg, const void* value) {
  CHECK_EQ(uc_reg_write(engine_, reg, value), UC_ERR_OK);
}

void UnicornEngine::GetRegister(int reg, void* value) const {
  CHECK_EQ(uc_reg_read(engine_, reg, value), UC_ERR_OK);
}

bool UnicornEngine::Step(std::uint64_t address) {
  return uc_emu_start(engine_, address, ~std::uint64_t{0}, 0, 1) == UC_ERR_OK;
}

}  // namespace atomics_lab::isa
