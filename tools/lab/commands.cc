#include "tools/lab/commands.h"

#include <span>

#include "tools/lab/command.h"

namespace atomics_lab::lab {

std::span<const Command* const> Commands() {
  static constexpr const Command* kCommands[] = {
      &kTableCommand,  &kListCommand,  &kDumpCommand,    &kCheckCommand,
      &kAtlasCommand,  &kAuditCommand, &kExploreCommand, &kReplayCommand,
      &kLitmusCommand, &kBenchCommand, &kReportCommand,
  };
  return kCommands;
}

}  // namespace atomics_lab::lab
