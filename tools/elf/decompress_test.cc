#include "tools/elf/decompress.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tools/elf/mapped_file.h"
#ifdef ATOMICS_LAB_HAS_LZMA
#include <lzma.h>
#endif
#ifdef ATOMICS_LAB_HAS_ZSTD
#include <zstd.h>
#endif

namespace atomics_lab::elf {
namespace {

using Raw = std::vector<std::uint8_t>;

std::string Written(const Raw& bytes) {
  const std::string path = testing::TempDir() + "/decompress_test.bin";
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  return path;
}

// What a file with these bytes is read as.
absl::StatusOr<Raw> ReadAs(const Raw& bytes) {
  const absl::StatusOr<MappedFile> file = MappedFile::Open(Written(bytes));
  if (!file.ok()) return file.status();
  return Raw(file->bytes().begin(), file->bytes().end());
}

// Bytes that compress by little, as code does.
Raw Code(std::size_t size) {
  Raw bytes(size);
  std::uint32_t state = 1;
  for (std::uint8_t& byte : bytes) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<std::uint8_t>(state >> 24 & 0x3F);
  }
  return bytes;
}

using Compress = std::function<Raw(const Raw&)>;

void ExpectRoundTrips(const Compress& compress) {
  for (const std::size_t size : {0, 1, 65536, 65537, 300000}) {
    const absl::StatusOr<Raw> read = ReadAs(compress(Code(size)));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(*read, Code(size));
  }
}

void ExpectRefusal(const Raw& bytes, std::string_view why) {
  const absl::Status status = ReadAs(bytes).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_TRUE(absl::EndsWith(status.message(), why)) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "decompress_test.bin is "));
}

// Cut, followed by more, or with a bit of the middle turned: no crash, and no
// bytes other than those that went in.
void ExpectDamageIsRefused(const Compress& compress) {
  const Raw sound = compress(Code(5000));
  for (std::size_t size = 6; size < sound.size(); size += 41) {
    ExpectRefusal(
        {sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(size)},
        "is damaged or cut");
  }
  Raw longer = sound;
  longer.insert(longer.end(), {'m', 'o', 'r', 'e', '!'});
  ExpectRefusal(longer, "is damaged or cut");
  for (std::size_t i = 6; i < sound.size(); ++i) {
    Raw damaged = sound;
    damaged[i] ^= 0x10;
    const absl::StatusOr<Raw> read = ReadAs(damaged);
    if (read.ok()) {
      EXPECT_EQ(*read, Code(5000)) << i;
    }
  }
}

// Zeros compress by thousands.
void ExpectBombsAreRefused(const Compress& compress) {
  ExpectRefusal(compress(Raw(std::size_t{1} << 24)),
                absl::StrCat(" and holds more than ", kMostCompressed,
                             " times its size; decompress it first"));
}

#ifdef ATOMICS_LAB_HAS_LZMA
Raw Xz(const Raw& bytes) {
  Raw out(lzma_stream_buffer_bound(bytes.size()));
  std::size_t size = 0;
  EXPECT_EQ(
      lzma_easy_buffer_encode(6, LZMA_CHECK_CRC32, nullptr, bytes.data(),
                              bytes.size(), out.data(), &size, out.size()),
      LZMA_OK);
  out.resize(size);
  return out;
}

TEST(DecompressTest, XzIsRead) { ExpectRoundTrips(Xz); }
TEST(DecompressTest, DamagedXzIsRefused) { ExpectDamageIsRefused(Xz); }
TEST(DecompressTest, XzThatHoldsFarTooMuchIsRefused) {
  ExpectBombsAreRefused(Xz);
}
#else
TEST(DecompressTest, XzIsRefused) {
  ExpectRefusal({0xFD, '7', 'z', 'X', 'Z', 0}, "decompress it first");
}
#endif

#ifdef ATOMICS_LAB_HAS_ZSTD
Raw Zstd(const Raw& bytes) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  Raw out(ZSTD_compressBound(bytes.size()));
  const std::size_t size = ZSTD_compress2(context, out.data(), out.size(),
                                          bytes.data(), bytes.size());
  ZSTD_freeCCtx(context);
  EXPECT_EQ(ZSTD_isError(size), 0U);
  out.resize(size);
  return out;
}

TEST(DecompressTest, ZstdIsRead) { ExpectRoundTrips(Zstd); }
TEST(DecompressTest, DamagedZstdIsRefused) { ExpectDamageIsRefused(Zstd); }
TEST(DecompressTest, ZstdThatHoldsFarTooMuchIsRefused) {
  ExpectBombsAreRefused(Zstd);
}
#else
TEST(DecompressTest, ZstdIsRefused) {
  ExpectRefusal({0x28, 0xB5, 0x2F, 0xFD}, "decompress it first");
}
#endif

TEST(DecompressTest, OtherFilesStayAsTheyAre) {
  const Raw bytes = {0xFD, '7', 'z', 'X', 'Y', 0};
  EXPECT_EQ(ReadAs(bytes).value(), bytes);
}

}  // namespace
}  // namespace atomics_lab::elf
