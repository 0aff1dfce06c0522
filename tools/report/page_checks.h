// What tests ask of a page.
#ifndef ATOMICS_LAB_TOOLS_REPORT_PAGE_CHECKS_H_
#define ATOMICS_LAB_TOOLS_REPORT_PAGE_CHECKS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace atomics_lab::report {

// What is wrong with the nesting of `html`'s tags; empty if nothing is.
// End tags of cells and rows may be left out. Attribute values must hold no
// '>', which our escaping guarantees.
std::string FaultOf(std::string_view html);

std::size_t Count(std::string_view text, std::string_view part);

// Listings that are seen without opening anything.
std::size_t ListingsOutsideOfFolds(std::string_view html);

// A part of `html` by which a page takes something from elsewhere, or makes
// code or markup of text while it is shown; empty if there is none.
std::string_view PartThatReachesOut(std::string_view html);

// Expects that tags match, that no id stands twice, and that every link leads
// to one.
void ExpectSound(std::string_view html);

}  // namespace atomics_lab::report

#endif  // ATOMICS_LAB_TOOLS_REPORT_PAGE_CHECKS_H_
