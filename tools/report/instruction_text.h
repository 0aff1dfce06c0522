// One instruction in words: one spelling for all printers.
//
// All texts may hold bytes of names as they came; printers escape them.
#ifndef ATOMICS_LAB_TOOLS_REPORT_INSTRUCTION_TEXT_H_
#define ATOMICS_LAB_TOOLS_REPORT_INSTRUCTION_TEXT_H_

#include <string>

#include "tools/result/result.h"

namespace atomics_lab::report {

// Hexadecimal, as disassemblers print it: "11b4".
std::string AddressText(const result::Instruction& instruction);

// The operands and, after "→", the symbol they name: "0x1230 →
// absl::Mutex::lock()". A branch within the function has its address only.
std::string OperandText(const result::Instruction& instruction);

// "atomic read-modify-write, acquire, release"; "load (own stack)" for what no
// other thread can see.
std::string RoleText(const result::Instruction& instruction);

// "specimens/fetch_add.h:41": file and folder, since the whole path would fill
// the table. For inlined code the line of the innermost call comes first:
// "specimens/fetch_add.h:41 ⟵ bits/atomic_base.h:648". Empty without debug
// information.
std::string SourceText(const result::Instruction& instruction);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_INSTRUCTION_TEXT_H_
