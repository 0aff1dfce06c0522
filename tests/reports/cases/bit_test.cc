// One bit is set or cleared and its old value asked for.
#include <atomic>
using Word = std::atomic<unsigned>;
// ASM SetLowest x86_64*: only lock bts; no loop
bool SetLowest(Word& word) { return (word.fetch_or(1u) & 1u) != 0; }
// ASM SetSixth x86_64*: only lock bts; no loop
bool SetSixth(Word& word) { return (word.fetch_or(1u << 6) & (1u << 6)) != 0; }
// ASM ClearLowest x86_64*: only lock btr; no loop
bool ClearLowest(Word& word) { return (word.fetch_and(~1u) & 1u) != 0; }
// ASM SetGiven x86_64*: only lock bts; no loop
bool SetGiven(Word& word, unsigned bit) {
  return (word.fetch_or(1u << (bit & 31)) & (1u << (bit & 31))) != 0;
}
// ASM OrAndGet x86_64*: only lock or; no loop
unsigned OrAndGet(Word& word, unsigned bits) {
  return word.fetch_or(bits) | bits;
}
// ASM AnyLeft x86_64*: only lock and; no loop
bool AnyLeft(Word& word, unsigned bits) {
  return (word.fetch_and(bits) & bits) != 0;
}
// ASM AddAndGet x86_64*: only lock xadd; no loop
unsigned AddAndGet(Word& word, unsigned by) { return word.fetch_add(by) + by; }
// ASM SubIsZero x86_64*: only lock sub|lock xadd; no loop
bool SubIsZero(Word& word, unsigned by) { return word.fetch_sub(by) == by; }
