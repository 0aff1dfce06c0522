#include "tools/program/modelled_calls.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/elf/names.h"
#include "tools/isa/micro_op.h"
#include "tools/program/image.h"
#include "tools/program/instruction_set.h"

namespace atomics_lab::program {
namespace {

using isa::Acquire;
using isa::Atomicity;
using isa::MicroOp;
using isa::Operation;
using isa::RegisterNumber;
using isa::Source;

// Writes a model, instruction by instruction. Arguments and the result are the
// registers that a callee may overwrite; models compute in those alone.
class Author {
 public:
  Author(const InstructionSet& set, std::int64_t heap)
      : set_(set), heap_(heap) {}

  RegisterNumber Argument(std::size_t i) const {
    return set_.calls.arguments[i];
  }
  RegisterNumber result() const { return set_.calls.result; }
  std::uint64_t futex_call() const { return set_.futex_call; }
  std::size_t here() const { return call_.operations.size(); }

  void Compute(RegisterNumber to, Operation operation, Source a,
               Source b = {}) {
    call_.operations.push_back(
        {.operation = operation, .result = to, .a = a, .b = b});
  }
  void Return(Source value) {
    Compute(result(), Operation::kCopy, value);
    Jump(kEnd);
  }
  void Load(RegisterNumber to, Source address, int size, std::string step,
            Acquire acquire = Acquire::kNone) {
    call_.operations.push_back({.kind = MicroOp::Kind::kLoad,
                                .size = static_cast<std::uint8_t>(size),
                                .acquire = acquire,
                                .result = to,
                                .a = address,
                                .site = Step(std::move(step))});
  }
  void Store(Source address, Source value, int size, std::string step,
             bool release = false) {
    call_.operations.push_back({.kind = MicroOp::Kind::kStore,
                                .size = static_cast<std::uint8_t>(size),
                                .release = release,
                                .a = address,
                                .b = value,
                                .site = Step(std::move(step))});
  }
  // to = exchange(address, 1), acquire.
  void TestAndSet(RegisterNumber to, Source address, std::string step) {
    Load(to, address, 1, std::move(step), Acquire::kAcquire);
    call_.operations.back().atomicity = Atomicity::kReadModifyWrite;
    MicroOp store = call_.operations.back();
    store.kind = MicroOp::Kind::kStore;
    store.acquire = Acquire::kNone;
    store.b = Source::Of(std::uint64_t{1});
    store.result = 0;
    call_.operations.push_back(store);
  }
  std::size_t Branch(Source condition, std::size_t target = 0) {
    call_.operations.push_back(
        {.kind = MicroOp::Kind::kBranch, .a = condition, .target = target});
    return here() - 1;
  }
  std::size_t Jump(std::size_t target) {
    call_.operations.push_back(
        {.kind = MicroOp::Kind::kJump, .target = target});
    return here() - 1;
  }
  // The branch at `branch` goes to what comes next.
  void Land(std::size_t branch) { call_.operations[branch].target = here(); }
  void Trap(std::string reason) {
    call_.operations.push_back(
        {.kind = MicroOp::Kind::kTrap, .target = call_.traps.size()});
    call_.traps.push_back(std::move(reason));
  }
  // to = the address of a word of the heap's head.
  void HeapWord(RegisterNumber to, std::int64_t offset) {
    Compute(to, Operation::kAdd, Source::Of(set_.calls.thread_pointer),
            Source::Of(static_cast<std::uint64_t>(heap_ + offset)));
  }

  ModelledCall Finish(std::string_view name) && {
    for (MicroOp& op : call_.operations) {
      const bool goes =
          op.kind == MicroOp::Kind::kBranch || op.kind == MicroOp::Kind::kJump;
      if (goes && op.target == kEnd) op.target = call_.operations.size();
    }
    call_.name = name;
    return std::move(call_);
  }

 private:
  static constexpr std::size_t kEnd = ~std::size_t{0};

  std::uint32_t Step(std::string step) {
    call_.steps.push_back(std::move(step));
    return static_cast<std::uint32_t>(call_.steps.size() - 1);
  }

