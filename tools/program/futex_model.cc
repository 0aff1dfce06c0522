#include "tools/program/futex_model.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/isa/micro_op.h"
#include "tools/program/image.h"
#include "tools/program/model_author.h"
#include "tools/program/modelled_calls.h"

namespace atomics_lab::program {
namespace {

using isa::Acquire;
using isa::Operation;
using isa::RegisterNumber;
using isa::Source;

void TakeKernel(ModelAuthor& a, RegisterNumber scratch) {
  const std::size_t again = a.here();
  a.TestAndSet(scratch, Constant(kKernel), "takes the kernel's lock");
  a.Branch(Source::Of(scratch), again);
}

void GiveKernel(ModelAuthor& a) {
  a.Store(Constant(kKernel), Constant(0), 1, "gives the kernel's lock back",
          true);
}

// What a place to sleep holds: nothing, the address that its sleeper waits for,
// or that its sleeper was woken and has not noticed. Until it has, nobody else
// may lie down there: it would take the newcomer's sleep for its own.
constexpr std::uint64_t kFree = 0;
constexpr std::uint64_t kWoken = 1;

std::uint64_t Place(int i) {
  return kKernel + 8 * (static_cast<std::uint64_t>(i) + 1);
}

// To `cell`, the first place that is free. Threads are told apart by their
// places alone, so that they are all alike to begin with.
void TakePlace(ModelAuthor& a, RegisterNumber cell, RegisterNumber scratch) {
  std::vector<std::size_t> found;
  for (int i = 0; i < a.threads(); ++i) {
    a.Compute(cell, Operation::kCopy, Constant(Place(i)));
    a.Load(scratch, Constant(Place(i)), 8, "looks for a place to sleep");
    a.Compute(scratch, Operation::kEqual, Source::Of(scratch), Constant(kFree));
    found.push_back(a.Branch(Source::Of(scratch)));
  }
  a.Trap("all places of the kernel's model are taken");
  for (const std::size_t branch : found) a.Land(branch);
}

void FutexWait(ModelAuthor& a) {
  const RegisterNumber scratch = a.Argument(4);
  const RegisterNumber cell = a.Argument(5);
  TakeKernel(a, scratch);
  a.Load(scratch, Source::Of(a.Argument(1)), 4, "compares before it sleeps");
  a.Compute(a.Argument(3), Operation::kAnd, Source::Of(a.Argument(3)),
            Constant(0xffffffff));
  a.Compute(scratch, Operation::kEqual, Source::Of(scratch),
            Source::Of(a.Argument(3)));
  const std::size_t sleeps = a.Branch(Source::Of(scratch));
  GiveKernel(a);
  a.Return(Constant(~std::uint64_t{0}));
  a.Land(sleeps);
  TakePlace(a, cell, scratch);
  a.Store(Source::Of(cell), Source::Of(a.Argument(1)), 8, "goes to sleep");
  GiveKernel(a);
  const std::size_t asleep = a.here();
  a.Load(scratch, Source::Of(cell), 8, "sleeps", Acquire::kAcquire);
  a.Compute(scratch, Operation::kEqual, Source::Of(scratch), Constant(kWoken));
  a.Compute(scratch, Operation::kEqual, Source::Of(scratch), Constant(0));
  a.Branch(Source::Of(scratch), asleep);
  a.Store(Source::Of(cell), Constant(kFree), 8, "wakes up", true);
  a.Return(Constant(0));
}

void FutexWake(ModelAuthor& a) {
  const RegisterNumber scratch = a.Argument(4);
  const RegisterNumber woken = a.Argument(5);
  TakeKernel(a, scratch);
  a.Compute(woken, Operation::kCopy, Constant(0));
  for (int i = 0; i < a.threads(); ++i) {
    const Source cell = Constant(Place(i));
    a.Compute(scratch, Operation::kLessSigned, Source::Of(woken),
              Source::Of(a.Argument(3)));
    a.Compute(scratch, Operation::kEqual, Source::Of(scratch), Constant(0));
    const std::size_t enough = a.Branch(Source::Of(scratch));
    a.Load(scratch, cell, 8, "looks for a sleeper");
    a.Compute(scratch, Operation::kEqual, Source::Of(scratch),
              Source::Of(a.Argument(1)));
    a.Compute(scratch, Operation::kEqual, Source::Of(scratch), Constant(0));
    const std::size_t other = a.Branch(Source::Of(scratch));
    a.Store(cell, Constant(kWoken), 8, "wakes a sleeper", true);
    a.Compute(woken, Operation::kAdd, Source::Of(woken), Constant(1));
    a.Land(enough);
    a.Land(other);
  }
  GiveKernel(a);
  a.Return(Source::Of(woken));
}

}  // namespace

void ModelSystemCall(ModelAuthor& a) {
  constexpr std::uint64_t kCommand = 127;  // without FUTEX_PRIVATE_FLAG
  const RegisterNumber scratch = a.Argument(4);
  a.Compute(scratch, Operation::kEqual, Source::Of(a.Argument(0)),
            Constant(a.futex_call()));
  const std::size_t futex = a.Branch(Source::Of(scratch));
  a.Trap("a system call other than futex is not modelled");
  a.Land(futex);
  a.Compute(a.Argument(2), Operation::kAnd, Source::Of(a.Argument(2)),
            Constant(kCommand));
  a.Compute(scratch, Operation::kEqual, Source::Of(a.Argument(2)), Constant(0));
  const std::size_t wait = a.Branch(Source::Of(scratch));
  a.Compute(scratch, Operation::kEqual, Source::Of(a.Argument(2)), Constant(1));
  const std::size_t wake = a.Branch(Source::Of(scratch));
  a.Trap(
      "a futex operation other than FUTEX_WAIT and FUTEX_WAKE is not "
      "modelled");
  a.Land(wait);
  FutexWait(a);
  a.Land(wake);
  FutexWake(a);
}

}  // namespace atomics_lab::program
