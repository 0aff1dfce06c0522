#include "tools/audit/object_audit.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/status_macros.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tools/audit/code_sections.h"
#include "tools/audit/describe.h"
#include "tools/audit/exclusives.h"
#include "tools/audit/helper_calls.h"
#include "tools/audit/helper_loops.h"
#include "tools/audit/mark_guards.h"
#include "tools/audit/origins.h"
#include "tools/audit/owners.h"
#include "tools/audit/plausible_code.h"
#include "tools/audit/scan_sections.h"
#include "tools/audit/suspects.h"
#include "tools/audit/working_loops.h"
#include "tools/elf/budget.h"
#include "tools/elf/debug_file.h"
#include "tools/elf/elf_image.h"
#include "tools/elf/lines.h"
#include "tools/elf/names.h"
#include "tools/elf/relocations.h"
#include "tools/elf/symbol_table.h"
#include "tools/elf/unwind_ranges.h"
#include "tools/isa/outlined_helper.h"
#include "tools/listing/decoder.h"

namespace atomics_lab::audit {
namespace {

// How many bytes of names and paths an audit may hold for each of the file.
constexpr std::size_t kTextPerFileByte = 64;

// Puts an object's findings into its functions.
class Collector {
 public:
  Collector(const elf::ElfImage& image, const WantsGuard& wants_guard,
            elf::FoundDebugFile debug)
      : image_(image),
        wants_guard_(wants_guard),
        debug_(std::move(debug)),
        text_(kTextPerFileByte *
              (image.file_size() +
               (debug_image() == nullptr ? 0 : debug_image()->file_size()))) {}

  absl::StatusOr<ObjectAudit> Collect();
  absl::StatusOr<ObjectAudit> CollectSuspects();

 private:
  using Key = std::tuple<std::size_t, std::uint64_t, std::string>;

  // Null if there is no debug file.
  const elf::ElfImage* debug_image() const {
    return debug_.file.has_value() ? &debug_.file->image : nullptr;
  }
  // Everything that synchronizes, once it is known what owns it.
  absl::StatusOr<std::vector<Hit>> Scan();
  absl::Status AddHits(const std::vector<Hit>& hits);
  absl::Status AddLinkedCalls(const HelperEntries& helpers);
  absl::Status AddRelocatedCalls();
  absl::Status AddCallsOf(std::size_t section, std::size_t table);
  absl::Status AddCall(std::size_t section, std::uint64_t address,
                       std::string_view helper);
  absl::Status Add(std::size_t section, Finding finding);
  absl::Status Spend(std::size_t bytes);
  PlacedFunctions Placed();
  AtomicUse MarkGuards(absl::Span<const Hit> hits);
  // Gives up the functions.
  ObjectAudit Finish(AtomicUse use);

