// The emulator of whole processors that lowering is held against, one
// instruction at a time.
#ifndef ATOMICS_LAB_TOOLS_ISA_UNICORN_ENGINE_H_
#define ATOMICS_LAB_TOOLS_ISA_UNICORN_ENGINE_H_

#include <unicorn/unicorn.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"

namespace atomics_lab::isa {

// A processor with mapped memory. Any failure of the emulator other than that
// of an instruction ends the program: it means that a test is wrong.
class UnicornEngine {
 public:
  // `model` is one of the emulator's numbers (UC_CPU_ARM64_MAX).
  UnicornEngine(uc_arch architecture, uc_mode mode,
                std::optional<int> model = std::nullopt);
  UnicornEngine(const UnicornEngine&) = delete;
  UnicornEngine& operator=(const UnicornEngine&) = delete;
  ~UnicornEngine();

  // Maps memory. Requires: multiples of 4096.
  void Map(std::uint64_t address, std::uint64_t size);
  void Write(std::uint64_t address, absl::Span<const std::uint8_t> bytes);
  std::vector<std::uint8_t> Read(std::uint64_t address, std::size_t size) const;

  // `reg` is one of the emulator's numbers (UC_X86_REG_RAX), and `value` as
  // many bytes as that register has.
  void SetRegister(int reg, const void* value);
  void GetRegister(int reg, void* value) const;

  // Executes one instruction. False if it faults.
  bool Step(std::uint64_t address);

  // For what the functions above do not offer.
  uc_engine* raw() { return engine_; }

 private:
  uc_engine* engine_ = nullptr;
};

}  // namespace atomics_lab::isa

#endif  // ATOMICS_LAB_TOOLS_ISA_UNICORN_ENGINE_H_
