// Checks of what stands across from what, and of what counts as a difference.
import {align, worth} from './pair_align.js';
import {expect, expectEqual} from './checks.js';
import {instruction, kAtomic, kExclusive, kLocked} from './pair_checks_sample.js';
import {compare} from './pair_compare.js';
import {choice, linked, linkTo} from './pair_link.js';
import {onlyWritesFirst, registerOf, tokensOf} from './pair_registers.js';
import {betweenText, letterOf, meaningText} from './pair_text.js';
import {unitsOf} from './pair_units.js';

export const modelChecks = {};

function units(lines) {
  return unitsOf(lines.map(instruction));
}

// What each row is, of two listings of one architecture or of two.
function verdicts(left, right, architectures = ['x86_64', 'x86_64']) {
  return compare(align(units(left), units(right)), architectures).map(({verdict}) => verdict);
}

function parts(lines, architecture) {
  return unitsOf(lines.map(instruction), architecture).map(({part, order}) => [part, order]);
}

const kOne = ['10 mov rax, qword ptr [rdi] / load / a.h:1', '13 add rax, rsi',
  '16 mov qword ptr [rdi], rax / store / a.h:2', '19 ret / return'];

modelChecks.unitsArePartsAndKeepAll = () => {
  const exclusive = units(kExclusive);
  expectEqual(exclusive.map(({part}) => part), ['atomic read-modify-write', 'return'], 'a loop');
  expectEqual([exclusive[0].order, exclusive[0].instructions.length],
      ['acquire, release', 4], 'its order and size');
  expectEqual(units(kOne).map(({part}) => part), ['load', 'other', 'store', 'return'],
      'of two source lines');
  const oneLine = kOne.map((line) => line.replace('a.h:2', 'a.h:1'));
  expectEqual(units(oneLine).map(({part}) => part), ['read-modify-write', 'return'], 'of one');
  const elsewhere = oneLine.map((line) => line.replace('[rdi], rax', '[rdx], rax'));
  expectEqual(units(elsewhere).length, 4, 'of two places');
};

modelChecks.unitsWithoutTheirHalfAreNone = () => {
  const half = (n) => units(kExclusive.slice(0, n)).map(({part}) => part);
  expectEqual(half(2), ['load-linked', 'other'], 'nothing is stored');
  expectEqual(half(3), ['atomic read-modify-write'], 'it need not jump back');
  const twice = units([kExclusive[0], ...kExclusive]);
  expectEqual(twice.map(({part}) => part),
      ['load-linked', 'atomic read-modify-write', 'return'], 'the store is the second one\'s');
  expectEqual(units(['1 call 0x5 → __aarch64_ldadd8_relax / call', '2 call 0x5 → f / call',
    '3 push rbx / store (own stack)']).map(({part}) => part),
  ['atomic read-modify-write', 'call', 'own stack'], 'calls and the stack');
};

modelChecks.likeStandsAcrossFromLike = () => {
  for (const right of [kAtomic, kExclusive]) {
    const rows = align(units(kLocked), units(right));
    expectEqual(rows.map((row) => [row.left.part, row.right.part]),
        [['atomic read-modify-write', 'atomic read-modify-write'], ['return', 'return']],
        'an atomic instruction and what does its work');
  }
  const longer = align(units(['8 push rbx / store (own stack)', ...kLocked]), units(kAtomic));
  expectEqual(longer.map((row) => [row.left?.part, row.right?.part ?? null])[0],
      ['own stack', null], 'what only one side has');
  expectEqual(longer.length, 3, 'the rest is aligned');
};

