// Checks of the glossary: of what it lists and keeps, and of its table.
import {element} from './element.js';
import {expectEqual, run} from './checks.js';
import {Glossary} from './glossary.js';
import {addPlace, entriesOf, keepsEntry, linkToEntry, linkedEntry} from './glossary_model.js';

const checks = {};
const kMeanings = {arm: {ldadd: 'atomic `add`', 'dmb ish': 'full fence', stlr: 'release'},
  x86: {mov: 'plain load or store', ldadd: 'of another set'}};

function placesOf(...names) {
  const places = new Map();
  for (const [architecture, name] of names) addPlace(places, architecture, name, 'here');
  return places;
}

checks.onlyWhatOccursIsListed = () => {
  const entries = entriesOf(kMeanings, placesOf(['x86', 'ldadd'], ['arm', 'ldadd'], ['arm', 'dmb ish'],
      ['arm', 'add']));
  expectEqual(entries.map(({name, architecture}) => [name, architecture]),
      [['dmb ish', 'arm'], ['ldadd', 'arm'], ['ldadd', 'x86']], 'by name');
  const places = placesOf(['arm', 'ldadd'], ['arm', 'ldadd']);
  expectEqual(places.get('arm').get('ldadd'), ['here'], 'a place once');
};

checks.wishesKeepEntries = () => {
  const entry = {name: 'ldadd', architecture: 'arm', meaning: 'Atomic add'};
  const kept = (wish) => keepsEntry(entry, {words: '', architecture: '', ...wish});
  expectEqual([kept({}), kept({words: 'ATOMIC ld'}), kept({words: 'nope'})], [true, true, false], 'words');
  expectEqual([kept({architecture: 'arm'}), kept({architecture: 'x86'})], [true, false], 'its set');
};

checks.linksGoBothWays = () => {
  expectEqual(linkedEntry(linkToEntry('dmb ish&')), 'dmb ish&', 'as it was');
  expectEqual(linkedEntry('#atlas=load'), null, 'another link');
};

const pristine = document.getElementById('glossary').cloneNode(true);

function foldOf(id, target, lines) {
  const summary = element('summary', {}, [element('h4', {}, [element('code', {text: 'c'}), ' on ',
    element('code', {text: target})])]);
  summary.id = id;
  const table = element('table', {kind: 'listing'}, lines.map(([mnemonic, operands]) =>
    element('tr', {}, [element('td'), element('td', {}, [element('b', {text: mnemonic}), ` ${operands}`])])));
  return element('details', {kind: 'row'}, [summary, table]);
}

function page(target = 'lse', meanings = kMeanings) {
  history.replaceState(null, '', location.pathname);
  document.getElementById('glossary').replaceWith(pristine.cloneNode(true));
  const root = document.getElementById('glossary');
  const listings = element('div', {}, [foldOf('one', target, [['ldadd', 'x0'], ['ldadd', 'x1'], ['dmb', 'ish']]),
    foldOf('two', target, [['ldadd', 'x0'], ['add', 'x0']])]);
  const glossary = new Glossary(root, listings, {architectures: {[target]: 'arm'}, meanings});
  return {root, glossary, part: (name) => root.querySelector(`[data-glossary="${name}"]`)};
}

function linesOf(root) {
  return [...root.querySelectorAll('tbody tr:not([hidden])')].map((line) =>
    [...line.cells].map((cell) => cell.textContent).join(' | '));
}

checks.itListsMeaningsAndPlaces = () => {
  const {root, part} = page();
  expectEqual(linesOf(root), ['dmb ish | arm | full fence | 1, first c on lse',
    'ldadd | arm | atomic add | 2, first c on lse'], 'lines');
  expectEqual(root.querySelector('td a').getAttribute('href'), '#one', 'a way to the listing');
  expectEqual(part('status').textContent, '2 of 2 instructions', 'counted');
};

checks.wordsSiftAndHaveALink = () => {
  const {root, glossary, part} = page();
  part('words').value = 'fence';
  part('words').dispatchEvent(new Event('input'));
  expectEqual([linesOf(root).length, location.hash], [1, '#glossary=fence'], 'one is left');
  history.replaceState(null, '', '#glossary=ldadd');
  glossary.followLink();
  expectEqual(linesOf(root)[0].split(' ')[0], 'ldadd', 'the one linked to');
  expectEqual(part('words').value, 'ldadd', 'and its word');
};

checks.namesStayText = () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const {root} = page(hostile, {arm: {ldadd: hostile}});
  expectEqual(root.querySelectorAll('img').length, 0, 'no markup of names');
  expectEqual(linesOf(root)[0].split('onerror').length, 3, 'it is there');
};

run(checks);
