#include "tools/isa/agreement.h"

#include <unicorn/unicorn.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <random>
#include <utility>

#include "absl/log/check.h"
#include "absl/types/span.h"
#include "tools/isa/execute.h"

namespace atomics_lab::isa {

std::uint64_t RandomOperand(std::mt19937_64& random) {
  constexpr std::uint64_t kTurns[] = {
      0,          1,          0x7f,       0x80,
      0xff,       0x7fff,     0x8000,     0xffff,
      0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff,
      1ULL << 63, ~0ULL,      ~1ULL,      0xffffffff80000000};
  const std::uint64_t value = random();
  return value % 4 == 0 ? kTurns[value >> 8 & 15] : random();
}

void RegisterBatch::Add(int id, void* value) {
  ids_.push_back(id);
  values_.push_back(value);
}

void RegisterBatch::Write(uc_engine* engine) {
  CHECK_EQ(uc_reg_write_batch(engine, ids_.data(), values_.data(), Count()),
           UC_ERR_OK);
}

void RegisterBatch::Read(uc_engine* engine) {
  CHECK_EQ(uc_reg_read_batch(engine, ids_.data(), values_.data(), Count()),
           UC_ERR_OK);
}

TwoMemories::TwoMemories(uc_engine* engine, std::uint64_t address,
                         std::size_t size, std::mt19937_64& random)
    : address_(address), theirs_(size) {
  for (std::uint8_t& byte : theirs_) byte = static_cast<std::uint8_t>(random());
  ours_ = theirs_;
  CHECK_EQ(uc_mem_map_ptr(engine, address, size, UC_PROT_ALL, theirs_.data()),
           UC_ERR_OK);
}

std::uint8_t* TwoMemories::Locate(std::uint64_t address, int size) {
  const std::uint64_t offset = address - address_;
  const auto bytes = static_cast<std::uint64_t>(size);
  const bool within = offset < ours_.size() && bytes <= ours_.size() - offset;
  return within ? &ours_[offset] : nullptr;
}

void TwoMemories::Set(std::uint64_t address,
                      absl::Span<const std::uint8_t> bytes) {
  CHECK(Locate(address, static_cast<int>(bytes.size())) != nullptr);
  std::ranges::copy(bytes, &ours_[address - address_]);
  std::ranges::copy(bytes, &theirs_[address - address_]);
}

void Connect(
    MachineState& state,
    std::function<std::uint8_t*(std::uint64_t address, int size)> locate) {
  state.read = [locate](std::uint64_t address, int size) {
    std::uint64_t value = 0;
    const std::uint8_t* const from = locate(address, size);
    if (from != nullptr) {
      std::memcpy(&value, from, static_cast<std::size_t>(size));
    }
    return value;
  };
  state.write = [locate = std::move(locate)](std::uint64_t address, int size,
                                             std::uint64_t value) {
    std::uint8_t* const to = locate(address, size);
    if (to != nullptr) std::memcpy(to, &value, static_cast<std::size_t>(size));
  };
}

}  // namespace atomics_lab::isa
