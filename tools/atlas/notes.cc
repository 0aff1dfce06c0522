#include "tools/atlas/notes.h"

#include <string_view>

namespace atomics_lab::atlas {

std::string_view Introduction() { return "# The atlas of mappings\n\n"; }

std::string_view Notes() { return "## Notes\n\n"; }

}  // namespace atomics_lab::atlas
