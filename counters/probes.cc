#include "counters/probes.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "counters/catalog.h"
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

// ProbeSymbol (catalog.cc) spells these names.
#define ATOMICS_LAB_DEFINE_PROBE(name, header, ...)              \
  namespace name {                                               \
  using Type = __VA_ARGS__;                                      \
  ATOMICS_LAB_PROBE void Add(Type& counter, Type::Value delta) { \
    counter.Add(delta);                                          \
  }                                                              \
  ATOMICS_LAB_PROBE Type::Value Read(const Type& counter) {      \
    return counter.Read();                                       \
  }                                                              \
  }
ATOMICS_LAB_CATALOG(ATOMICS_LAB_DEFINE_PROBE)
#undef ATOMICS_LAB_DEFINE_PROBE

}  // namespace probes

std::span<const Probe> Probes() {
#define ATOMICS_LAB_MAKE_PROBE(name, header, ...) \
  MakeProbe<__VA_ARGS__, probes::name::Add, probes::name::Read>(*specimen++),
  static const auto probes = [] {
    const Specimen* specimen = Specimens().data();
    return std::to_array<Probe>({ATOMICS_LAB_CATALOG(ATOMICS_LAB_MAKE_PROBE)});
  }();
#undef ATOMICS_LAB_MAKE_PROBE
  return probes;
}

const Probe* FindProbe(std::string_view name) {
  const auto probe = std::ranges::find(
      Probes(), name, [](const Probe& p) { return p.specimen.name; });
  return probe == Probes().end() ? nullptr : &*probe;
}

}  // namespace atomics_lab
