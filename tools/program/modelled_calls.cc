#include "tools/program/modelled_calls.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tools/elf/names.h"
#include "tools/isa/micro_op.h"
#include "tools/program/futex_model.h"
#include "tools/program/instruction_set.h"
#include "tools/program/model_author.h"

namespace atomics_lab::program {
namespace {

using isa::Operation;
using isa::RegisterNumber;
using isa::Source;

void ReturnZero(ModelAuthor& a) { a.Return(Constant(0)); }

// Says that all bytes were written. Nothing reads them.
void Write(ModelAuthor& a) { a.Return(Source::Of(a.Argument(2))); }

void Open(ModelAuthor& a) { a.Return(Constant(3)); }

void Allocate(ModelAuthor& a) {
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
void Fill(ModelAuthor& a) {
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

void TakeLock(ModelAuthor& a) {
  const RegisterNumber old = a.Argument(1);
  const std::size_t again = a.here();
  a.TestAndSet(old, Source::Of(a.Argument(0)), "takes the lock");
  a.Branch(Source::Of(old), again);
  ReturnZero(a);
}

void GiveLock(ModelAuthor& a) {
  a.Store(Source::Of(a.Argument(0)), Constant(0), 1, "gives the lock back",
          true);
  ReturnZero(a);
}

// The first byte of the guard says that the object is there (Itanium C++ ABI,
// 3.3.3); the second is the lock of those who make it.
void TakeGuard(ModelAuthor& a) {
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

void GiveGuard(ModelAuthor& a) {
  const RegisterNumber lock = a.Argument(1);
  a.Compute(lock, Operation::kAdd, Source::Of(a.Argument(0)), Constant(1));
  a.Store(Source::Of(a.Argument(0)), Constant(1), 1, "sets the guard", true);
  a.Store(Source::Of(lock), Constant(0), 1, "gives the guard's lock back",
          true);
  ReturnZero(a);
}

struct Row {
  std::string_view function;  // mangled, or demangled without parameters
  std::string_view name;
  void (*write)(ModelAuthor&);
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
    {"syscall", kFutexName, ModelSystemCall},
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
                                      std::int64_t heap, int threads) {
  const std::string name = PlainName(mangled);
  const auto* const row = std::ranges::find(kModels, name, &Row::function);
  if (row == std::end(kModels)) return std::nullopt;
  ModelAuthor author(instruction_set, heap, threads);
  row->write(author);
  return std::move(author).Finish(row->name);
}

}  // namespace atomics_lab::program
