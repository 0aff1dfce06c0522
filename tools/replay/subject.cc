#include "tools/replay/subject.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tools/listing/binary.h"
#include "tools/listing/listing.h"
#include "tools/program/counter_job.h"
#include "tools/program/image.h"
#include "tools/program/threads.h"

namespace atomics_lab::replay {

absl::StatusOr<std::vector<std::string>> SubjectWords(const std::string& file,
                                                      std::string_view specimen,
                                                      int threads) {
  ABSL_ASSIGN_OR_RETURN(const listing::Binary binary,
                        listing::Binary::Open(file));
  ABSL_ASSIGN_OR_RETURN(const program::Image image, program::OpenImage(file));
  const std::uint64_t pointer =
      program::MakeOwnMemory(image, 0).thread_pointer - program::kOwn;
  std::vector<std::string> words = {file};
  for (const std::uint64_t place :
       {program::kCounter, program::kOwn, program::kOwnStride, pointer,
        static_cast<std::uint64_t>(program::HeapFromThreadPointer(image)),
        program::kAloneSlot, program::kReturnAddress}) {
    words.push_back(absl::StrCat(absl::Hex(place)));
  }
  for (const std::string_view function : {"Construct", "Size", "Add", "Read"}) {
    ABSL_ASSIGN_OR_RETURN(
        const listing::Function code,
        binary.Disassemble(program::ProbeFunction(specimen, function)));
    words.push_back(absl::StrCat(absl::Hex(code.address)));
  }
  words.push_back(absl::StrCat(threads));
  return words;
}

}  // namespace atomics_lab::replay
