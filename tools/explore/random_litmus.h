// Random small Armv8 programs without loops, for two machines to differ in.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_RANDOM_LITMUS_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_RANDOM_LITMUS_H_

#include "tools/explore/armv8_litmus.h"

namespace atomics_lab::explore::litmus {

// Two to four threads, over two words and sometimes a third; all registers that
// they load into are observed, and all words. Every fourth program has the
// shape where it matters most which accesses may overtake an unresolved branch:
// behind it, a store whose address came from an earlier load is forwarded to a
// load, whose value is the address of a further one.
// Guarantees: the same for a seed each time.
Litmus RandomLitmus(unsigned seed);

}  // namespace atomics_lab::explore::litmus

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_RANDOM_LITMUS_H_
