// Reads an ELF object, executable or shared library into functions made of
// instructions: ELF and DWARF through elfutils, decoding through Capstone.
//
// Sources: System V ABI, "Object Files"; DWARF 5, sections 6.2 (line numbers)
// and 3.1.1 (DW_AT_producer); the ELF supplements for x86-64 and AArch64 for
// relocation types.
#ifndef ATOMICS_LAB_TOOLS_LISTING_BINARY_H_
#define ATOMICS_LAB_TOOLS_LISTING_BINARY_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tools/elf/debug_file.h"
#include "tools/listing/listing.h"

namespace atomics_lab::listing {

// A function symbol, before anything is decoded.
struct FunctionSymbol {
  std::string mangled;
  std::uint64_t address = 0;
  std::uint64_t size = 0;   // bytes
  std::size_t section = 0;  // index
};

// An opened ELF file.
//
// Guarantees: any bytes whatever are either read or refused with a Status;
// nothing crashes, and memory is bounded by the size of the file, never by a
// size that the file claims.
// Thread safety: one thread at a time.
class Binary {
 public:
  // Opens the file at `path`, mapped, not copied.
  // Errors (each one line that names `path`): NotFound or PermissionDenied as
  // the system says; InvalidArgument for what is not ELF, is truncated, is of
  // a class, byte order or machine other than 64-bit little-endian x86-64 or
  // AArch64 (it says which it is), or holds no code.
  // With `debug`, its names and lines may come from its debug file; errors of
  // that are those of elf::FindDebugFile.
  static absl::StatusOr<Binary> Open(const std::string& path,
                                     const elf::DebugSource& debug = {});

  // The same for bytes in memory; `name` stands for the path in messages.
  // Requires: `bytes` outlives the Binary.
  static absl::StatusOr<Binary> Parse(absl::Span<const std::uint8_t> bytes,
                                      std::string name);

  Binary(Binary&&) noexcept;
  Binary& operator=(Binary&&) noexcept;
  ~Binary();

  Architecture architecture() const;

  // What elf::FindDebugFile refused.
  const std::vector<std::string>& refused_debug_files() const;

  // Every defined function symbol, by address. Aliases are listed each.
  std::vector<FunctionSymbol> Functions() const;

  // Decodes one function, named as name_pattern.h says.
  // Guarantees: reads only the symbol tables and that function's bytes,
  // relocations and lines.
  // Errors: NotFound, which suggests the nearest names; InvalidArgument for an
  // ambiguous name (it lists the candidates) and for a symbol whose bytes lie
  // outside the file. Bytes that are no instruction, or a newer one than the
  // decoder knows, are no error: see Instruction::unknown.
  absl::StatusOr<Function> Disassemble(std::string_view symbol) const;

  // The same for one of Functions(), even where several have its name.
  // Errors: as above; NotFound for what is not one of them.
  absl::StatusOr<Function> Disassemble(const FunctionSymbol& symbol) const;

 private:
  class Impl;
  explicit Binary(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace atomics_lab::listing

#endif  // ATOMICS_LAB_TOOLS_LISTING_BINARY_H_
