// What an exploration proves or refutes of a counter's claims.
#ifndef ATOMICS_LAB_TOOLS_COLLECT_JUDGE_H_
#define ATOMICS_LAB_TOOLS_COLLECT_JUDGE_H_

#include "counters/counter.h"
#include "tools/result/exploration.h"

namespace atomics_lab::collect {

// The final value if no update is lost: threads × increments, modulo
// 2^width_bits.
result::Value NothingLost(const Claims& claims,
                          const result::Exploration& found);

// Fills claim, verdict, reason and as_claimed from the outcomes.
//
// Lossless is proved if every execution ends and ends at NothingLost, refuted
// if some execution does not. `as_claimed` is false where a lossless counter is
// refuted, and where one that may lose updates cannot, on its architecture's
// `own_model` with two threads or more. Requires: outcomes of one value each.
void Judge(const Claims& claims, bool own_model, result::Exploration& found);

}  // namespace atomics_lab::collect

#endif  // ATOMICS_LAB_TOOLS_COLLECT_JUDGE_H_
