// Names of symbols as the compiler and as people write them.
#ifndef ATOMICS_LAB_TOOLS_ELF_NAMES_H_
#define ATOMICS_LAB_TOOLS_ELF_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

namespace atomics_lab::elf {

// The C++ name of a mangled symbol (Itanium C++ ABI, section 5.1), or the Rust
// name of one that starts with `_R` (Rust RFC 2603) if this was built where
// libiberty is installed; the symbol itself if it is not mangled.
// Guarantees: also the symbol itself where its name might not end before
// hundreds of megabytes, as a few hundred hostile characters can.
std::string Demangle(std::string_view mangled);

// A demangled function name without its return type, parameters and
// qualifiers: `ns::C::F<int>` for `void ns::C::F<int>(int) const`. Names that
// have no parameter list come back as they are.
std::string_view WithoutParameters(std::string_view demangled);

// A name without parameters, and its last parts: `ns::C<a::b>::F`, `C<a::b>::F`
// and `F`. The longest first.
std::vector<std::string_view> LastPartsOf(std::string_view name);

// A name without parameters, and without template arguments and ABI tags:
// `ns::C::F` for `ns::C<int>::F[abi:cxx11]<long>`, `operator<` for
// `operator< <int>`.
std::string WithoutTemplateArguments(std::string_view name);

}  // namespace atomics_lab::elf

#endif  // ATOMICS_LAB_TOOLS_ELF_NAMES_H_
