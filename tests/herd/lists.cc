#include "tests/herd/lists.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/litmus/litmus.h"
#include "tools/litmus/parse.h"
#include "tools/result/file.h"
#include "tools/toolbox/process.h"

namespace atomics_lab::herd {
namespace {

constexpr List kLists[] = {
    {"dependencies", "AArch64", 3, 6,
     "PodRR,PodRW,PodWW,PodWR,DMB.SYdWR,DMB.LDdRR,DMB.STdWW,DpAddrdR,DpDatadW,"
     "DpCtrldW,Fre,Rfe,Coe",
     495, 25},
    {"exchanges", "AArch64", 2, 6,
     "PodWW,PodRR,LxSx,Amo.Swp,Amo.Cas,Rfi,Fri,Fre,Rfe,Coe,DpDatadW", 168, 14},
    {"acquire_release", "AArch64", 2, 5,
     "PodWWPL,PodWRLA,PodRRAP,PodRRAA,PodRWAL,PodWWLL,PodWR,PodRR,Fre,Rfe,Coe,"
     "DMB.SYdWR,RfeLA,FreAL,CoeLL",
     42, 6},
    {"barriers", "AArch64", 2, 6,
     "PodWW,PodRR,DMB.SYdWW,DMB.LDdRR,DMB.LDdRW,DMB.STdWW,DpCtrlIsbdR,DpCtrldW,"
     "DpCtrldR,DpAddrdR,DpAddrdW,DpDatadW,Fre,Rfe,Coe,Rfi,Fri",
     865, 120},
    {"atomics", "AArch64", 2, 6,
     "Amo.LdAdd,Amo.Swp,Amo.Cas,Amo.LdSet,Amo.StAdd,PodWW,PodWR,Fre,Rfe,Coe,"
     "PodRR",
     239, 30},
    {"exclusives", "AArch64", 2, 6,
     "LxSx,PodWR,PodWW,PodRR,Fre,Rfe,Coe,DMB.SYdWR", 58, 12},
    {"coherence", "AArch64", 2, 6,
     "PodWR,PodRR,PodWW,PosRR,PosWR,PosRW,PosWW,Fre,Rfe,Coe,Rfi,Fri,Coi", 63,
     12},
    {"ordered_atomics", "AArch64", 2, 6,
     "LxSxAP,LxSxPL,Amo.SwpAP,Amo.SwpPL,Amo.CasAL,PodWR,PodRR,Fre,Rfe,Coe", 96,
     16},
    {"fences", "X86_64", 4, 6, "Pod**,MFenced**,Fre,Rfe,Wse", 131, 9},
    {"forwarding", "X86_64", 3, 6, "Pod**,MFenced**,Fre,Rfe,Wse,Rfi,Wsi,Fri",
     370, 25},
};

std::vector<std::string> FilesIn(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".litmus") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

absl::Span<const List> Lists() { return kLists; }

absl::StatusOr<std::vector<litmus::Test>> Generate(const List& list, int stride,
                                                   const std::string& folder) {
  // Without unrolling, an exclusive pair is tried once and shows its status;
  // herd7 may leave out outcomes of the loop that diy7 writes otherwise.
  ABSL_ASSIGN_OR_RETURN(
      const auto done,
      toolbox::Run({"diy7", "-arch", std::string(list.architecture), "-ua", "0",
                    "-nprocs", absl::StrCat(list.processes), "-size",
                    absl::StrCat(list.size), "-safe", std::string(list.edges)},
                   folder));
  const std::vector<std::string> files = FilesIn(folder);
  std::vector<litmus::Test> tests;
  for (std::size_t i = 0; i < files.size();
       i += static_cast<std::size_t>(stride)) {
    ABSL_ASSIGN_OR_RETURN(const auto text, result::ReadFile(files[i]));
    ABSL_ASSIGN_OR_RETURN(auto test, litmus::Parse(text, files[i]));
    tests.push_back(std::move(test));
  }
  return tests;
}

}  // namespace atomics_lab::herd
