// Every cell of the atlas as a function of its own: what a compiler makes of it
// is read from the object file, nothing runs.
//
// A cell's name says all about it (ParseCellName in atlas.h reads it back):
//   atomics_lab::atlas::cells::fetch_add::seq_cst::w64::used
#include <atomic>
#include <cstdint>

// A cell must stay one whole function under its own name; counters/probes.cc
// says what each word is good for.
#if __has_cpp_attribute(gnu::noipa)
#define ATOMICS_LAB_CELL \
  [[gnu::noipa, gnu::optimize("no-reorder-blocks-and-partition")]]
#else
#define ATOMICS_LAB_CELL [[gnu::noinline]]
#endif

namespace atomics_lab::atlas::cells {

// Two words that are swapped as one, such as a pointer and its version. They
// are no integer, so there is nothing to fetch and add to.
struct Pair {
  std::uint64_t first;
  std::uint64_t second;
};

// Everything a function below is given: what it works on, what it works with.
#define ATOMICS_LAB_PLACE(Type) std::atomic<Type>& object
#define ATOMICS_LAB_GIVEN(Type) ATOMICS_LAB_PLACE(Type), Type value

#define ATOMICS_LAB_LOAD(order, width, Type)                      \
  namespace load::order::w##width {                               \
    ATOMICS_LAB_CELL Type used(const ATOMICS_LAB_PLACE(Type)) {   \
      return object.load(std::memory_order_##order);              \
    }                                                             \
    ATOMICS_LAB_CELL void unused(const ATOMICS_LAB_PLACE(Type)) { \
      static_cast<void>(object.load(std::memory_order_##order));  \
    }                                                             \
  }

#define ATOMICS_LAB_STORE(order, width, Type)             \
  namespace store::order::w##width {                      \
    ATOMICS_LAB_CELL void none(ATOMICS_LAB_GIVEN(Type)) { \
      object.store(value, std::memory_order_##order);     \
    }                                                     \
  }

// exchange and fetch_…: both take a value and give the old one.
#define ATOMICS_LAB_RMW(operation, order, width, Type)           \
  namespace operation::order::w##width {                         \
    ATOMICS_LAB_CELL Type used(ATOMICS_LAB_GIVEN(Type)) {        \
      return object.operation(value, std::memory_order_##order); \
    }                                                            \
    ATOMICS_LAB_CELL void unused(ATOMICS_LAB_GIVEN(Type)) {      \
      object.operation(value, std::memory_order_##order);        \
    }                                                            \
  }

// What was found instead is of no interest here: `expected` is a copy.
#define ATOMICS_LAB_CAS(operation, order, width, Type)                     \
  namespace operation::order::w##width {                                   \
    ATOMICS_LAB_CELL bool used(ATOMICS_LAB_GIVEN(Type), Type expected) {   \
      return object.operation(expected, value, std::memory_order_##order); \
    }                                                                      \
    ATOMICS_LAB_CELL void unused(ATOMICS_LAB_GIVEN(Type), Type expected) { \
      object.operation(expected, value, std::memory_order_##order);        \
    }                                                                      \
  }

#define ATOMICS_LAB_FENCE(order)                         \
  namespace fence::order::w0 {                           \
  ATOMICS_LAB_CELL void none() {                         \
    std::atomic_thread_fence(std::memory_order_##order); \
  }                                                      \
  }

// What any trivially copyable type has, with an order that an access can have.
#define ATOMICS_LAB_ANY_ORDER(order, width, Type)            \
  ATOMICS_LAB_RMW(exchange, order, width, Type)              \
  ATOMICS_LAB_CAS(compare_exchange_weak, order, width, Type) \
  ATOMICS_LAB_CAS(compare_exchange_strong, order, width, Type)

#define ATOMICS_LAB_ANY_TYPE(width, Type)     \
  ATOMICS_LAB_LOAD(relaxed, width, Type)      \
  ATOMICS_LAB_LOAD(acquire, width, Type)      \
  ATOMICS_LAB_LOAD(seq_cst, width, Type)      \
  ATOMICS_LAB_STORE(relaxed, width, Type)     \
  ATOMICS_LAB_STORE(release, width, Type)     \
  ATOMICS_LAB_STORE(seq_cst, width, Type)     \
  ATOMICS_LAB_ANY_ORDER(relaxed, width, Type) \
  ATOMICS_LAB_ANY_ORDER(acquire, width, Type) \
  ATOMICS_LAB_ANY_ORDER(release, width, Type) \
  ATOMICS_LAB_ANY_ORDER(acq_rel, width, Type) \
  ATOMICS_LAB_ANY_ORDER(seq_cst, width, Type)

// What integers have besides.
#define ATOMICS_LAB_FETCH(order, width, Type)    \
  ATOMICS_LAB_RMW(fetch_add, order, width, Type) \
  ATOMICS_LAB_RMW(fetch_sub, order, width, Type) \
  ATOMICS_LAB_RMW(fetch_and, order, width, Type) \
  ATOMICS_LAB_RMW(fetch_or, order, width, Type)  \
  ATOMICS_LAB_RMW(fetch_xor, order, width, Type)

#define ATOMICS_LAB_INTEGER(width, Type)  \
  ATOMICS_LAB_ANY_TYPE(width, Type)       \
  ATOMICS_LAB_FETCH(relaxed, width, Type) \
  ATOMICS_LAB_FETCH(acquire, width, Type) \
  ATOMICS_LAB_FETCH(release, width, Type) \
  ATOMICS_LAB_FETCH(acq_rel, width, Type) \
  ATOMICS_LAB_FETCH(seq_cst, width, Type)

ATOMICS_LAB_INTEGER(8, std::uint8_t)
ATOMICS_LAB_INTEGER(16, std::uint16_t)
ATOMICS_LAB_INTEGER(32, std::uint32_t)
ATOMICS_LAB_INTEGER(64, std::uint64_t)
ATOMICS_LAB_ANY_TYPE(128, Pair)

ATOMICS_LAB_FENCE(relaxed)
ATOMICS_LAB_FENCE(acquire)
ATOMICS_LAB_FENCE(release)
ATOMICS_LAB_FENCE(acq_rel)
ATOMICS_LAB_FENCE(seq_cst)

}  // namespace atomics_lab::atlas::cells
