#include "tools/explore/random_litmus.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "tools/explore/armv8_litmus.h"
#include "tools/isa/micro_op.h"

namespace atomics_lab::explore::litmus {
namespace {

// Registers 1 to this one hold what was loaded.
constexpr int kRegisters = 4;
// What addresses, values, flags and statuses are computed in.
constexpr int kAddress = 10;
constexpr int kValue = 11;
constexpr int kFlag = 12;
constexpr int kStatus = 13;
constexpr int kOld = 20;
constexpr int kNew = 21;

class RandomThread {
 public:
  RandomThread(std::mt19937& random, std::size_t words)
      : random_(random), words_(words), last_(random() % words) {}

  Code Make(std::size_t length) {
    while (length-- > 0) AddInstruction();
    return std::move(code_);
  }

  // ctrl-addr-rfi-addr, with variations.
  Code MakeForwarding() {
    if (Below(4) == 0) AddInstruction();
    const bool swapped = Below(2) == 0;
    AddLoad(swapped ? 2 : 1, Word());
    AddLoad(swapped ? 1 : 2, Word());
    AddBranch(R(Below(4) == 0 ? 1 : 2), Below(4) == 0);
    if (Below(6) == 0) AddInstruction();
    const Source place = AddressFrom(Below(5) == 0 ? 2 : 1);
    const std::uint64_t value = Below(2);
    Add({Str(place, Below(3) == 0 ? Value() : C(value))});
    AddLoad(3, Below(3) == 0 ? AddressFrom(1) : Word());
    AddLoad(4, AddressFrom(3));
    if (Below(4) == 0) AddInstruction();
    return std::move(code_);
  }

  // An atomic operation is forwarded to a load before it has read, and what
  // waits for the load may have to wait for it too.
  Code MakePicking() {
    if (Below(2) == 0) AddLoad(Register(), Word());
    const Source place = Word();
    AddAtomicAt(Below(4) == 0 ? Address() : place);
    AddLoad(2, place);
    const std::uint64_t shape = Below(4);
    if (shape == 0) AddBranch(R(2), Below(2) == 0);
    if (shape == 1) AddLoad(3, AddressFrom(2));
    if (Below(2) == 0) {
      Add({Dmb(Below(3) == 0 ? Fence::kLoad : Fence::kInstruction)});
    }
    if (Below(2) == 0) {
      AddLoad(4, shape == 2 ? AddressFrom(2) : Word());
    } else {
      AddStoreTo(shape == 2 ? AddressFrom(2) : Word());
    }
    return std::move(code_);
  }

 private:
  std::uint64_t Below(std::uint64_t end) { return random_() % end; }
  int Register() { return 1 + static_cast<int>(Below(kRegisters)); }
  // Mostly another word than the last time, as where order shows.
  std::uint64_t Place() {
    last_ = (last_ + (Below(4) == 0 ? 0 : 1 + Below(words_ - 1))) % words_;
    return kX + 16 * last_;
  }
  Source Word() { return C(Place()); }

  void Add(Code code) {
    for (MicroOp& op : code) {
      op.site = site_;
      code_.push_back(op);
    }
    ++site_;
  }

  // x or y: which, that register says, or only seems to.
  Source AddressFrom(int reg) {
    if (Below(2) == 0) {
      Add({Do(Operation::kAnd, kAddress, R(reg), C(1)),
           Do(Operation::kShiftLeft, kAddress, R(kAddress), C(4)),
           Do(Operation::kAdd, kAddress, R(kAddress), C(kX))});
    } else {
      Add({Do(Operation::kXor, kAddress, R(reg), R(reg)),
           Do(Operation::kAdd, kAddress, R(kAddress), C(Place()))});
    }
    return R(kAddress);
  }

  Source Address() { return Below(3) == 0 ? AddressFrom(Register()) : Word(); }

  Source Value() {
    const int reg = Register();
    switch (Below(5)) {
      case 0:
        return R(reg);
      case 1:
        Add({Do(Operation::kXor, kValue, R(reg), R(reg)),
             Do(Operation::kAdd, kValue, R(kValue), C(1))});
        return R(kValue);
      default:
        return C(1 + Below(2));
    }
  }

  Acquire Order() {
    switch (Below(6)) {
      case 0:
        return Acquire::kAcquire;
      case 1:
        return Acquire::kAcquirePc;
      default:
        return Acquire::kNone;
    }
  }

  void AddLoad(int to, Source address) { Add({Ldr(to, address, Order())}); }

  void AddInstruction() {
    switch (Below(16)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return AddLoad(Register(), Address());
      case 4:
      case 5:
      case 6:
      case 7:
        return AddStore();
      case 8:
      case 9:
        return AddFence();
      case 10:
      case 11:
        return AddReadModifyWrite(Address());
      case 12:
        return AddCompareAndSwap(Address());
      case 13:
        return AddExclusives();
      case 14:
        return AddComputation();
      default:
        return AddBranch(Condition(), Below(2) == 0);
    }
  }

