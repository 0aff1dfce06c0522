// How often a page was asked for.
#ifndef DOWNSTREAM_HITS_H_
#define DOWNSTREAM_HITS_H_

#include <atomic>

namespace downstream {

struct Hits {
  std::atomic<long> value{0};
};

// ASM RecordHit x86_64: lock add|lock inc; never cmpxchg, call; no loop
//     aarch64: ldxr…stxr loop; never call
//     aarch64_lse: only ldadd|stadd; at most 4 instructions
void RecordHit(Hits& hits);

// ASM TakeHits x86_64: only xchg
//     aarch64: ldaxr…stxr loop; never release
//     aarch64_lse: only swpa
long TakeHits(Hits& hits);

}  // namespace downstream

#endif  // DOWNSTREAM_HITS_H_
