// Inspections as text and as JSON.
#ifndef ATOMICS_LAB_TOOLS_ASMCHECK_RENDER_H_
#define ATOMICS_LAB_TOOLS_ASMCHECK_RENDER_H_

#include <string>
#include <vector>

#include "tools/asmcheck/inspect.h"

namespace atomics_lab::asmcheck {

// One paragraph for each finding: its place, the promise, where they part, and
// the whole function; a line for each promise that could not be read; then a
// line with the numbers.
std::string RenderText(const Inspection& inspection);

// [{target, checks, functions, unreadable: [line], findings: [
//   {kind: "broken" | "unchecked" | "uncovered", file, line, subject, promise,
//    function, explanation, instructions: [
//      {offset, text, role, mark: "" | "kept" | "broken"}]}]}]
// Fields that a kind of finding does not have are absent.
std::string RenderJson(const std::vector<Inspection>& inspections);

}  // namespace atomics_lab::asmcheck

#endif  // ATOMICS_LAB_TOOLS_ASMCHECK_RENDER_H_
