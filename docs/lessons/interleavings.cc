// Counts the orders in which two threads can go, if each adds twice to a number
// by reading it and then writing one more: what each order ends at.
#include <iostream>
#include <map>

namespace {

struct Thread {
  int steps = 0;  // of 4: read, write, read, write
  int read = 0;
};

struct State {
  Thread threads[2];
  int counter = 0;
};

// What the number is in the end, and in how many orders.
using Ends = std::map<int, int>;

State Step(State state, int index) {
  Thread& thread = state.threads[index];
  if (thread.steps % 2 == 0) {
    thread.read = state.counter;
  } else {
    state.counter = thread.read + 1;
  }
  ++thread.steps;
  return state;
}

void Count(const State& state, Ends& ends) {
  bool over = true;
  for (int i = 0; i < 2; ++i) {
    if (state.threads[i].steps == 4) continue;
    over = false;
    Count(Step(state, i), ends);
  }
  if (over) ++ends[state.counter];
}

}  // namespace

int main() {
  Ends ends;
  Count(State(), ends);
  int all = 0;
  for (const auto& [value, orders] : ends) {
    std::cout << orders << " orders end at " << value << '\n';
    all += orders;
  }
  std::cout << all << " orders in all\n";
}
