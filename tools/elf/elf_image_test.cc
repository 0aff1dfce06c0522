#include "tools/elf/elf_image.h"

#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/elf/fixtures.h"

namespace atomics_lab::elf {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Raw = std::vector<std::uint8_t>;

// The fixture, with its ELF header changed.
template <typename Change>
Raw WithHeader(Change change) {
  Raw bytes = FixtureBytes("x86_64-gcc.o");
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  change(header);
  std::memcpy(bytes.data(), &header, sizeof(header));
  return bytes;
}

// The fixture, with every section header changed.
template <typename Change>
Raw WithSections(Change change) {
  Raw bytes = FixtureBytes("x86_64-gcc.o");
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  for (std::size_t i = 0; i < header.e_shnum; ++i) {
    std::uint8_t* at = bytes.data() + header.e_shoff + i * sizeof(Elf64_Shdr);
    Elf64_Shdr section;
    std::memcpy(&section, at, sizeof(section));
    change(section);
    std::memcpy(at, &section, sizeof(section));
  }
  return bytes;
}

// The message that `bytes` are refused with; empty if they are not.
std::string Refusal(const Raw& bytes) {
  const absl::Status status = ElfImage::Parse(bytes, "a.o").status();
  if (status.ok()) return "";
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              AllOf(testing::StartsWith("a.o "), Not(HasSubstr("\n"))));
  return std::string(status.message());
}

TEST(ElfImageTest, ReadsSectionsAndTheirBytes) {
  const Raw bytes = FixtureBytes("x86_64-gcc.o");
  const absl::StatusOr<ElfImage> image = ElfImage::Parse(bytes, "a.o");
  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_EQ(image->architecture(), Architecture::kX86_64);
  EXPECT_TRUE(image->relocatable());
  const std::size_t text = image->FindSection(".text").value_or(0);
  const Section& section = image->sections().at(text);
  EXPECT_EQ(section.name, ".text");
  EXPECT_TRUE(section.is_code());
  EXPECT_EQ(image->SectionBytes(text).size(), section.size);
  EXPECT_FALSE(image->FindSection(".no_such").has_value());
}

TEST(ElfImageTest, FindsTheSectionOfAnAddress) {
  const Raw bytes = FixtureBytes("aarch64_outline.so");
  const absl::StatusOr<ElfImage> image = ElfImage::Parse(bytes, "a.so");
  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_EQ(image->architecture(), Architecture::kAArch64);
  EXPECT_FALSE(image->relocatable());
  const std::size_t text = image->FindSection(".text").value_or(0);
  const Section& section = image->sections().at(text);
  EXPECT_EQ(image->SectionAt(section.address), text);
  EXPECT_EQ(image->SectionAt(section.address + section.size - 1), text);
  EXPECT_EQ(image->SectionAt(~std::uint64_t{0}), std::nullopt);
}

TEST(ElfImageTest, SaysWhichMachineItFound) {
  EXPECT_THAT(
      Refusal(WithHeader([](Elf64_Ehdr& h) { h.e_machine = EM_RISCV; })),
      HasSubstr("is for RISC-V; x86-64 and AArch64 are read"));
  EXPECT_THAT(Refusal(WithHeader(
                  [](Elf64_Ehdr& h) { h.e_ident[EI_CLASS] = ELFCLASS32; })),
              HasSubstr("64-bit"));
  EXPECT_THAT(Refusal(WithHeader(
                  [](Elf64_Ehdr& h) { h.e_ident[EI_DATA] = ELFDATA2MSB; })),
              HasSubstr("big-endian"));
}

TEST(ElfImageTest, SaysThatAFileIsTruncated) {
  const Raw whole = FixtureBytes("x86_64-gcc.o");
  EXPECT_THAT(Refusal(Raw(whole.begin(), whole.begin() + 40)),
              HasSubstr("truncated"));
  EXPECT_THAT(Refusal(Raw(whole.begin(), whole.end() - 1)),
              HasSubstr("truncated"));
}

TEST(ElfImageTest, RefusesSectionHeadersThatCannotBe) {
  const auto offset = [](std::uint64_t value) {
    return WithHeader([=](Elf64_Ehdr& h) { h.e_shoff = value; });
  };
  EXPECT_THAT(Refusal(offset(0)), HasSubstr("no section headers"));
  EXPECT_THAT(Refusal(offset(~std::uint64_t{0})), HasSubstr("damaged"));
  EXPECT_THAT(Refusal(offset(~std::uint64_t{0} - 63)), HasSubstr("damaged"));
  EXPECT_THAT(Refusal(WithHeader([](Elf64_Ehdr& h) { h.e_shnum = 0xfeff; })),
              HasSubstr("damaged"));
}

TEST(ElfImageTest, BytesOfSectionsOutsideTheFileAreEmpty) {
  for (const std::uint64_t offset :
       {std::uint64_t{1} << 20, ~std::uint64_t{0}, ~std::uint64_t{0} - 8}) {
    const Raw bytes =
        WithSections([=](Elf64_Shdr& s) { s.sh_offset = offset; });
    const absl::StatusOr<ElfImage> image = ElfImage::Parse(bytes, "a.o");
    ASSERT_TRUE(image.ok()) << image.status();
    for (std::size_t i = 0; i < image->sections().size(); ++i) {
      EXPECT_THAT(image->SectionBytes(i), IsEmpty());
    }
    EXPECT_THAT(image->SectionBytes(1'000'000), IsEmpty());
  }
}

TEST(ElfImageTest, RefusesFilesWithoutCode) {
  EXPECT_THAT(Refusal(WithSections([](Elf64_Shdr& s) { s.sh_flags = 0; })),
              HasSubstr("holds no code"));
  EXPECT_THAT(
      Refusal(WithSections([](Elf64_Shdr& s) { s.sh_type = SHT_NOBITS; })),
      HasSubstr("holds no code"));
}

TEST(ElfImageTest, KnowsImplausibleCompression) {
  Raw bytes = FixtureBytes("x86_64-gz.o");
  {
    const absl::StatusOr<ElfImage> image = ElfImage::Parse(bytes, "a.o");
    ASSERT_TRUE(image.ok()) << image.status();
    EXPECT_TRUE(image->CompressionIsPlausible());
    // The claimed size follows the type and a reserved word.
    const std::size_t info = image->FindSection(".debug_info").value_or(0);
    const std::uint64_t claim = std::uint64_t{1} << 40;
    std::memcpy(bytes.data() + image->sections()[info].offset +
                    offsetof(Elf64_Chdr, ch_size),
                &claim, sizeof(claim));
  }
  const absl::StatusOr<ElfImage> image = ElfImage::Parse(bytes, "a.o");
  ASSERT_TRUE(image.ok()) << image.status();
  EXPECT_FALSE(image->CompressionIsPlausible());
}

}  // namespace
}  // namespace atomics_lab::elf
