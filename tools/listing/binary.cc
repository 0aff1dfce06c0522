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
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/listing/budget.h"
#include "tools/listing/crash_line.h"
#include "tools/listing/decoder.h"
#include "tools/listing/elf_image.h"
#include "tools/listing/function_lookup.h"
#include "tools/listing/lines.h"
#include "tools/listing/mapped_file.h"
#include "tools/listing/names.h"
#include "tools/listing/references.h"
#include "tools/listing/symbol_table.h"

namespace atomics_lab::listing {
namespace {

// How many bytes of names and paths one listing may hold for each byte of the
// file. Each instruction carries the names it refers to, and a hostile file
// may give all of them the same endless name.
constexpr std::size_t kTextPerFileByte = 64;

}  // namespace

class Binary::Impl {
 public:
  Impl(std::optional<MappedFile> file, ElfImage image)
      : file_(std::move(file)), image_(std::move(image)) {}

  const ElfImage& image() const { return image_; }
  const SymbolTable& symbols() const { return symbols_; }
  absl::StatusOr<Function> Disassemble(std::string_view name);
  absl::StatusOr<Function> Disassemble(const FunctionSymbol& wanted);

 private:
  absl::StatusOr<Function> Disassemble(const Symbol& symbol);
  absl::StatusOr<Bytes> CodeOf(const Symbol& symbol) const;
  absl::StatusOr<std::vector<Decoded>> Decode(const Symbol& symbol) const;

  std::optional<MappedFile> file_;
  ElfImage image_;
  SymbolTable symbols_ = SymbolTable(image_);
  Decoder decoder_ = Decoder(image_.architecture());
  References references_ = References(image_, symbols_);
  Lines lines_ = Lines(image_);
};

absl::StatusOr<Function> Binary::Impl::Disassemble(std::string_view name) {
  const absl::StatusOr<Symbol> symbol =
      FindFunction(symbols_.functions(), name, image_.name());
  if (!symbol.ok()) return symbol.status();
  return Disassemble(*symbol);
}

absl::StatusOr<Function> Binary::Impl::Disassemble(
    const FunctionSymbol& wanted) {
  const auto place = [](const auto& symbol) {
    return std::make_pair(symbol.section, symbol.address);
  };
  for (const Symbol& symbol : std::ranges::equal_range(
           symbols_.functions(), place(wanted), std::less<>(), place)) {
    if (symbol.name == wanted.mangled) return Disassemble(symbol);
  }
  return absl::NotFoundError(absl::StrCat(image_.name(), ": no function `",
                                          wanted.mangled, "` lies at 0x",
                                          absl::Hex(wanted.address)));
}

absl::StatusOr<Function> Binary::Impl::Disassemble(const Symbol& symbol) {
  absl::StatusOr<std::vector<Decoded>> code = Decode(symbol);
  if (!code.ok()) return code.status();
  Budget text(kTextPerFileByte * image_.file_size());
  bool complete = references_.Resolve(symbol, *code, text);
  Function function;
  function.architecture = image_.architecture();
  function.mangled = symbol.name;
  function.demangled = Demangle(symbol.name);
  function.address = symbol.address;
  function.size = symbol.size;
  for (Decoded& decoded : *code) {
    function.instructions.push_back(std::move(decoded.instruction));
  }
  complete = lines_.Describe(symbol, function, text) && complete;
  if (complete) return function;
  return absl::InvalidArgumentError(
      absl::StrCat(image_.name(), ": the names that `", function.mangled,
                   "` refers to are out of all proportion to the file"));
}

absl::StatusOr<Bytes> Binary::Impl::CodeOf(const Symbol& symbol) const {
  const Section& section = image_.sections()[symbol.section];
  const Bytes bytes = image_.SectionBytes(symbol.section);
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
    const Symbol& symbol) const {
  const absl::StatusOr<Bytes> code = CodeOf(symbol);
  if (!code.ok()) return code.status();
  std::vector<Decoded> decoded;
  std::size_t done = 0;
  while (done < code->size()) {
    const Bytes rest = code->subspan(done);
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

absl::StatusOr<Binary> Binary::Open(const std::string& path) {
  const FileBeingRead reading(path);
  absl::StatusOr<MappedFile> file = MappedFile::Open(path);
  if (!file.ok()) return file.status();
  absl::StatusOr<ElfImage> image = ElfImage::Parse(file->bytes(), path);
  if (!image.ok()) return image.status();
  return Binary(std::make_unique<Impl>(*std::move(file), *std::move(image)));
}

absl::StatusOr<Binary> Binary::Parse(absl::Span<const std::uint8_t> bytes,
                                     std::string name) {
  absl::StatusOr<ElfImage> image = ElfImage::Parse(bytes, std::move(name));
  if (!image.ok()) return image.status();
  return Binary(std::make_unique<Impl>(std::nullopt, *std::move(image)));
}

Binary::Binary(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Binary::Binary(Binary&&) noexcept = default;
Binary& Binary::operator=(Binary&&) noexcept = default;
Binary::~Binary() = default;

Architecture Binary::architecture() const {
  return impl_->image().architecture();
}

std::vector<FunctionSymbol> Binary::Functions() const {
  const FileBeingRead reading(impl_->image().name());
  std::vector<FunctionSymbol> functions;
  Budget text(kTextPerFileByte * impl_->image().file_size());
  for (const Symbol& symbol : impl_->symbols().functions()) {
    if (!text.Spend(symbol.name.size())) break;
    functions.push_back({.mangled = std::string(symbol.name),
                         .address = symbol.address,
                         .size = symbol.size,
                         .section = symbol.section});
  }
  return functions;
}

absl::StatusOr<Function> Binary::Disassemble(std::string_view symbol) const {
  const FileBeingRead reading(impl_->image().name());
  return impl_->Disassemble(symbol);
}

absl::StatusOr<Function> Binary::Disassemble(
    const FunctionSymbol& symbol) const {
  const FileBeingRead reading(impl_->image().name());
  return impl_->Disassemble(symbol);
}

}  // namespace atomics_lab::listing
