// One function per specimen and operation: the code that is disassembled is the
// code that the tests run.
//
// The functions themselves are named by ProbeSymbol (catalog.h) and are called
// through the table below, which knows no specimen's type. Whoever includes
// this header is not compiled again when a specimen changes.
#ifndef ATOMICS_LAB_COUNTERS_PROBES_H_
#define ATOMICS_LAB_COUNTERS_PROBES_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "counters/catalog.h"
#include "counters/record.h"

namespace atomics_lab {

// Owns an object of a type that only its deleter knows.
using ErasedObject = std::unique_ptr<void, void (*)(void*)>;

// The operations of one specimen, on objects of its type.
struct Probe {
  Specimen specimen;
  // Makes a counter that stands at zero.
  ErasedObject (*make)();
  // Call the probe functions. Require: the first argument points to an object
  // that `make` made; `delta` is less than 2^width_bits.
  void (*add)(void* counter, std::uint64_t delta);
  std::uint64_t (*read)(const void* counter);
  // The same; null if the specimen keeps no record.
  Record (*snapshot)(const void* counter);
  // One line on what this process makes the specimen do instead of what its
  // header describes (per_cpu: rseq is missing); empty if there is nothing.
  std::string_view (*note)();
  // Where the machine code of the probe functions begins.
  const void* add_code;
  const void* read_code;
  const void* snapshot_code;  // null if there is none
};

// Guarantees: one probe per specimen, in the catalog's order; lives as long as
// the program. In the linked program every probe function is a symbol and has
// code of its own, even where two are instruction for instruction the same.
std::span<const Probe> Probes();

// Guarantees: the probe of the specimen of that name, or null if there is none.
const Probe* FindProbe(std::string_view name);

// A counter of any specimen's type.
// Requires: the probe outlives it.
// Thread safety and memory ordering: those of the specimen.
class AnyCounter {
 public:
  explicit AnyCounter(const Probe& probe)
      : probe_(&probe), object_(probe.make()) {}

  void Add(std::uint64_t delta) { probe_->add(object_.get(), delta); }
  std::uint64_t Read() const { return probe_->read(object_.get()); }
  // Requires: the specimen keeps a record.
  Record Snapshot() const { return probe_->snapshot(object_.get()); }

 private:
  const Probe* probe_;
  ErasedObject object_;
};

// A new C behind a pointer that has forgotten its type.
template <typename C, typename... Arguments>
ErasedObject MakeErased(Arguments... arguments) {
  return {new C(arguments...),
          [](void* object) { delete static_cast<C*>(object); }};
}

// C's note on this process (Probe::note), or nothing.
template <typename C>
std::string_view NoteOf() {
  if constexpr (requires { C::Note(); }) return C::Note();
  return "";
}

// Calls kSnapshot on an object whose type is forgotten; null for null.
template <typename C, Record (*kSnapshot)(const C&)>
constexpr auto SnapshotCaller() -> Record (*)(const void*) {
  if constexpr (kSnapshot == nullptr) {
    return nullptr;
  } else {
    return [](const void* counter) {
      return kSnapshot(*static_cast<const C*>(counter));
    };
  }
}

// A probe for objects of type C whose operations are kAdd and kRead and, where
// it is not null, kSnapshot.
template <typename C, void (*kAdd)(C&, typename C::Value),
          typename C::Value (*kRead)(const C&),
          Record (*kSnapshot)(const C&) = nullptr>
Probe MakeProbe(const Specimen& specimen) {
  return {.specimen = specimen,
          .make = [] { return MakeErased<C>(); },
          .add =
              [](void* counter, std::uint64_t delta) {
                kAdd(*static_cast<C*>(counter),
                     static_cast<typename C::Value>(delta));
              },
          .read = [](const void* counter) -> std::uint64_t {
            return kRead(*static_cast<const C*>(counter));
          },
          .snapshot = SnapshotCaller<C, kSnapshot>(),
          .note = NoteOf<C>,
          .add_code = reinterpret_cast<const void*>(kAdd),
          .read_code = reinterpret_cast<const void*>(kRead),
          .snapshot_code = reinterpret_cast<const void*>(kSnapshot)};
}

}  // namespace atomics_lab

#endif  // ATOMICS_LAB_COUNTERS_PROBES_H_
