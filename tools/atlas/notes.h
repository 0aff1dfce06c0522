// The words around the atlas's tables.
#ifndef ATOMICS_LAB_TOOLS_ATLAS_NOTES_H_
#define ATOMICS_LAB_TOOLS_ATLAS_NOTES_H_

#include <string_view>

namespace atomics_lab::atlas {

// Title and how to read what follows, as Markdown.
std::string_view Introduction();

// What a reader would stumble over, as Markdown.
std::string_view Notes();

}  // namespace atomics_lab::atlas

#endif  // ATOMICS_LAB_TOOLS_ATLAS_NOTES_H_