modelChecks.whatIsNotAlikeStandsAlone = () => {
  const rows = align(units(['1 mfence / fence']), units(['1 call 0x5 → f / call']));
  expectEqual(rows.map(({left, right}) => [left === null, right === null]),
      [[false, true], [true, false]], 'a fence and a call');
  const [load] = units(['1 mov rax, qword ptr [rdi] / load / a.h:1']);
  const [exchange] = units(['1 xchg qword ptr [rdi], rax / atomic read-modify-write / a.h:1']);
  expect(worth(load, exchange) > 0, 'an exchange can do what a load does');
  expect(worth(load, {...exchange, source: 'a.h:2'}) === 0, 'but not of another line');
  expectEqual(align([], units(kOne)).length, 4, 'nothing on the left');
};

modelChecks.ordersThatGoWithoutSayingAreSaid = () => {
  expectEqual(parts([kOne[0], kOne[2]], 'x86_64'), [['load', 'acquire'], ['store', 'release']],
      'of every load and store');
  expectEqual(parts([kOne[0]], 'aarch64'), [['load', '']], 'not of any other architecture');
  expectEqual(parts(['1 pop rbx / load (own stack)'], 'x86_64'), [['own stack', '']],
      'nor of what nobody else sees');
};

modelChecks.ofOneInstructionSetLikeHasOneName = () => {
  const [left, right] = [units(['1 sub rax, 8 /  / a.h:1']), units(['1 inc rbx /  / a.h:1'])];
  expectEqual(align(left, right).length, 1, 'of two, the source line is enough');
  expectEqual(align(left, right, true).length, 2, 'of one, it is not');
};

modelChecks.registersAreRenamedApart = () => {
  const renamed = kOne.map((line) => line.replaceAll('rax', 'rcx').replaceAll('rdi', 'r8'));
  expectEqual(verdicts(kOne, renamed), ['same', 'same', 'same', 'same'], 'other names');
  const mixed = [...kOne];
  mixed[2] = mixed[2].replace('rax', 'rdx');
  expectEqual(verdicts(kOne, mixed)[2], 'alike', 'another register is stored');
  const narrow = [...kOne];
  narrow[0] = narrow[0].replace('rax', 'eax');
  expectEqual(verdicts(kOne, narrow)[0], 'alike', 'another width');
  const stack = kOne.map((line) => line.replaceAll('rdi', 'rsp'));
  expectEqual(verdicts(kOne, stack)[0], 'alike', 'the stack is no name');
};

modelChecks.overwrittenRegistersMayBeOthers = () => {
  const again = (name) => ['1 mov rax, qword ptr [rdi] / load', '2 mov rax, 5',
    '3 mov qword ptr [rdi], rax / store'].map((line, i) => i === 0 ? line : line.replace('rax', name));
  expectEqual(verdicts(again('rax'), again('rcx')), ['same', 'same', 'same'], 'after a move');
  const added = (name) => again(name).map((line) => line.replace('2 mov', '2 add'));
  expectEqual(verdicts(added('rax'), added('rcx')), ['same', 'alike', 'alike'], 'an addition reads it');
  expect(onlyWritesFirst(instruction('1 ldrb w0, [x1]')), 'a load');
  expect(!onlyWritesFirst(instruction('1 movk x0, #1')), 'a part of it stays');
  expect(!onlyWritesFirst(instruction('1 mov qword ptr [rdi], rax')), 'it writes to memory');
};

modelChecks.jumpsAreComparedByWhereTheyLead = () => {
  const loop = (base, back) => [`${base}0 mov rax, qword ptr [rdi] / load`,
    `${base}4 test rax, rax`, `${base}8 jne 0x${base}${back} / branch`, `${base}a ret / return`];
  expectEqual(verdicts(loop(1, 0), loop(2, 0)), ['same', 'same', 'same', 'same'], 'other addresses');
  expectEqual(verdicts(loop(1, 0), loop(2, 4))[2], 'alike', 'another place');
  const call = (at, name) => [`1 call 0x${at} → ${name} / call`];
  expectEqual(verdicts(call(5, 'f'), call(6, 'f')), ['same'], 'the linker put it elsewhere');
  expectEqual(verdicts(call(5, 'f'), call(5, 'g')), ['alike'], 'another function');
  const data = (at, what) => [`1 mov rax, qword ptr [rip + 0x${at}] / load`, `2 cmp rax, 0x${what}`];
  expectEqual(verdicts(data(5, 1), data(6, 1)), ['same', 'same'], 'data, too');
  expectEqual(verdicts(data(5, 1), data(5, 2))[1], 'alike', 'but not constants');
};

