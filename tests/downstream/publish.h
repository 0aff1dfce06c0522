// A number that one thread hands to another.
#ifndef DOWNSTREAM_PUBLISH_H_
#define DOWNSTREAM_PUBLISH_H_

#include <atomic>

namespace downstream {

extern int payload;
extern std::atomic<int> ready;

void Publish();

// The number, or -1 if it is not there yet.
int Consume();

}  // namespace downstream

#endif  // DOWNSTREAM_PUBLISH_H_
