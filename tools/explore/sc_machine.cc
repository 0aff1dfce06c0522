// Sequential consistency: Lamport, "How to make a multiprocessor computer that
// correctly executes multiprocess programs", 1979. ThreadMachine is it.
#include <memory>

#include "tools/explore/in_order_machines.h"
#include "tools/explore/machine.h"
#include "tools/explore/program.h"
#include "tools/explore/thread_machine.h"

namespace atomics_lab::explore {
namespace {

class ScMachine : public ThreadMachine {
 public:
  explicit ScMachine(const Job& job) : ThreadMachine(job, 0) {}
};

}  // namespace

std::unique_ptr<Machine> MakeScMachine(const Job& job) {
  return std::make_unique<ScMachine>(job);
}

}  // namespace atomics_lab::explore