modelChecks.anotherOrderIsADifference = () => {
  const two = ['x86_64', 'aarch64'];
  expectEqual(verdicts(kLocked, kAtomic, two), ['alike', 'alike'], 'of two instruction sets');
  const relaxed = kAtomic.map((line) => line.replace(', acquire, release', ''));
  expectEqual(verdicts(kLocked, relaxed, two), ['differs', 'alike'], 'without order');
  const rows = compare(align(units(kLocked), units(relaxed)), two);
  expectEqual(betweenText(rows[0]),
      'atomic read-modify-write: acquire, release | no order', 'it says so');
  expectEqual(verdicts(kLocked, kLocked, [undefined, undefined]), ['alike', 'alike'],
      'what is not known is not the same');
};

modelChecks.registersAndTokens = () => {
  const same = (one, other, architecture) => registerOf(one, architecture).name ===
      registerOf(other, architecture).name;
  expect(same('rax', 'al', 'x86_64') && same('r8', 'r8d', 'x86_64'), 'parts of one');
  expect(same('x3', 'w3', 'aarch64') && !same('x3', 'd3', 'aarch64'), 'words, not vectors');
  for (const token of ['rsp', 'rip', 'x3', '0x10']) {
    expectEqual(registerOf(token, 'x86_64'), null, token);
  }
  for (const token of ['sp', 'xzr', 'rax', 'lsl']) {
    expectEqual(registerOf(token, 'aarch64'), null, token);
  }
  const {mnemonic, operands} = instruction('1 bl #0x10 → f(x0)');
  expectEqual(tokensOf({mnemonic, operands}).join(''), 'bl#0x10 → f(x0)', 'nothing is lost');
};

modelChecks.linksNameAChoice = () => {
  const wish = {counter: 'a&b', left: 'x=1', right: 'ü%'};
  expectEqual(linked(linkTo(wish)), wish, 'there and back');
  expectEqual(linked('#step=a'), null, 'another link');
  expectEqual(linked('#bench=%').counter, '%', 'a broken one');
  const counters = [{name: 'a', folds: new Map([['p', 0], ['q', 0], ['r', 0]])},
    {name: 'b', folds: new Map([['p', 0]])}];
  const architectures = {p: 'x86_64', q: 'x86_64', r: 'aarch64'};
  const chosen = (wanted, striking = () => false) => Object.values(
      choice(wanted, counters, architectures, striking));
  expectEqual(chosen(null), ['a', 'p', 'r'], 'two architectures');
  expectEqual(chosen({counter: 'a', left: 'r', right: 'r'}), ['a', 'r', 'r'], 'what is wished');
  expectEqual(chosen({counter: 'nope', left: 'nope'}), ['a', 'p', 'r'], 'unknown names');
  expectEqual(chosen({counter: 'b', right: 'p'}), ['b', 'p', 'p'], 'only one target');
  expectEqual(chosen(null, ({name}) => name === 'b')[0], 'b', 'a striking one');
};

modelChecks.wordsAreFound = () => {
  expectEqual([0, 25, 26, 52].map(letterOf), ['A', 'Z', 'AA', 'BA'], 'letters');
  const fence = instruction('1 dmb ish / fence / a.h:1');
  expectEqual(meaningText(fence, {'dmb ish': 'full barrier'}), 'full barrier · fence · a.h:1',
      'by its operand');
  expectEqual(meaningText(instruction('1 constructor')), 'nothing is known of it', 'no meaning');
  expectEqual(meaningText(instruction('1 constructor'), {}), 'nothing is known of it', 'none of its own');
};
