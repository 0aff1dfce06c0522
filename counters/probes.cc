#include "counters/probes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>

#include "counters/catalog.h"
#include "counters/record.h"
#include "counters/specimens.h"

// A probe must stay one whole function under its own name: not inlined into its
// caller, not cloned for particular arguments, not folded into another probe
// whose body is the same (on x86-64 relaxed and seq_cst adds are), and not
// split into a hot and a cold part in different sections. GCC does the first
// three unless told not to by `noipa`, and the last unless told not to by
// `optimize`. Clang knows neither word; of a function that other files could
// call it does only the first.
#if __has_cpp_attribute(gnu::noipa)
#define ATOMICS_LAB_PROBE \
  [[gnu::noipa, gnu::optimize("no-reorder-blocks-and-partition")]]
#else
#define ATOMICS_LAB_PROBE [[gnu::noinline]]
#endif

namespace atomics_lab {
namespace probes {

// ProbeSymbol (catalog.cc) spells these names. Construct and Size are for those
// who run the machine code on a memory of their own.
#define ATOMICS_LAB_DEFINE_PROBE(name, header, ...)                       \
  namespace name {                                                        \
  using Type = __VA_ARGS__;                                               \
  ATOMICS_LAB_PROBE void Add(Type& counter, Type::Value delta) {          \
    counter.Add(delta);                                                   \
  }                                                                       \
  ATOMICS_LAB_PROBE Type::Value Read(const Type& counter) {               \
    return counter.Read();                                                \
  }                                                                       \
  ATOMICS_LAB_PROBE void Construct(void* place) { ::new (place) Type{}; } \
  ATOMICS_LAB_PROBE std::size_t Size() { return sizeof(Type); }           \
  }
ATOMICS_LAB_CATALOG(ATOMICS_LAB_DEFINE_PROBE)
#undef ATOMICS_LAB_DEFINE_PROBE

#define ATOMICS_LAB_DEFINE_SNAPSHOT(name, header, ...)     \
  namespace name {                                         \
  ATOMICS_LAB_PROBE Record Snapshot(const Type& counter) { \
    return counter.Snapshot();                             \
  }                                                        \
  }
ATOMICS_LAB_RECORDS(ATOMICS_LAB_DEFINE_SNAPSHOT)
#undef ATOMICS_LAB_DEFINE_SNAPSHOT

// What the name means inside the namespaces that have no such function.
constexpr std::nullptr_t Snapshot = nullptr;

#define ATOMICS_LAB_MAKE_PROBE(name, header, ...)                              \
  namespace name {                                                             \
  static_assert(HasSnapshot<Type> ==                                           \
                    !std::is_same_v<decltype(Snapshot), const std::nullptr_t>, \
                #name                                                          \
                " belongs into ATOMICS_LAB_RECORDS if and only if it "         \
                "has Snapshot");                                               \
  static Probe Make(const Specimen& specimen) {                                \
    return MakeProbe<Type, Add, Read, Snapshot>(specimen);                     \
  }                                                                            \
  }
ATOMICS_LAB_CATALOG(ATOMICS_LAB_MAKE_PROBE)
#undef ATOMICS_LAB_MAKE_PROBE

}  // namespace probes

std::span<const Probe> Probes() {
#define ATOMICS_LAB_LIST_PROBE(name, header, ...) \
  probes::name::Make(*specimen++),
  static const auto probes = [] {
    const Specimen* specimen = Specimens().data();
    return std::to_array<Probe>({ATOMICS_LAB_CATALOG(ATOMICS_LAB_LIST_PROBE)});
  }();
#undef ATOMICS_LAB_LIST_PROBE
  return probes;
}

const Probe* FindProbe(std::string_view name) {
  const auto probe = std::ranges::find(
      Probes(), name, [](const Probe& p) { return p.specimen.name; });
  return probe == Probes().end() ? nullptr : &*probe;
}

}  // namespace atomics_lab