  const elf::ElfImage& image_;
  const WantsGuard& wants_guard_;
  elf::FoundDebugFile debug_;
  elf::Budget text_;
  elf::SymbolTable symbols_ = elf::SymbolTable(image_, debug_image());
  elf::Lines lines_ = elf::Lines(*elf::WithLines(&image_, debug_.file));
  std::vector<elf::AddressRange> ranges_ = elf::UnwindRanges(image_);
  std::vector<CodeSection> sections_;
  HelperCalls helper_calls_;
  std::unique_ptr<Owners> owners_;
  std::map<Key, FunctionAudit> functions_;
};

absl::Status Collector::Spend(std::size_t bytes) {
  if (text_.Spend(bytes)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(image_.name(),
                   ": its functions' names are out of all "
                   "proportion to the file"));
}

absl::Status Collector::Add(std::size_t section, Finding finding) {
  if (symbols_.IsData(sections_[section].index, finding.address)) {
    return absl::OkStatus();
  }
  FunctionAudit owner = owners_->OwnerOf(section, finding.address);
  // What a helper does inside is its own business, calls among it too.
  if (owner.helper && finding.kind == Kind::kOutlined) return absl::OkStatus();
  Key key = {section, owner.address, owner.name};
  const auto found = functions_.find(key);
  if (found != functions_.end()) {
    found->second.findings.push_back(std::move(finding));
    return absl::OkStatus();
  }
  if (!owner.mangled.empty()) owner.name = elf::Demangle(owner.mangled);
  absl::Status status =
      Spend(owner.mangled.size() + owner.name.size() + owner.section.size());
  owner.findings.push_back(std::move(finding));
  functions_.emplace(std::move(key), std::move(owner));
  return status;
}

absl::Status Collector::AddHits(const std::vector<Hit>& hits) {
  for (const Hit& hit : hits) {
    if (hit.stub.has_value()) continue;
    ABSL_RETURN_IF_ERROR(
        Add(hit.section, FindingOf(image_.architecture(), hit)));
  }
  return absl::OkStatus();
}

absl::Status Collector::AddLinkedCalls(const HelperEntries& helpers) {
  std::vector<std::uint64_t> targets;
  targets.reserve(helpers.size());
  for (const auto& [address, name] : helpers) targets.push_back(address);
  for (const Call& call : CallsOf(image_.architecture(), sections_, targets)) {
    ABSL_RETURN_IF_ERROR(
        AddCall(call.section, call.address, helpers.at(call.target)));
  }
  return absl::OkStatus();
}

// In an object the linker has yet to say where the helpers are.
absl::Status Collector::AddRelocatedCalls() {
  if (!image_.relocatable()) return absl::OkStatus();
  elf::Budget bytes(image_.file_size());
  for (std::size_t i = 0; i < image_.sections().size(); ++i) {
    const elf::Section& table = image_.sections()[i];
    const auto section =
        std::lower_bound(sections_.begin(), sections_.end(), table.info,
                         [](const CodeSection& s, std::size_t index) {
                           return s.index < index;
                         });
    if (table.type != SHT_RELA || section == sections_.end() ||
        section->index != table.info) {
      continue;
    }
    if (!bytes.Spend(table.size)) {
      return absl::InvalidArgumentError(
          absl::StrCat(image_.name(),
                       " is damaged: its relocations are "
                       "together larger than the file"));
    }
    ABSL_RETURN_IF_ERROR(
        AddCallsOf(static_cast<std::size_t>(section - sections_.begin()), i));
  }
  return absl::OkStatus();
}

absl::Status Collector::AddCallsOf(std::size_t section, std::size_t table) {
  for (const elf::Relocation& relocation :
       elf::ReadRelocations(image_, table)) {
    if (relocation.symbol >= symbols_.linking().size()) continue;
    const std::string_view name = symbols_.linking()[relocation.symbol].name;
    if (!isa::IsOutlinedHelperName(name)) continue;
    ABSL_RETURN_IF_ERROR(AddCall(section, relocation.offset, name));
  }
  return absl::OkStatus();
}

absl::Status Collector::AddCall(std::size_t section, std::uint64_t address,
                                std::string_view helper) {
  absl::Status status = Spend(helper.size());
  helper_calls_[{section, address}] = std::string(helper);
  status.Update(Add(section, {.kind = Kind::kOutlined,
                              .address = address,
                              .form = std::string(helper),
                              .ordering = OrderingOfHelper(helper)}));
  return status;
}

PlacedFunctions Collector::Placed() {
  PlacedFunctions placed;
  placed.reserve(functions_.size());
  for (auto& [key, function] : functions_) {
    placed.emplace_back(std::get<0>(key), &function);
  }
  return placed;
}

AtomicUse Collector::MarkGuards(absl::Span<const Hit> hits) {
  return audit::MarkGuards(image_, symbols_, sections_, hits, wants_guard_,
                           Placed());
}

absl::StatusOr<std::vector<Hit>> Collector::Scan() {
  ABSL_ASSIGN_OR_RETURN(std::vector<CodeSection> sections,
                        CodeSections(image_, symbols_, ranges_));
  sections_ = std::move(sections);
  std::vector<Hit> hits =
      ScanSections(image_.architecture(), sections_, !image_.relocatable());
  owners_ = std::make_unique<Owners>(image_, symbols_, ranges_, sections_);
  owners_->AddHelpers(hits);
  return hits;
}

ObjectAudit Collector::Finish(AtomicUse use) {
  ObjectAudit audit = {
      .name = image_.name(),
      .architecture = image_.architecture(),
      .debug = debug_image() == nullptr ? "" : debug_image()->name(),
      .refused_debug_files = std::move(debug_.refused),
      .use = use};
  for (auto& [key, function] : functions_) {
    std::stable_sort(function.findings.begin(), function.findings.end(),
                     [](const Finding& a, const Finding& b) {
                       return a.address < b.address;
                     });
    audit.functions.push_back(std::move(function));
  }
  return audit;
}

absl::StatusOr<ObjectAudit> Collector::Collect() {
  ABSL_ASSIGN_OR_RETURN(std::vector<Hit> hits, Scan());
  hits = PairExclusives(std::move(hits));
  const listing::Architecture architecture = image_.architecture();
  const bool linked = !image_.relocatable();
  absl::Status status = AddLinkedCalls(
      WithStubs(owners_->LinkedHelpers(), image_, symbols_, hits));
  if (status.ok()) status = AddRelocatedCalls();
  if (!status.ok()) return status;
  DropWorkingLoops(architecture, sections_, helper_calls_, hits);
  status = AddHits(hits);
  if (status.ok()) {
    status =
        AddHits(HelperLoops(architecture, sections_, helper_calls_, linked));
  }
  if (!status.ok()) return status;
  AddOrigins(lines_, sections_, Placed(), text_);
  return Finish(MarkGuards(hits));
}

absl::StatusOr<ObjectAudit> Collector::CollectSuspects() {
  ABSL_ASSIGN_OR_RETURN(const std::vector<Hit> hits, Scan());
  for (auto& [section, finding] :
       FindSuspects(image_.architecture(), sections_, hits)) {
    ABSL_RETURN_IF_ERROR(Add(section, std::move(finding)));
  }
  const listing::Decoder decoder(image_.architecture());
  for (auto& [key, function] : functions_) {
    std::erase_if(function.findings, [&](const Finding& finding) {
      return LooksLikeData(image_.architecture(), decoder,
                           sections_[std::get<0>(key)], function,
                           finding.address);
    });
  }
  std::erase_if(functions_, [](const auto& function) {
    return function.second.findings.empty();
  });
  AddOrigins(lines_, sections_, Placed(), text_);
  return Finish({});
}

}  // namespace

absl::StatusOr<ObjectAudit> AuditObject(elf::Bytes bytes,
                                        const std::string& name,
                                        const WantsGuard& wants_guard,
                                        const elf::DebugSource& debug) {
  ABSL_ASSIGN_OR_RETURN(const elf::ElfImage image,
                        elf::ElfImage::Parse(bytes, name));
  ABSL_ASSIGN_OR_RETURN(elf::FoundDebugFile found,
                        elf::FindDebugFile(image, debug));
  return Collector(image, wants_guard, std::move(found)).Collect();
}

absl::StatusOr<ObjectAudit> AuditObjectForSuspects(
    elf::Bytes bytes, const std::string& name, const elf::DebugSource& debug) {
  ABSL_ASSIGN_OR_RETURN(const elf::ElfImage image,
                        elf::ElfImage::Parse(bytes, name));
  const WantsGuard nobody_asks;
  ABSL_ASSIGN_OR_RETURN(elf::FoundDebugFile found,
                        elf::FindDebugFile(image, debug));
  return Collector(image, nobody_asks, std::move(found)).CollectSuspects();
}

}  // namespace atomics_lab::audit
