// Preloaded, maps every file so that reading it is a crash, as it is for a
// reader that leaves its buffer.
#include <dlfcn.h>
#include <sys/mman.h>

extern "C" void* mmap(void* address, size_t length, int protection, int flags,
                      int file, off_t offset) {
  using Map = void*(void*, size_t, int, int, int, off_t);
  static Map* const next = reinterpret_cast<Map*>(dlsym(RTLD_NEXT, "mmap"));
  return next(address, length, file < 0 ? protection : PROT_NONE, flags, file,
              offset);
}
