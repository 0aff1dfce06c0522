// Functions that sleep in the kernel and wake each other, for its model's test.
#ifndef ATOMICS_LAB_TOOLS_PROGRAM_SLEEPERS_H_
#define ATOMICS_LAB_TOOLS_PROGRAM_SLEEPERS_H_

#include <cstdint>

using SharedWord = std::uint32_t;

extern "C" {
// Sleeps for as long as the word is 0.
void SleeperWaits(SharedWord* word);
// Make it 1, and wake one sleeper, everyone, or nobody.
void SleeperWakesOne(SharedWord* word);
void SleeperWakesAll(SharedWord* word);
void SleeperSets(SharedWord* word);
// Waits for a 1, then makes it a 2 and wakes one.
void SleeperAnswers(SharedWord* word);
// Makes it 1, wakes one, then sleeps for as long as it is 1.
void SleeperAsks(SharedWord* word);
}

#endif  // ATOMICS_LAB_TOOLS_PROGRAM_SLEEPERS_H_
