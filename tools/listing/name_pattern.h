// The one way to name functions: of `lab dump --function` and of promises.
//
//   name = a mangled symbol: _ZN2ns1C3AddEm
//        | parts [ parameters ] [ " at 0x" address ]
//
// `parts` is the demangled name or its last parts: `ns::C<int>::Add`,
// `C<int>::Add`, `Add`. Template arguments may be left out, all of them. Where
// there are `parameters`, they are the whole list as the demangler writes it,
// with what stands behind it: `Add(unsigned long)`, `Read() const`; blanks
// beside punctuation do not count. The address tells twins apart.
//
// `*` stands for any characters, but is itself in `operator*` and, within
// brackets, behind a type: `F(int*)`.
#ifndef ATOMICS_LAB_TOOLS_LISTING_NAME_PATTERN_H_
#define ATOMICS_LAB_TOOLS_LISTING_NAME_PATTERN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atomics_lab::listing {

// What a function may be named by.
struct NamedSymbol {
  std::string_view mangled;
  std::string_view demangled;            // Demangle(mangled)
  std::optional<std::uint64_t> address;  // as Instruction::address
};

class NamePattern {
 public:
  // How well a name fits, the better the greater.
  enum class Fit {
    kNone,
    kWithoutArguments,  // once template arguments are left out
    kLastParts,
    kWhole,  // all parts
    kExact,  // the symbol, or all that the demangler writes
  };

  // Guarantees: any text is a pattern; what is no name fits nothing.
  explicit NamePattern(std::string_view text);

  // What was given, without the address.
  const std::string& name() const { return name_; }

  // True if it is this very symbol's name as the compiler writes it.
  bool IsSymbol(std::string_view mangled,
                std::optional<std::uint64_t> address) const;

  // False only if what `mangled` means cannot fit, which is seen without
  // demangling it: demangling all names of a large file takes its time.
  bool MayFit(std::string_view mangled) const;

  Fit FitOf(const NamedSymbol& symbol) const;
  bool Fits(const NamedSymbol& symbol) const {
    return FitOf(symbol) != Fit::kNone;
  }

 private:
  Fit FitOfDemangled(std::string_view demangled) const;

  std::string name_;                      // as written
  std::optional<std::uint64_t> address_;  // absent: anywhere
  std::string parts_;                     // as compared
  std::string parameters_;                // as compared; empty: any
  std::string word_;                      // stands in whatever fits
  std::string identifier_;                // the last part, if it is one
};

// True if `text` can be a name: it is not empty, and blanks stand in it only
// within brackets, behind `operator`, in front of the address, and between a
// parameter list and `const` and its like.
bool IsFunctionName(std::string_view text);

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_NAME_PATTERN_H_
