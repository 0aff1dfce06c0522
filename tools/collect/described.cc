#include "tools/collect/described.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/collect/place_names.h"
#include "tools/explore/move.h"
#include "tools/explore/program.h"
#include "tools/result/exploration.h"

namespace atomics_lab::collect {

std::string SourceOf(const explore::Site& site) {
  return site.file.empty() ? "" : absl::StrCat(site.file, ":", site.line);
}

std::vector<result::PendingStore> StoresOf(const PlaceNames& places,
                                           std::size_t thread,
                                           const explore::LocalView& view) {
  std::vector<result::PendingStore> stores;
  stores.reserve(view.store_buffer.size());
  for (const auto& pending : view.store_buffer) {
    stores.push_back({.location = places.Of(thread, pending.address),
                      .size = pending.size,
                      .value = ValueOf(pending.value)});
  }
  return stores;
}

}  // namespace atomics_lab::collect
