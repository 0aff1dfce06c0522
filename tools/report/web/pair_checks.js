// Checks of the bench of two, of its model and of what it shows.
import {expect, expectEqual, run} from './checks.js';
import {Bench} from './pair.js';
import {modelChecks} from './pair_checks_model.js';
import {counterSection, kAtomic, kExclusive, kLocked} from './pair_checks_sample.js';
import {countersOf} from './pair_read.js';

const checks = {...modelChecks};
const kData = {
  architectures: {'x86_64-gcc': 'x86_64', 'lse': 'aarch64', 'llsc': 'aarch64'},
  meanings: {x86_64: {'lock xadd': 'adds'}, aarch64: {ldaddal: 'adds, too'}},
};
const kTargets = {'x86_64-gcc': {Add: kLocked}, 'lse': {Add: kAtomic, Read: kAtomic},
  'llsc': {Add: kExclusive}};

function page(...sections) {
  history.replaceState(null, '', location.pathname);
  for (const old of document.querySelectorAll('.counter')) old.remove();
  document.body.append(...sections);
  const root = document.getElementById('bench');
  const fresh = root.cloneNode(true);
  root.replaceWith(fresh);
  const bench = new Bench(fresh, countersOf(document), kData);
  return {root: fresh, bench, part: (name) => fresh.querySelector(`[data-bench="${name}"]`)};
}

function choose(select, value) {
  select.value = value;
  select.dispatchEvent(new Event('change'));
}

function rows(root) {
  return [...root.querySelectorAll('.two tbody tr')].map((row) =>
    [row.className, ...[...row.querySelectorAll('.side, .none')].map((cell) => cell.innerText.trim())]);
}

checks.bothSidesAreShown = () => {
  const {root, bench, part} = page(counterSection('add', kTargets));
  expectEqual(Object.values(bench.shown), ['add', 'x86_64-gcc', 'lse'], 'what is shown first');
  const [first] = rows(root);
  expect(first[1].includes('lock xadd') && first[2].includes('ldaddal'), first.join());
  choose(part('right'), 'llsc');
  expect(/ldaxr.*stlxr.*cbnz/s.test(rows(root)[0][2]), 'the loop stands across from it');
  expect(rows(root)[0][2].includes('cbnz w2, L1'), 'jumps lead to labels');
  expectEqual(location.hash, '#bench=add&left=x86_64-gcc&right=llsc', 'a choice has its link');
  part('swap').click();
  expectEqual([part('left').value, part('right').value], ['llsc', 'x86_64-gcc'], 'swapped');
};

checks.whatOnlyOneSideHasIsShown = () => {
  const {root} = page(counterSection('add', kTargets));
  const tables = root.querySelectorAll('.two');
  expectEqual(tables.length, 2, 'Add and Read');
  expectEqual([...tables[1].querySelectorAll('tbody tr')].map((row) => row.className),
      ['right', 'right'], 'only the right side reads');
};

checks.coloursAreThoseOfLines = () => {
  const {root, part} = page(counterSection('add', kTargets));
  expectEqual(part('lines').innerText.replace(/\s+/g, ' ').trim(), 'A f/add.h:7', 'the one line');
  const [left, right] = root.querySelectorAll('.two [data-line="A"]');
  expectEqual([left.className, right.className], ['ins hue0', 'ins hue0'], 'on both sides');
};

checks.meaningsAreShown = () => {
  const {root, part} = page(counterSection('add', kTargets));
  const [left] = root.querySelectorAll('.ins');
  left.dispatchEvent(new MouseEvent('mouseenter'));
  expect(part('meaning').textContent.includes('rsi adds · atomic'), part('meaning').textContent);
  expectEqual(root.querySelectorAll('.lit').length, 4, 'all of its line, and the line');
  left.focus();
  const key = (name) => document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', {key: name, bubbles: true, cancelable: true}));
  key('ArrowRight');
  expect(part('meaning').textContent.includes('adds, too'), part('meaning').textContent);
  key('ArrowDown');
  expectEqual(document.activeElement.innerText.trim(), 'ret', 'down');
  key('ArrowUp');
  key('ArrowUp');
  expect(document.activeElement.innerText.includes('ldaddal'), 'not above the first');
  expectEqual(root.querySelectorAll('.ins[tabindex="0"]').length, 1, 'one stop of Tab');
};

checks.differencesAreFramed = () => {
  const other = kLocked.map((line) => line.replace('rsi', 'rdx').replace('[rdi]', '[rdi + 8]'));
  const {root} = page(counterSection('add', {'x86_64-gcc': {Add: kLocked}, 'other': {Add: other}}));
  expectEqual(root.querySelectorAll('.two mark').length, 0, 'of an unknown architecture nothing is');
  kData.architectures.other = 'x86_64';
  const again = page(counterSection('add', {'x86_64-gcc': {Add: kLocked}, 'other': {Add: other}}));
  delete kData.architectures.other;
  expect(again.root.querySelectorAll('.two mark').length > 0, 'the offset is');
};

checks.linksAreFollowed = () => {
  const {bench, part} = page(counterSection('one', kTargets), counterSection('two', kTargets));
  for (const [hash, counter] of [['#bench=two&left=lse&right=llsc', 'two'], ['#step=x', 'two'],
    ['#bench=one', 'one']]) {
    history.replaceState(null, '', hash);
    bench.followLink();
    expectEqual(part('counter').value, counter, hash);
  }
  const links = [...document.querySelectorAll('.to-bench')].map((a) => a.getAttribute('href'));
  expectEqual(links.length, 8, 'of two counters and six listings');
  expectEqual(links[1], '#bench=one&left=x86_64-gcc', 'a listing\'s');
};

checks.namesStayText = () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const line = `1 ${hostile.replaceAll(' ', '_')} ${hostile} / ${hostile} / ${hostile}`;
  const {root} = page(counterSection(hostile, {[hostile]: {[hostile]: [line]}}));
  root.querySelector('.ins').click();
  expectEqual(root.querySelectorAll('img').length, 0, 'no markup of names');
  expectEqual(root.innerText.split(hostile).length > 4, true, 'the name is there');
};

run(checks);
