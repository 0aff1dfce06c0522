#include "tools/listing/binary.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/elf/budget.h"
#include "tools/elf/crash_line.h"
#include "tools/elf/debug_file.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/lines.h"
#include "tools/elf/mapped_file.h"
#include "tools/elf/names.h"
#include "tools/elf/symbol_table.h"
#include "tools/listing/decoder.h"
#include "tools/listing/function_lookup.h"
#include "tools/listing/references.h"

namespace atomics_lab::listing {
namespace {

// How many bytes of names and paths one listing may hold for each byte of the
// file. Each instruction carries the names it refers to, and a hostile file
// may give all of them the same endless name.
constexpr std::size_t kTextPerFileByte = 64;

}  // namespace

class Binary::Impl {
 public:
  Impl(std::optional<elf::MappedFile> file, elf::ElfImage image,
       elf::FoundDebugFile debug)
      : file_(std::move(file)),
        image_(std::move(image)),
        debug_(std::move(debug)) {}

  const elf::ElfImage& image() const { return image_; }
  const elf::FoundDebugFile& debug() const { return debug_; }
  const elf::SymbolTable& symbols() const { return symbols_; }
  // Of names and paths of one listing.
  std::size_t most_text() const {
    return kTextPerFileByte *
           (image_.file_size() +
            (debug_.file.has_value() ? debug_.file->image.file_size() : 0));
  }
  absl::StatusOr<Function> Disassemble(std::string_view name);
  absl::StatusOr<Function> Disassemble(const FunctionSymbol& wanted);

 private:
  absl::StatusOr<Function> Disassemble(const elf::Symbol& symbol);
  absl::StatusOr<elf::Bytes> CodeOf(const elf::Symbol& symbol) const;
  // False if its lines are out of all proportion to the file.
  bool AddOrigins(std::size_t section, Function& function,
                  elf::Budget& text) const;
  absl::StatusOr<std::vector<Decoded>> Decode(const elf::Symbol& symbol) const;

