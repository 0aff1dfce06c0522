// The committed fixtures, for tests: see testdata/README.md.
#ifndef ATOMICS_LAB_TOOLS_ELF_FIXTURES_H_
#define ATOMICS_LAB_TOOLS_ELF_FIXTURES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atomics_lab::elf {

// The path of a fixture such as "x86_64-gcc.o".
std::string FixturePath(std::string_view name);

// Its bytes. Requires: it exists.
std::vector<std::uint8_t> FixtureBytes(std::string_view name);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_FIXTURES_H_
