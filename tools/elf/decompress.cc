#include "tools/elf/decompress.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#ifdef ATOMICS_LAB_HAS_LZMA
#include <lzma.h>
#endif
#ifdef ATOMICS_LAB_HAS_ZSTD
#include <zstd.h>
#endif

namespace atomics_lab::elf {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kXzMagic = "\xFD\x37zXZ\0"sv;
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD"sv;

bool StartsWith(Bytes bytes, std::string_view magic) {
  return bytes.size() >= magic.size() &&
         std::equal(magic.begin(), magic.end(), bytes.begin(),
                    [](char a, std::uint8_t b) {
                      return static_cast<std::uint8_t>(a) == b;
                    });
}

// Memory without a file that grows, unmapped unless it is taken.
class Room {
 public:
  Room() = default;
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  ~Room() {
    if (begin_ != nullptr) munmap(begin_, size_);
  }

  std::uint8_t* begin() const { return begin_; }
  std::size_t size() const { return size_; }

  // Requires: `size` is not 0.
  absl::Status Resize(std::size_t size) {
    void* const address =
        begin_ == nullptr
            ? mmap(nullptr, size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
            : mremap(begin_, size_, size, MREMAP_MAYMOVE);
    if (address == MAP_FAILED) return absl::ErrnoToStatus(errno, "memory");
    begin_ = static_cast<std::uint8_t*>(address);
    size_ = size;
    return absl::OkStatus();
  }

  Bytes Take() {
    return {std::exchange(begin_, nullptr), std::exchange(size_, 0)};
  }

 private:
  std::uint8_t* begin_ = nullptr;
  std::size_t size_ = 0;
};

enum class Progress { kMore, kDone, kDamaged };

class Decoder {
 public:
  virtual ~Decoder() = default;
  // Takes from the front of `in`, writes into the `room` bytes at `out`, and
  // says how many. Requires: `room` is not 0.
  virtual Progress Run(Bytes& in, std::uint8_t* out, std::size_t room,
                       std::size_t& written) = 0;
};

#ifdef ATOMICS_LAB_HAS_LZMA
class XzDecoder : public Decoder {
 public:
  XzDecoder() {
    ready_ = lzma_stream_decoder(&stream_, kMostDecoderMemory,
                                 LZMA_CONCATENATED) == LZMA_OK;
  }
  ~XzDecoder() override { lzma_end(&stream_); }

  Progress Run(Bytes& in, std::uint8_t* out, std::size_t room,
               std::size_t& written) override {
    if (!ready_) return Progress::kDamaged;
    stream_.next_in = in.data();
    stream_.avail_in = in.size();
    stream_.next_out = out;
    stream_.avail_out = room;
    const lzma_ret result = lzma_code(&stream_, LZMA_FINISH);
    in.remove_prefix(in.size() - stream_.avail_in);
    written = room - stream_.avail_out;
    if (result == LZMA_STREAM_END) return Progress::kDone;
    return result == LZMA_OK ? Progress::kMore : Progress::kDamaged;
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ready_ = false;
};
#endif

#ifdef ATOMICS_LAB_HAS_ZSTD
class ZstdDecoder : public Decoder {
 public:
  ZstdDecoder() : context_(ZSTD_createDCtx()) {
    constexpr int kWindowLog = 27;  // half of kMostDecoderMemory
    ready_ = context_ != nullptr &&
             ZSTD_isError(ZSTD_DCtx_setParameter(
                 context_.get(), ZSTD_d_windowLogMax, kWindowLog)) == 0;
  }

  Progress Run(Bytes& in, std::uint8_t* out, std::size_t room,
               std::size_t& written) override {
    if (!ready_) return Progress::kDamaged;
    ZSTD_inBuffer source = {in.data(), in.size(), 0};
    ZSTD_outBuffer target = {out, room, 0};
    const std::size_t left =
        ZSTD_decompressStream(context_.get(), &target, &source);
    in.remove_prefix(source.pos);
    written = target.pos;
    if (ZSTD_isError(left) != 0) return Progress::kDamaged;
    if (left == 0 && in.empty()) return Progress::kDone;
    return written == 0 && in.empty() ? Progress::kDamaged : Progress::kMore;
  }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> context_;
  bool ready_ = false;
};
#endif

// Null if this was not built to read it.
std::unique_ptr<Decoder> DecoderOf(bool xz) {
#ifdef ATOMICS_LAB_HAS_LZMA
  if (xz) return std::make_unique<XzDecoder>();
#endif
#ifdef ATOMICS_LAB_HAS_ZSTD
  if (!xz) return std::make_unique<ZstdDecoder>();
#endif
  return nullptr;
}

// Says why not, without the path.
absl::StatusOr<Bytes> Run(Decoder& decoder, Bytes in) {
  constexpr std::size_t kLeast = std::size_t{1} << 16;
  const std::size_t most = kMostCompressed * in.size();
  Room room;
  std::size_t done = 0;
  Progress progress = Progress::kMore;
  while (progress == Progress::kMore) {
    if (done == room.size()) {
      if (done > most) {
        return absl::InvalidArgumentError(
            absl::StrCat("holds more than ", kMostCompressed,
                         " times its size; decompress it first"));
      }
      ABSL_RETURN_IF_ERROR(room.Resize(std::max(kLeast, 2 * done)));
    }
    std::size_t written = 0;
    progress =
        decoder.Run(in, room.begin() + done, room.size() - done, written);
    done += written;
  }
  if (progress == Progress::kDamaged) {
    return absl::InvalidArgumentError("is damaged or cut");
  }
  if (done == 0) return Bytes();
  ABSL_RETURN_IF_ERROR(room.Resize(done));
  return room.Take();
}

}  // namespace

bool IsCompressed(Bytes bytes) {
  return StartsWith(bytes, kXzMagic) || StartsWith(bytes, kZstdMagic);
}

absl::StatusOr<Bytes> Decompress(Bytes bytes, const std::string& path) {
  const bool xz = StartsWith(bytes, kXzMagic);
  const std::string start =
      absl::StrCat(path, " is compressed with ", xz ? "xz" : "zstd", " and ");
  const std::unique_ptr<Decoder> decoder = DecoderOf(xz);
  if (decoder == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(
        start,
        "this was built without a library that reads it; decompress it "
        "first"));
  }
  absl::StatusOr<Bytes> result = Run(*decoder, bytes);
  if (result.ok()) return result;
  return absl::Status(result.status().code(),
                      absl::StrCat(start, result.status().message()));
}

}  // namespace atomics_lab::elf
