#include "tools/program/futex_model.h"

#include <cstddef>
#include <cstdint>

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
  a.HeapWord(cell, 8);
  a.Load(cell, Source::Of(cell), 8, "asks which thread it is");
  a.Compute(cell, Operation::kShiftLeft, Source::Of(cell), Constant(3));
  a.Compute(cell, Operation::kAdd, Source::Of(cell), Constant(kKernel + 8));
  a.Store(Source::Of(cell), Source::Of(a.Argument(1)), 8, "goes to sleep");
  GiveKernel(a);
  const std::size_t asleep = a.here();
  a.Load(scratch, Source::Of(cell), 8, "sleeps", Acquire::kAcquire);
  a.Branch(Source::Of(scratch), asleep);
  a.Return(Constant(0));
}

void FutexWake(ModelAuthor& a) {
  const RegisterNumber scratch = a.Argument(4);
  const RegisterNumber woken = a.Argument(5);
  TakeKernel(a, scratch);
  a.Compute(woken, Operation::kCopy, Constant(0));
  for (std::uint64_t i = 0; i < kMostSleepers; ++i) {
    const Source cell = Constant(kKernel + 8 * (i + 1));
    a.Compute(scratch, Operation::kLessSigned, Source::Of(woken),
              Source::Of(a.Argument(3)));
    a.Compute(scratch, Operation::kEqual, Source::Of(scratch), Constant(0));
    const std::size_t enough = a.Branch(Source::Of(scratch));
    a.Load(scratch, cell, 8, "looks for a sleeper");
    a.Compute(scratch, Operation::kEqual, Source::Of(scratch),
              Source::Of(a.Argument(1)));
    a.Compute(scratch, Operation::kEqual, Source::Of(scratch), Constant(0));
    const std::size_t other = a.Branch(Source::Of(scratch));
    a.Store(cell, Constant(0), 8, "wakes a sleeper", true);
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
