// Any bytes survive Binary. Build with --config=fuzz; start from corpus/ and
// testdata/.
#include <cstddef>
#include <cstdint>

#include "tools/listing/read_everything.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  atomics_lab::listing::ReadEverything({data, size});
  return 0;
}
