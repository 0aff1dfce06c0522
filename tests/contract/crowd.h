// Many threads that live at the same time.
#ifndef ATOMICS_LAB_TESTS_CONTRACT_CROWD_H_
#define ATOMICS_LAB_TESTS_CONTRACT_CROWD_H_

#include <barrier>
#include <functional>
#include <thread>
#include <vector>

namespace atomics_lab::contract {

// Starting so many costs an emulator more than all that they do, so one crowd
// can serve many counters, one after the other.
class Crowd {
 public:
  // More than any specimen has places for.
  static constexpr int kThreads = 70;

  Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;
  // Ends all threads.
  ~Crowd();

  // Each thread calls body(), at the same time. Returns when all have returned.
  // Requires: it does not throw; no two calls at once.
  // Guarantees: the bodies happen after the call begins and before it returns.
  void Run(const std::function<void()>& body);

 private:
  void Serve();

  const std::function<void()>* body_ = nullptr;  // null: the end
  std::barrier<> gate_;  // passed by all and by Run, before and after a body
  std::vector<std::jthread> threads_;
};

}  // namespace atomics_lab::contract

#endif  // ATOMICS_LAB_TESTS_CONTRACT_CROWD_H_
