#include "tools/elf/archive.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "gtest/gtest.h"

namespace atomics_lab::elf {
namespace {

using Raw = std::vector<std::uint8_t>;

Raw ToBytes(std::string_view text) { return {text.begin(), text.end()}; }

// A member as `ar` writes it.
std::string Member(std::string_view name, std::string_view contents) {
  return absl::StrFormat("%-16s%-12d%-6d%-6d%-8o%-10d`\n%s%s", name, 0, 0, 0,
                         0644, contents.size(), contents,
                         contents.size() % 2 == 0 ? "" : "\n");
}

TEST(ArchiveTest, MembersComeInOrderWithTheirLongNames) {
  const Raw bytes =
      ToBytes("!<arch>\n" + Member("//", "a_name_longer_than_fifteen.o/\n") +
              Member("odd.o/", "abc") + Member("/0", "0123456789"));
  const auto members = ReadArchive(bytes, "a").value();
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].name, "odd.o");
  EXPECT_EQ(ToBytes("abc"),
            Raw(members[0].bytes.begin(), members[0].bytes.end()));
  EXPECT_EQ(members[1].name, "a_name_longer_than_fifteen.o");
  EXPECT_EQ(members[1].bytes.size(), 10u);
}

TEST(ArchiveTest, OnlyTheMagicNumberMakesAnArchive) {
  EXPECT_TRUE(IsArchive(ToBytes("!<arch>\n")));
  EXPECT_FALSE(IsArchive(ToBytes("!<thin>\n")));
  EXPECT_FALSE(IsArchive(ToBytes("!<arch>")));
}

TEST(ArchiveTest, AnEmptyOneIsRefused) {
  const auto members = ReadArchive(ToBytes("!<arch>\n"), "empty.a");
  EXPECT_TRUE(absl::IsInvalidArgument(members.status()));
  EXPECT_TRUE(members.status().message().starts_with("empty.a "));
}

// Whatever is cut off or overwritten: members lie within, or it is refused.
TEST(ArchiveTest, DamageIsSurvived) {
  const Raw sound = ToBytes("!<arch>\n" + Member("one.o/", "abcd") +
                            Member("two.o/", "abcdef"));
  const auto read = [](const Raw& bytes) {
    const auto members = ReadArchive(bytes, "a");
    if (!members.ok()) return;
    for (const ArchiveMember& member : *members) {
      EXPECT_GE(member.bytes.data(), bytes.data());
      EXPECT_LE(member.bytes.data() + member.bytes.size(),
                bytes.data() + bytes.size());
    }
  };
  for (std::size_t size = 8; size < sound.size(); ++size) {
    read(Raw(sound.data(), sound.data() + size));
  }
  for (std::size_t at = 8; at < sound.size(); ++at) {
    for (const char byte : {'\0', '9', '-', '/', '\xFF'}) {
      Raw damaged = sound;
      damaged[at] = static_cast<std::uint8_t>(byte);
      read(damaged);
    }
  }
}

}  // namespace
}  // namespace atomics_lab::elf
