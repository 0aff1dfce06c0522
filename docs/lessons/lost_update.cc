// Two threads add to one number, and sometimes an addition is lost.
#include <atomic>
#include <cstdint>
#include <iostream>
#include <thread>

std::atomic<std::int64_t> counter = 0;

void AddTwice() {
  for (int i = 0; i < 2; ++i) {
    std::int64_t value = counter;  // read
    value = value + 1;             // modify
    counter = value;               // write
  }
}

int main() {
  std::thread first(AddTwice), second(AddTwice);
  first.join();
  second.join();
  std::cout << "Final Counter: " << counter << '\n';
}