  const InstructionSet& set_;
  std::int64_t heap_;
  ModelledCall call_;
};

Source Constant(std::uint64_t value) { return Source::Of(value); }

void ReturnZero(Author& a) { a.Return(Constant(0)); }

// Written whole, to nobody who looks.
void Write(Author& a) { a.Return(Source::Of(a.Argument(2))); }

void Open(Author& a) { a.Return(Constant(3)); }

void Allocate(Author& a) {
  constexpr std::uint64_t kAlignment = 64;
  const RegisterNumber cursor = a.Argument(2);
  const RegisterNumber old = a.Argument(3);
  a.HeapWord(cursor, 0);
  a.Load(old, Source::Of(cursor), 8, "reads the heap's cursor");
  // Above the last allocation: this size, up to a whole line.
  a.Compute(a.Argument(0), Operation::kAdd, Source::Of(a.Argument(0)),
            Constant(kAlignment - 1));
  a.Compute(a.Argument(0), Operation::kAnd, Source::Of(a.Argument(0)),
            Constant(~(kAlignment - 1)));
  a.Compute(a.Argument(0), Operation::kAdd, Source::Of(old),
            Source::Of(a.Argument(0)));
  a.Store(Source::Of(cursor), Source::Of(a.Argument(0)), 8,
          "moves the heap's cursor");
  a.Return(Source::Of(old));
}

// Byte by byte, so that nothing is taken to be done at once.
void Fill(Author& a) {
  const RegisterNumber at = a.Argument(3);
  a.Compute(at, Operation::kCopy, Source::Of(a.Argument(0)));
  a.Compute(a.Argument(2), Operation::kAdd, Source::Of(at),
            Source::Of(a.Argument(2)));
  const std::size_t again = a.here();
  a.Compute(a.Argument(4), Operation::kEqual, Source::Of(at),
            Source::Of(a.Argument(2)));
  const std::size_t done = a.Branch(Source::Of(a.Argument(4)));
  a.Store(Source::Of(at), Source::Of(a.Argument(1)), 1, "fills a byte");
  a.Compute(at, Operation::kAdd, Source::Of(at), Constant(1));
  a.Jump(again);
  a.Land(done);
  a.Return(Source::Of(a.Argument(0)));
}

void TakeLock(Author& a) {
  const RegisterNumber old = a.Argument(1);
  const std::size_t again = a.here();
  a.TestAndSet(old, Source::Of(a.Argument(0)), "takes the lock");
  a.Branch(Source::Of(old), again);
  ReturnZero(a);
}

void GiveLock(Author& a) {
  a.Store(Source::Of(a.Argument(0)), Constant(0), 1, "gives the lock back",
          true);
  ReturnZero(a);
}

// The first byte of the guard says that the object is there (Itanium C++ ABI,
// 3.3.3); the second is the lock of those who make it.
void TakeGuard(Author& a) {
  const RegisterNumber lock = a.Argument(1);
  const RegisterNumber seen = a.Argument(2);
  a.Compute(lock, Operation::kAdd, Source::Of(a.Argument(0)), Constant(1));
  const std::size_t again = a.here();
  a.TestAndSet(seen, Source::Of(lock), "takes the guard's lock");
  a.Branch(Source::Of(seen), again);
  a.Load(seen, Source::Of(a.Argument(0)), 1, "looks at the guard");
  const std::size_t made = a.Branch(Source::Of(seen));
  a.Return(Constant(1));
  a.Land(made);
  a.Store(Source::Of(lock), Constant(0), 1, "gives the guard's lock back",
          true);
  ReturnZero(a);
}

void GiveGuard(Author& a) {
  const RegisterNumber lock = a.Argument(1);
  a.Compute(lock, Operation::kAdd, Source::Of(a.Argument(0)), Constant(1));
  a.Store(Source::Of(a.Argument(0)), Constant(1), 1, "sets the guard", true);
  a.Store(Source::Of(lock), Constant(0), 1, "gives the guard's lock back",
          true);
  ReturnZero(a);
}

void TakeKernel(Author& a, RegisterNumber scratch) {
  const std::size_t again = a.here();
  a.TestAndSet(scratch, Constant(kKernel), "takes the kernel's lock");
  a.Branch(Source::Of(scratch), again);
}

void GiveKernel(Author& a) {
  a.Store(Constant(kKernel), Constant(0), 1, "gives the kernel's lock back",
          true);
}

void FutexWait(Author& a) {
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
  ReturnZero(a);
}

void FutexWake(Author& a) {
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

void SystemCall(Author& a) {
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

struct Row {
  std::string_view function;  // mangled, or demangled without parameters
  std::string_view name;
  void (*write)(Author&);
};

constexpr Row kModels[] = {
    {"sched_yield", "sched_yield", ReturnZero},
    {"write", "write", Write},
    {"open", "open", Open},
    {"open64", "open", Open},
    {"memset", "memset", Fill},
    {"__cxa_thread_atexit", "__cxa_thread_atexit", ReturnZero},
    {"operator new", "operator new", Allocate},
    {"operator delete", "operator delete", ReturnZero},
    {"__cxa_guard_acquire", "__cxa_guard_acquire", TakeGuard},
    {"__cxa_guard_release", "__cxa_guard_release", GiveGuard},
    {"pthread_mutex_lock", "pthread_mutex_lock", TakeLock},
    {"pthread_mutex_unlock", "pthread_mutex_unlock", GiveLock},
    {"absl::Mutex::lock", "absl::Mutex::lock", TakeLock},
    {"absl::Mutex::Lock", "absl::Mutex::Lock", TakeLock},
    {"absl::Mutex::unlock", "absl::Mutex::unlock", GiveLock},
    {"absl::Mutex::Unlock", "absl::Mutex::Unlock", GiveLock},
    {"syscall", kFutexName, SystemCall},
};

// `absl::lts_20260526::Mutex::lock()` as `absl::Mutex::lock`.
std::string PlainName(std::string_view mangled) {
  const std::string demangled = elf::Demangle(mangled);
  const std::string_view whole = elf::WithoutParameters(demangled);
  constexpr std::string_view kVersioned = "absl::lts_";
  if (!whole.starts_with(kVersioned)) return std::string(whole);
  const std::size_t end = whole.find("::", kVersioned.size());
  if (end == std::string_view::npos) return std::string(whole);
  return absl::StrCat("absl", whole.substr(end));
}

}  // namespace

std::optional<ModelledCall> ModelCall(std::string_view mangled,
                                      const InstructionSet& instruction_set,
                                      std::int64_t heap) {
  const std::string name = PlainName(mangled);
  const auto* const row = std::ranges::find(kModels, name, &Row::function);
  if (row == std::end(kModels)) return std::nullopt;
  Author author(instruction_set, heap);
  row->write(author);
  return std::move(author).Finish(row->name);
}

}  // namespace atomics_lab::program
