// The committed fixtures as functions, for tests.
#ifndef ATOMICS_LAB_TOOLS_LISTING_FIXTURES_H_
#define ATOMICS_LAB_TOOLS_LISTING_FIXTURES_H_

#include <string>
#include <string_view>
#include <vector>

#include "tools/listing/binary.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

// A fixture of elf/fixtures.h, opened. Requires: it exists and is sound.
Binary OpenFixture(std::string_view name);

// One of its functions, named in any way that Binary::Disassemble takes.
// Requires: there is one of that name.
Function FixtureFunction(std::string_view fixture, std::string_view function);

// An instruction's mnemonic and what it refers to, in one line for
// comparisons: "jne fixture::CasLoop(unsigned long*)+3".
std::string Summary(const Instruction& instruction);

// The summaries of all instructions of a function that refer to something.
std::vector<std::string> ReferencesOf(const Function& function);

// The mnemonics of a function, in order.
std::vector<std::string> Mnemonics(const Function& function);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_FIXTURES_H_
