#include "tools/atlas/notes.h"

#include <string_view>

namespace atomics_lab::atlas {

std::string_view Introduction() {
  return R"(# The atlas of mappings

What GCC and Clang make of every operation of `std::atomic`, at `-O2`. This page is made from the compilers' own object files; `./bazelw run //docs:update_atlas` writes it anew, and a test fails while it says something else than the compilers do. `./bazelw run //:lab -- atlas` prints the same tables, `--format=json` every cell with all its instructions, and `--diff=gcc,clang` or `--diff=aarch64,aarch64_lse` only what differs.

## How to read it

A row holds for every level, width, order and use of the result that it lists. The order is that of the overload that takes one. "any" order: all that the operation may have. "used": the function returns the result (for a compare-exchange, the bool); "unused": it drops it; "either": that changes nothing; "-": there is none. **≠** marks what the two compilers do differently.

- The instructions are those that other threads can notice and those that compute; moves, widening, turning flags into a bool, branches, returns and the function's own stack are left out. The JSON has them all.
- `ldaxr…stlxr loop` is a retry loop by its two ends; what it computes in between is left out. Without "loop", it is tried once.
- On AArch64, 8 and 16 bits have mnemonics of their own, with `b` and `h` behind (`ldaddalb`, `ldaxrh`); tables leave these letters out. The `N` in `__aarch64_ldaddN_acq` is the width in bytes.
- `call` is also a jump to a function that returns for the caller.
- "none" is a function that only returns. It still keeps the *compiler* from moving accesses across it.

)";
}

std::string_view Notes() {
  return R"(## Notes

- **128 bits** are a structure of two words. It has no `fetch_…`: the C++ type has none. GCC always calls libatomic (`__atomic_load_16`), which chooses at run time. On AArch64 Clang does loads, stores and exchanges inline, so that even a load writes: it stores back what it read (`ldxp…stxp`, `casp`), since only then were both halves of one moment. Its compare-exchange calls the general `__atomic_compare_exchange`, which is told the size.
- **On x86-64 the order changes only seq_cst stores and fences.** Loads and stores have acquire and release for nothing; a locked instruction is a full barrier whatever was asked. What is left is a store that a later load may pass, hence `xchg` for a seq_cst store.
- **seq_cst fences on x86-64** are a `lock or` that changes nothing on the own stack, with both compilers; older releases of Clang wrote `mfence`.
- **`fetch_and`, `fetch_or` and `fetch_xor` whose result is used** are a `lock cmpxchg` loop on x86-64: only `xadd` gives the old value.
- **Release fences on AArch64**: GCC writes `dmb ishld; dmb ishst`, Clang `dmb ish`. A release fence need not keep an earlier store before a later load. The two weaker barriers order everything else, and older releases of GCC wrote the full one too.
- **Acquire loads from Armv8.3 on** are `ldapr` with both compilers; older releases of GCC kept `ldar`. seq_cst loads stay `ldar`, since an `ldapr` may pass an earlier `stlr`.
- **acq_rel and seq_cst read-modify-writes are the same code on AArch64**: an acquire that stays after every earlier release, and a release, are all that seq_cst needs of one access. Unlike a locked instruction of x86-64 it is no full barrier: an earlier plain store may still become visible after a later plain load.
- **fetch_sub and fetch_and from Armv8.1 on** have no instruction of their own: they negate for `ldadd` and invert for `ldclr`.
- **Outlined atomics** (`call __aarch64_…`) are the default of both compilers for Linux. The helper looks once per call whether the machine has Armv8.1's instructions. There is no helper for seq_cst: it takes acq_rel's.
- **`clrex`** after a failed comparison is Clang's: it gives up watching the place. GCC leaves it watched, which the next load-linked ends as well.
- **Weak and strong compare-exchange** differ only where there are load-linked and store-conditional: the weak one does not retry, so its result needs a second `cmp` for the store's own success.
- **consume** is not listed: both compilers treat it as acquire.

)";
}

}  // namespace atomics_lab::atlas
