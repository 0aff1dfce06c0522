// Every run of one thread of the promising search, alone, on given messages.
#ifndef ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_RUN_H_
#define ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_RUN_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "tools/explore/program.h"
#include "tools/explore/promising_thread.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::promising {

// The first region's bytes, as words.
std::vector<std::uint64_t> StartWords(const Job& job);

// Requires: what PromisingSearch requires of the job, which outlives it.
class Runs {
 public:
  Runs(const Job& job, std::size_t thread);

  // What the observed registers can hold at the end of runs that store just
  // the thread's own messages among these.
  std::set<std::vector<std::uint64_t>> Ends(const Messages& messages);

  // The stores of which each can be the next message: made, in a run that
  // stores all of the thread's own messages, without waiting for anything
  // that is not among the messages. Loads may read what is not there yet, and
  // what nobody knows; nothing that waits for it is promised.
  std::set<Message> Promises(const Messages& messages);

 private:
  void Start(const Messages& messages);
  void Run(ThreadNow now);
  void End(const ThreadNow& now);
  // The rest of the run, with the access that is next done in each way.
  void Load(const ThreadNow& now);
  void Store(const ThreadNow& now);
  void ExclusiveStore(const ThreadNow& now);
  void ReadModifyWrite(const ThreadNow& now);
  void ReadModifyWriteFrom(ThreadNow now, Time read);
  void WriteEach(const ThreadNow& now, std::size_t place,
                 const StoreViews& from, Time behind);
  void WriteAt(ThreadNow now, std::size_t place, const StoreViews& from,
               Time time);

  const isa::MicroOp& Next(const ThreadNow& now) const {
    return program_.operations[now.operation];
  }
  bool IsHopeless(const ThreadNow& now) const;
  std::size_t PlaceOf(const ThreadNow& now, const isa::MicroOp& op) const;
  std::uint64_t WordAt(std::size_t place, Time time) const;
  bool KnowsNext(const ThreadNow& now) const;
  std::vector<Time> Readable(const ThreadNow& now, std::size_t place,
                             Time from) const;
  Time LastBefore(std::size_t place, Time time) const;
  bool IsAlone(const Monitor& monitor, Time time) const;
  Time Now() const { return static_cast<Time>(messages_.size()); }

  const Program& program_;
  const Thread& thread_;
  const std::size_t number_;
  const MemoryRegion& region_;
  const std::vector<std::uint64_t> start_words_;
  std::size_t behind_last_store_ = 0;  // an operation

  // True: stores may be new messages, which then stand behind those given, and
  // loads may read of the future.
  bool promising_ = false;
  Time given_ = 0;
  Messages messages_;
  std::vector<Message> promisable_;  // in the run so far
  std::set<Message> promises_;
  std::set<std::vector<std::uint64_t>> ends_;
};

}  // namespace atomics_lab::explore::promising

#endif  // ATOMICS_LAB_TOOLS_EXPLORE_PROMISING_RUN_H_