  std::optional<elf::MappedFile> file_;
  elf::ElfImage image_;
  elf::FoundDebugFile debug_;
  elf::SymbolTable symbols_ = elf::SymbolTable(
      image_, debug_.file.has_value() ? &debug_.file->image : nullptr);
  Decoder decoder_ = Decoder(image_.architecture());
  References references_ = References(image_, symbols_);
  elf::Lines lines_ = elf::Lines(*elf::WithLines(&image_, debug_.file));
};

absl::StatusOr<Function> Binary::Impl::Disassemble(std::string_view name) {
  ABSL_ASSIGN_OR_RETURN(
      const elf::Symbol symbol,
      FindFunction(symbols_.functions(), name, image_.name()));
  return Disassemble(symbol);
}

absl::StatusOr<Function> Binary::Impl::Disassemble(
    const FunctionSymbol& wanted) {
  const auto place = [](const auto& symbol) {
    return std::make_pair(symbol.section, symbol.address);
  };
  for (const elf::Symbol& symbol : std::ranges::equal_range(
           symbols_.functions(), place(wanted), std::less<>(), place)) {
    if (symbol.name == wanted.mangled) return Disassemble(symbol);
  }
  return absl::NotFoundError(absl::StrCat(image_.name(), ": no function `",
                                          wanted.mangled, "` lies at 0x",
                                          absl::Hex(wanted.address)));
}

absl::StatusOr<Function> Binary::Impl::Disassemble(const elf::Symbol& symbol) {
  ABSL_ASSIGN_OR_RETURN(std::vector<Decoded> code, Decode(symbol));
  elf::Budget text(most_text());
  bool complete = references_.Resolve(symbol, code, text);
  Function function;
  function.architecture = image_.architecture();
  function.mangled = symbol.name;
  function.demangled = elf::Demangle(symbol.name);
  function.address = symbol.address;
  function.size = symbol.size;
  for (Decoded& decoded : code) {
    function.instructions.push_back(std::move(decoded.instruction));
  }
  complete = AddOrigins(symbol.section, function, text) && complete;
  if (complete) return function;
  return absl::InvalidArgumentError(
      absl::StrCat(image_.name(), ": the names that `", function.mangled,
                   "` refers to are out of all proportion to the file"));
}

bool Binary::Impl::AddOrigins(std::size_t section, Function& function,
                              elf::Budget& text) const {
  function.producer = lines_.ProducerOf(section, function.address);
  std::vector<std::uint64_t> addresses;
  addresses.reserve(function.instructions.size());
  for (const Instruction& instruction : function.instructions) {
    addresses.push_back(instruction.address);
  }
  std::vector<elf::Origin> origins = lines_.OriginsOf(section, addresses, text);
  for (std::size_t i = 0; i < origins.size(); ++i) {
    function.instructions[i].origin = std::move(origins[i]);
  }
  return origins.size() == function.instructions.size();
}

absl::StatusOr<elf::Bytes> Binary::Impl::CodeOf(
    const elf::Symbol& symbol) const {
  const elf::Section& section = image_.sections()[symbol.section];
  const elf::Bytes bytes = image_.SectionBytes(symbol.section);
  const std::uint64_t offset =
      symbol.address - (image_.relocatable() ? 0 : section.address);
  if (offset > bytes.size() || symbol.size > bytes.size() - offset) {
    return absl::InvalidArgumentError(absl::StrCat(
        image_.name(), ": the ", symbol.size, " bytes of `", symbol.name,
        "` at 0x", absl::Hex(symbol.address), " lie outside the ", bytes.size(),
        " bytes of section `", section.name, "` in the file"));
  }
  return bytes.subspan(offset, symbol.size);
}

absl::StatusOr<std::vector<Decoded>> Binary::Impl::Decode(
    const elf::Symbol& symbol) const {
  ABSL_ASSIGN_OR_RETURN(const elf::Bytes code, CodeOf(symbol));
  std::vector<Decoded> decoded;
  std::size_t done = 0;
  while (done < code.size()) {
    const elf::Bytes rest = code.subspan(done);
    const std::uint64_t address = symbol.address + done;
    std::optional<Decoded> next = symbols_.IsData(symbol.section, address)
                                      ? DecodeData(rest, address)
                                      : decoder_.Decode(rest, address);
    if (!next.has_value()) {
      next = DecodeUnknown(image_.architecture(), rest, address);
    }
    done += next->instruction.bytes.size();
    decoded.push_back(*std::move(next));
  }
  return decoded;
}

absl::StatusOr<Binary> Binary::Open(const std::string& path,
                                    const elf::DebugSource& debug) {
  const elf::FileBeingRead reading(path);
  ABSL_ASSIGN_OR_RETURN(elf::MappedFile file, elf::MappedFile::Open(path));
  ABSL_ASSIGN_OR_RETURN(elf::ElfImage image,
                        elf::ElfImage::Parse(file.bytes(), path));
  ABSL_ASSIGN_OR_RETURN(elf::FoundDebugFile found,
                        elf::FindDebugFile(image, debug));
  return Binary(std::make_unique<Impl>(std::move(file), std::move(image),
                                       std::move(found)));
}

absl::StatusOr<Binary> Binary::Parse(absl::Span<const std::uint8_t> bytes,
                                     std::string name) {
  ABSL_ASSIGN_OR_RETURN(elf::ElfImage image,
                        elf::ElfImage::Parse(bytes, std::move(name)));
  return Binary(std::make_unique<Impl>(std::nullopt, std::move(image),
                                       elf::FoundDebugFile{}));
}

Binary::Binary(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Binary::Binary(Binary&&) noexcept = default;
Binary& Binary::operator=(Binary&&) noexcept = default;
Binary::~Binary() = default;

Architecture Binary::architecture() const {
  return impl_->image().architecture();
}

const std::vector<std::string>& Binary::refused_debug_files() const {
  return impl_->debug().refused;
}

std::vector<FunctionSymbol> Binary::Functions() const {
  const elf::FileBeingRead reading(impl_->image().name());
  std::vector<FunctionSymbol> functions;
  elf::Budget text(impl_->most_text());
  for (const elf::Symbol& symbol : impl_->symbols().functions()) {
    if (!text.Spend(symbol.name.size())) break;
    functions.push_back({.mangled = std::string(symbol.name),
                         .address = symbol.address,
                         .size = symbol.size,
                         .section = symbol.section});
  }
  return functions;
}

absl::StatusOr<Function> Binary::Disassemble(std::string_view symbol) const {
  const elf::FileBeingRead reading(impl_->image().name());
  return impl_->Disassemble(symbol);
}

absl::StatusOr<Function> Binary::Disassemble(
    const FunctionSymbol& symbol) const {
  const elf::FileBeingRead reading(impl_->image().name());
  return impl_->Disassemble(symbol);
}

}  // namespace atomics_lab::listing
