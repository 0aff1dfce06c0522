// The program that is replayed: a counter and threads, at the addresses at
// which the explorer has them.
//
//   subject WHERE… THREADS             makes the counter and THREADS threads;
//                                      each stops (int3) for its tracer, which
//                                      gives it registers. Once all are let go,
//                                      what Read returns is printed.
//   subject WHERE… THREADS ADDS RUNS   the same unforced: each thread calls Add
//                                      ADDS times, in RUNS runs, a line each.
//
// WHERE, in hexadecimal: see Where. Exit status 3: an address is taken.
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "counters/probes.h"

namespace {

using Address = std::uint64_t;

constexpr int kAddressTaken = 3;
constexpr Address kPage = 4096;
constexpr int kMostThreads = 8;

template <typename T>
T* At(Address address) {
  return std::bit_cast<T*>(address);
}

struct Where {
  Address counter;         // where the counter is made
  Address own;             // where thread 0's own memory begins
  Address stride;          // from one thread's to the next one's
  Address thread_pointer;  // from where own memory begins
  Address heap;            // from the thread pointer
  Address alone_slot;      // whose own memory has the constructor's heap
  Address return_address;  // of calls that the tracer makes
  Address construct;       // the specimen's functions
  Address size;
  Address add;
  Address read;
};
Where where;

// A heap: the address of what is free, in its first word.
constexpr Address kHeapHead = 64;
Address alone_heap = 0;
// Whether threads have heaps of their own.
bool threads_have_heaps = false;

Address OwnOf(Address slot) { return where.own + slot * where.stride; }

void Map(Address address, std::size_t size) {
  const void* got = mmap(
      At<void>(address), size, PROT_READ | PROT_WRITE,
      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (got != At<void>(address)) _exit(kAddressTaken);
}

Address RoundedUp(Address size) {
  return (size + kHeapHead - 1) / kHeapHead * kHeapHead;
}

// Where calls return to: breakpoints.
void MapReturnAddress() {
  const Address page = where.return_address / kPage * kPage;
  Map(page, kPage);
  constexpr int kBreakpoint = 0xcc;
  std::memset(At<void>(page), kBreakpoint, kPage);
  mprotect(At<void>(page), kPage, PROT_READ | PROT_EXEC);
}

void StartHeap(Address heap) { *At<Address>(heap) = heap + kHeapHead; }

// From the top of a stack down to the thread pointer of its thread.
Address StackAboveThreadPointer() {
  constexpr std::size_t kSize = std::size_t{1} << 20;
  Map(OwnOf(0), kSize);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, At<void>(OwnOf(0)), kSize);
  pthread_t thread{};
  pthread_create(
      &thread, &attributes,
      [](void*) -> void* { return std::bit_cast<void*>(pthread_self()); },
      nullptr);
  void* pointer = nullptr;
  pthread_join(thread, &pointer);
  munmap(At<void>(OwnOf(0)), kSize);
  return OwnOf(0) + kSize - reinterpret_cast<Address>(pointer);
}

pthread_t Start(Address slot, Address above, void* (*run)(void*)) {
  Map(OwnOf(slot), where.stride);
  const Address pointer = OwnOf(slot) + where.thread_pointer;
  StartHeap(pointer + where.heap);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, At<void>(OwnOf(slot)),
                        pointer + above - OwnOf(slot));
  pthread_t thread{};
  pthread_create(&thread, &attributes, run, nullptr);
  return thread;
}

void* Wait(void* /*unused*/) {
  asm volatile("int3");
  return nullptr;
}

void Construct() { At<void(void*)>(where.construct)(At<void>(where.counter)); }

void PrintRead() {
  const auto read = At<std::uint64_t(const void*)>(where.read);
  std::printf("%llu\n",
              static_cast<unsigned long long>(read(At<void>(where.counter))));
  std::fflush(stdout);  // who reads it may want to stop
}

void RunForced(int threads, Address above) {
  MapReturnAddress();
  asm volatile("int3");
  pthread_t started[kMostThreads];
  threads_have_heaps = true;
  for (int i = 0; i < threads; ++i) {
    started[i] = Start(static_cast<Address>(i), above, Wait);
  }
  for (int i = 0; i < threads; ++i) pthread_join(started[i], nullptr);
  threads_have_heaps = false;
  PrintRead();
}

int adds = 0;
std::atomic<int> awaited = 0;

void* AddFreely(void* /*unused*/) {
  awaited.fetch_sub(1);
  while (awaited.load() > 0) {
  }
  const auto add = At<void(void*, std::uint64_t)>(where.add);
  for (int i = 0; i < adds; ++i) add(At<void>(where.counter), 1);
  return nullptr;
}

void RunFreely(int threads) {
  awaited = threads;
  pthread_t started[kMostThreads];
  for (int i = 0; i < threads; ++i) {
    pthread_create(&started[i], nullptr, AddFreely, nullptr);
  }
  for (int i = 0; i < threads; ++i) pthread_join(started[i], nullptr);
  PrintRead();
}

}  // namespace

// Where the explorer's model of it puts things, so that pointers are the same.
void* operator new(std::size_t size) {
  if (alone_heap == 0) {
    void* const place = std::aligned_alloc(kHeapHead, RoundedUp(size));
    if (place == nullptr) std::abort();
    return place;
  }
  const Address heap =
      threads_have_heaps
          ? reinterpret_cast<Address>(__builtin_thread_pointer()) + where.heap
          : alone_heap;
  const Address place = *At<Address>(heap);
  *At<Address>(heap) = place + RoundedUp(size);
  return At<void>(place);
}

// For alignments of up to the heap's own.
void* operator new(std::size_t size, std::align_val_t /*alignment*/) {
  return operator new(size);
}

// What the model's heap gave is never used again.
void operator delete(void* /*place*/) noexcept {}
void operator delete(void* /*place*/, std::size_t /*size*/) noexcept {}
void operator delete(void* /*place*/, std::align_val_t /*alignment*/) noexcept {
}
void operator delete(void* /*place*/, std::size_t /*size*/,
                     std::align_val_t /*alignment*/) noexcept {}

int main(int argc, char** argv) {
  constexpr int kWords = sizeof(Where) / sizeof(Address);
  // The specimens' functions are called by address; this keeps them linked.
  const bool has_probes = !atomics_lab::Probes().empty();
  if (!has_probes || (argc != kWords + 2 && argc != kWords + 4)) return 2;
  Address words[kWords];
  for (int i = 0; i < kWords; ++i) {
    words[i] = std::strtoull(argv[i + 1], nullptr, 16);
  }
  std::memcpy(&where, words, sizeof(where));
  const int threads = std::atoi(argv[kWords + 1]);
  if (threads < 1 || threads > kMostThreads) return 2;

  const Address above = StackAboveThreadPointer();
  const Address size = At<Address()>(where.size)();
  Map(where.counter, (size + kPage - 1) / kPage * kPage);
  Map(OwnOf(where.alone_slot), where.stride);
  alone_heap = OwnOf(where.alone_slot) + where.thread_pointer + where.heap;
  StartHeap(alone_heap);
  if (argc == kWords + 2) {
    Construct();
    RunForced(threads, above);
    return 0;
  }
  adds = std::atoi(argv[kWords + 2]);
  for (int runs = std::atoi(argv[kWords + 3]); runs > 0; --runs) {
    std::memset(At<void>(where.counter), 0, size);
    Construct();
    RunFreely(threads);
  }
  return 0;
}
