#include "tools/program/shapes.h"

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>

namespace {

constinit thread_local volatile Word own = 5;
constinit volatile Word global = 11;
// A pointer that a loader has to relocate.
constinit volatile Word* volatile pointer = &global;

}  // namespace

// An empty statement that the compiler cannot see through keeps it from
// computing a call's result instead of calling.
#define ATOMICS_LAB_OPAQUE asm volatile("" ::: "memory")

extern "C" {

[[gnu::noinline]] Word ShapeCallee(Word value) {
  ATOMICS_LAB_OPAQUE;
  return value + 3;
}

[[gnu::noinline]] Word ShapeCallsTwice(Word value) {
  const Word once = ShapeCallee(value);
  ATOMICS_LAB_OPAQUE;
  const Word twice = ShapeCallee(once);
  ATOMICS_LAB_OPAQUE;
  return twice;
}

[[gnu::noinline]] Word ShapeTailCall(Word value) {
  ATOMICS_LAB_OPAQUE;
  return ShapeCallee(value + 1);
}

// NOLINTNEXTLINE(misc-no-recursion): that is its shape.
[[gnu::noinline]] Word ShapeRecursive(Word value) {
  ATOMICS_LAB_OPAQUE;
  if (value == 0) return 0;
  const Word below = ShapeRecursive(value - 1);
  ATOMICS_LAB_OPAQUE;
  return below ^ value;
}

[[gnu::noinline]] Word ShapeColdCall(Word value) {
  ATOMICS_LAB_OPAQUE;
  if (value == 7) std::abort();
  return value + 1;
}

[[gnu::noinline]] Word ShapeThroughRegister(Word (*f)(Word), Word value) {
  const Word result = f(value);
  ATOMICS_LAB_OPAQUE;
  return result;
}

[[gnu::noinline]] Word ShapeThreadLocal(Word value) { return value + own; }

[[gnu::noinline]] Word ShapeGlobal(Word value) { return value + *pointer; }

[[gnu::noinline]] Word ShapeLoop(Word value) {
  Word sum = 0;
  for (Word i = 0; i < value; ++i) {
    ATOMICS_LAB_OPAQUE;
    sum += i;
  }
  return sum;
}

[[gnu::noinline]] Word ShapeSystemCall(Word value) {
  const auto id = ::syscall(SYS_gettid);
  ATOMICS_LAB_OPAQUE;
  return value + static_cast<Word>(id);
}

[[gnu::noinline]] Word ShapeYieldsLast(Word) {
  ATOMICS_LAB_OPAQUE;
  return static_cast<Word>(::sched_yield());
}

[[gnu::noinline]] Word ShapeYields(Word value) {
  ::sched_yield();
  ATOMICS_LAB_OPAQUE;
  return value + 4;
}

[[gnu::noinline]] Word ShapeYieldsBelow(Word value) {
  const Word result = ShapeYieldsLast(value);
  ATOMICS_LAB_OPAQUE;
  return value + result;
}

}  // extern "C"