  void AddStore() { AddStoreTo(Address()); }

  void AddStoreTo(Source address) {
    const Source value = Value();
    Add({Str(address, value, Below(4) == 0)});
  }

  void AddFence() {
    constexpr Fence kFences[] = {Fence::kFull, Fence::kLoad, Fence::kStore,
                                 Fence::kInstruction};
    Add({Dmb(kFences[Below(4)])});
  }

  // Both halves, with the orderings drawn; `between` computes the new value.
  void AddAtomic(Source address, const Code& between, Source value,
                 Source condition = {}) {
    Code code = Swp(kOld, address, value, Below(3) == 0, Below(3) == 0);
    code[0].discarded = Below(5) == 0;
    code[1].condition = condition;
    code.insert(code.begin() + 1, between.begin(), between.end());
    if (code[0].discarded) code[0].acquire = Acquire::kNone;
    if (!code[0].discarded) {
      code.push_back(Do(Operation::kCopy, Register(), R(kOld), C(0)));
    }
    Add(code);
  }

  void AddAtomicAt(Source address) {
    return Below(2) == 0 ? AddCompareAndSwap(address)
                         : AddReadModifyWrite(address);
  }

  void AddReadModifyWrite(Source address) {
    const Source value = Value();
    if (Below(2) == 0) return AddAtomic(address, {}, value);
    AddAtomic(address, {Do(Operation::kAdd, kNew, R(kOld), value)}, R(kNew));
  }

  void AddCompareAndSwap(Source address) {
    const Source expected = Below(2) == 0 ? C(Below(2)) : R(Register());
    const Source value = Value();
    AddAtomic(address, {Do(Operation::kEqual, kNew, R(kOld), expected)}, value,
              R(kNew));
  }

  // Now and then something is between them, or one has no other.
  void AddExclusives() {
    const Source address = Address();
    const int reg = Register();
    const Source value = Value();
    const std::uint64_t shape = Below(8);
    if (shape != 0) Add({Ldxr(reg, address, Order())});
    if (shape == 1) Add({Do(Operation::kCopy, kStatus, C(1), C(0))});
    if (shape == 2) AddInstruction();
    if (shape == 3) {
      MicroOp clear;
      clear.kind = Kind::kClearExclusive;
      Add({clear});
    }
    const Source same = shape == 2 ? Word() : address;
    const bool release = Below(3) == 0;
    if (shape != 1) Add({Stxr(kStatus, same, value, release)});
    if (Below(3) == 0) {
      AddBranch(R(kStatus), true);
    } else if (Below(2) == 0) {
      Add({Do(Operation::kCopy, Register(), R(kStatus), C(0))});
    }
  }

  void AddComputation() {
    const int to = Register();
    const int a = Register();
    const int b = Register();
    switch (Below(4)) {
      case 0:
        return Add({Do(Operation::kAdd, to, R(a), C(1))});
      case 1:
        return Add({Do(Operation::kXor, to, R(a), R(b))});
      case 2:
        return Add({Do(Operation::kEqual, to, R(a), R(b))});
      default: {
        MicroOp select = Do(Operation::kSelect, to, R(a), R(b));
        select.c = C(Below(2));
        return Add({select});
      }
    }
  }

  Source Condition() {
    if (Below(2) == 0) return R(Register());
    Add({Do(Operation::kEqual, kFlag, R(Register()), C(Below(2)))});
    return R(kFlag);
  }

  // Past one instruction, or none.
  void AddBranch(Source condition, bool skips) {
    const std::size_t branch = code_.size();
    Add({Branch(condition, 0)});
    if (skips) AddInstruction();
    code_[branch].target = code_.size();
  }

  std::mt19937& random_;
  const std::size_t words_;
  Code code_;
  std::uint32_t site_ = 0;
  std::uint64_t last_;
};

}  // namespace

Litmus RandomLitmus(unsigned seed) {
  std::mt19937 random(seed);
  const std::size_t words = random() % 4 == 0 ? 3 : 2;
  const std::size_t drawn = random() % 8;
  const std::size_t threads = drawn == 0 ? 4 : drawn < 4 ? 3 : 2;
  const std::size_t longest = 6 - threads;
  Litmus litmus;
  for (std::size_t i = 0; i < threads; ++i) {
    const bool forwards = seed % 4 == 0 && i == 0;
    const bool picks = seed % 4 == 1 && i == 0;
    const std::size_t length = 1 + random() % longest + (threads == 2 ? 1 : 0);
    RandomThread thread(random, words);
    litmus.threads.push_back(forwards ? thread.MakeForwarding()
                             : picks  ? thread.MakePicking()
                                      : thread.Make(length));
    for (int reg = 1; reg <= kRegisters; ++reg) {
      litmus.registers.emplace_back(i, reg);
    }
  }
  litmus.memory = {kX, kY, kZ};
  // One even where its computation was taken out.
  litmus.start = {{kAddress, kX}};
  return litmus;
}

}  // namespace atomics_lab::explore::litmus
