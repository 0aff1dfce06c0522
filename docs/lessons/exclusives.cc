// Counts the orders in which two threads can go, if each adds twice to a number
// by a load that watches it and a store that is made only if nobody has written
// it since, and begins again if it was not.
#include <iostream>
#include <map>

namespace {

constexpr int kAdditions = 2;

struct Thread {
  int added = 0;
  bool loaded = false;    // the store is next
  bool watching = false;  // nobody has written since the load
  int read = 0;
};

struct State {
  Thread threads[2];
  int counter = 0;
  int failed = 0;  // stores that were not made
};

struct Orders {
  std::map<int, int> ends;    // how many orders end at a value
  std::map<int, int> failed;  // in how many orders so many stores fail
};

State Step(State state, int index) {
  Thread& thread = state.threads[index];
  if (!thread.loaded) {
    thread.read = state.counter;
    thread.watching = true;
  } else if (thread.watching) {
    state.counter = thread.read + 1;
    state.threads[1 - index].watching = false;
    ++thread.added;
  } else {
    ++state.failed;
  }
  thread.loaded = !thread.loaded;
  return state;
}

void Count(const State& state, Orders& orders) {
  bool over = true;
  for (int i = 0; i < 2; ++i) {
    if (state.threads[i].added == kAdditions) continue;
    over = false;
    Count(Step(state, i), orders);
  }
  if (!over) return;
  ++orders.ends[state.counter];
  ++orders.failed[state.failed];
}

}  // namespace

int main() {
  Orders orders;
  Count(State(), orders);
  for (const auto& [value, count] : orders.ends) {
    std::cout << count << " orders end at " << value << '\n';
  }
  for (const auto& [failed, count] : orders.failed) {
    std::cout << "in " << count << " of them, stores that fail: " << failed
              << '\n';
  }
}
