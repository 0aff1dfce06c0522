// The only place that names the specimens whose races ThreadSanitizer is not to
// report. Linked into every program that links the probes; in a build without
// ThreadSanitizer nobody calls it.
//
// Only racy_plain and racy_volatile are named. The other racy specimens lose
// updates through atomic accesses, which are no data races.

// Source: sanitizer/tsan_interface.h and the "ThreadSanitizer suppressions"
// page of the sanitizers' documentation; the runtime looks this symbol up.
extern "C" const char* __tsan_default_suppressions();

extern "C" const char* __tsan_default_suppressions() {
  return "race:atomics_lab::probes::racy_plain::*\n"
         "race:atomics_lab::probes::racy_volatile::*\n";
}
