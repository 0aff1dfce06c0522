// Checks of the matrix, of what it keeps and in which order, and of its heads.
import {element} from './element.js';
import {expect, expectEqual, run} from './checks.js';
import {Matrix} from './matrix.js';
import {keeps, linkedCell, sorted, spans} from './matrix_model.js';

const checks = {};
const kTargets = ['x86_64-gcc', 'x86_64-clang', 'lse-gcc'];
const kRows = [
  {counter: 'b_lock', about: 'lossless, blocking', verdicts: ['passed', 'passed', 'FAILED']},
  {counter: 'a_racy', about: 'racy', verdicts: ['racy', 'racy', 'racy']},
  {counter: 'c_add', about: 'lossless, wait-free', verdicts: ['passed', 'not run', '']},
];

function kindOf(verdict) {
  return verdict.toLowerCase().replace(' ', '-');
}

function model({counter, about, verdicts}) {
  return {counter, about, cells: verdicts.map((verdict, i) =>
    ({target: kTargets[i], verdict, kind: kindOf(verdict), text: counter}))};
}

function kept(wish) {
  const rows = kRows.map(model);
  return rows.filter((row) => keeps(row, {words: '', target: '', verdict: '', ...wish}))
      .map(({counter}) => counter);
}

checks.wishesKeepWhatFulfilsThem = () => {
  expectEqual(kept({}), ['b_lock', 'a_racy', 'c_add'], 'without a wish');
  expectEqual(kept({words: 'LOSS  free'}), ['c_add'], 'all words');
  expectEqual(kept({words: 'nope'}), [], 'no such word');
  expectEqual(kept({verdict: 'FAILED'}), ['b_lock'], 'on any target');
  expectEqual(kept({verdict: 'FAILED', target: 'x86_64-gcc'}), [], 'not on that one');
};

checks.rowsAreSortedAndStay = () => {
  const names = (...how) => sorted(kRows.map(model), ...how).map(({counter}) => counter);
  expectEqual(names(null, 1), ['a_racy', 'b_lock', 'c_add'], 'by name');
  expectEqual(names(null, -1), ['c_add', 'b_lock', 'a_racy'], 'the other way');
  expectEqual(names('lse-gcc', 1), ['b_lock', 'a_racy', 'c_add'], 'the worst first');
  expectEqual(names('x86_64-clang', 1), ['a_racy', 'c_add', 'b_lock'], 'a column of its own');
};

checks.equalCellsOfALevelAreOne = () => {
  const cells = [['a', 'x'], ['a', 'x'], ['b', 'x'], ['b', 'y'], ['b', 'y']].map(([level, said], i) =>
    ({target: String(i), level, said}));
  const all = () => true;
  expectEqual(spans(cells, all, false), [2, 0, 1, 2, 0], 'within their level');
  expectEqual(spans(cells, all, true), [1, 1, 1, 1, 1], 'apart');
  expectEqual(spans(cells, (target) => target !== '0', false), [0, 1, 1, 2, 0], 'the first is hidden');
  expectEqual(spans(cells, (target) => target === '4', false), [0, 0, 0, 0, 1], 'one is shown');
};

checks.linksNameACell = () => {
  expectEqual(linkedCell('#counter=a%26b&target=c'), {counter: 'a&b', target: 'c'}, 'both');
  expectEqual(linkedCell('#counter=a'), {counter: 'a', target: null}, 'a counter');
  expectEqual(linkedCell('#a--c'), null, 'another link');
};

function scoped(head, scope) {
  head.scope = scope;
  return head;
}

function headRows() {
  const group = (name, size) => {
    const head = scoped(element('th', {kind: 'group'}, [element('code', {text: name})]), 'colgroup');
    head.colSpan = size;
    return head;
  };
  const target = (text) => scoped(element('th', {kind: 'target', text}), 'col');
  return [element('tr', {}, [scoped(element('th', {text: 'Counter'}), 'col'), group('x86_64', 2),
    group('lse', 1)]), element('tr', {}, ['gcc', 'clang', 'gcc'].map(target))];
}

function bodyRow({counter, about, verdicts}) {
  const link = (to, text) => {
    const made = element('a', {}, [element('code', {text})]);
    made.href = `#${to}`;
    return made;
  };
  return element('tr', {}, [
    scoped(element('th', {}, [link(counter, counter), element('small', {text: about})]), 'row'),
    ...verdicts.map((verdict, i) => element('td', {}, verdict === '' ? [] : [
      link(`${counter}--${i}`, 'code'), element('span', {kind: `verdict ${kindOf(verdict)}`, text: `x ${verdict}`})]))]);
}

function page(rows = kRows) {
  history.replaceState(null, '', location.pathname);
  document.getElementById('matrix')?.remove();
  document.getElementById('listings')?.remove();
  const table = element('table', {kind: 'matrix'}, [element('thead', {}, headRows()),
    element('tbody', {}, rows.map(bodyRow))]);
  const root = element('section', {}, [controls.cloneNode(true), table]);
  root.id = 'matrix';
  const listings = element('div', {}, rows.map(({counter}) => {
    const summary = element('summary', {text: counter});
    summary.id = `${counter}--0`;
    return element('details', {}, [summary, 'A listing']);
  }));
  listings.id = 'listings';
  document.body.append(root, listings);
  return {root, matrix: new Matrix(root), part: (name) => root.querySelector(`[data-matrix="${name}"]`)};
}

const controls = document.querySelector('.machine');
controls.remove();

// What is shown of a row, with widths.
function widthsOf(root, counter) {
  const line = [...root.querySelectorAll('tbody tr')].find((one) =>
    one.querySelector('code').textContent === counter);
  return [...line.cells].slice(1).filter((cell) => !cell.hidden).map((cell) => cell.colSpan);
}

function put(input, value) {
  input.value = value;
  input.dispatchEvent(new Event('input'));
}

function shownCounters(root) {
  return [...root.querySelectorAll('tbody tr:not([hidden]) th code')].map((one) => one.textContent);
}

checks.columnsAndTheirHeadsAreHidden = () => {
  const {root, part} = page();
  put(part('target'), 'x86_64-clang');
  const heads = [...root.querySelectorAll('thead th:not([hidden])')];
  expectEqual(heads.map((head) => [head.textContent, head.colSpan]),
      [['Counter', 1], ['x86_64', 1], ['clang', 1]], 'one column is left');
  expectEqual(root.querySelectorAll('tbody td:not([hidden])').length, 3, 'and its cells');
  put(part('verdict'), 'not run');
  expectEqual(shownCounters(root), ['c_add'], 'who was not run there');
  expectEqual(part('status').textContent, '1 of 3 counters on x86_64-clang', 'it says so');
  put(part('target'), '');
  expectEqual(root.querySelectorAll('thead .group')[0].colSpan, 2, 'and all are back');
};

checks.equalCellsComeApart = () => {
  const {root, part} = page();
  expectEqual([widthsOf(root, 'a_racy'), widthsOf(root, 'c_add')], [[2, 1], [1, 1, 1]], 'at first');
  const equal = '; 2 cells say the same for a level’s compilers';
  expectEqual(part('status').textContent, `3 of 3 counters${equal}`, 'it says so');
  part('apart').click();
  expectEqual([part('apart').ariaPressed, location.hash], ['true', '#matrix=apart'], 'a link');
  expectEqual(widthsOf(root, 'a_racy'), [1, 1, 1], 'all of them');
  expectEqual(part('status').textContent, '3 of 3 counters', 'none is left');
  root.querySelector('.sort').click();
  part('apart').click();
  expectEqual([location.hash, widthsOf(root, 'a_racy')], ['#matrix', [2, 1]], 'after sorting');
  put(part('target'), 'x86_64-clang');
  expectEqual(widthsOf(root, 'a_racy'), [1], 'one column has nothing to share');
};

checks.aLinkSetsCellsApart = () => {
  const {root, matrix} = page();
  history.replaceState(null, '', '#matrix=apart');
  matrix.followLink();
  expectEqual(widthsOf(root, 'a_racy'), [1, 1, 1], 'as the link says');
};

checks.headsSortAndSayHow = () => {
  const {root} = page();
  const button = root.querySelectorAll('.sort')[3];
  const state = () => [button.parentElement.getAttribute('aria-sort'), shownCounters(root)[0]];
  button.click();
  expectEqual(state(), ['ascending', 'b_lock'], 'the worst first');
  button.click();
  expectEqual(state(), ['descending', 'c_add'], 'the best first');
  root.querySelector('.sort').click();
  expectEqual([root.querySelectorAll('[aria-sort]').length, state()[1]], [1, 'a_racy'], 'one column sorts');
  button.click();
  button.click();
  button.click();
  expectEqual(state(), [null, 'b_lock'], 'as it was');
  expectEqual(shownCounters(root)[1], 'a_racy', 'all of it');
};

checks.linksOpenAListing = () => {
  const {matrix} = page();
  history.replaceState(null, '', '#counter=a_racy&target=x86_64-gcc');
  matrix.followLink();
  const open = [...document.querySelectorAll('details[open]')].map((one) => one.firstChild.id);
  expectEqual(open, ['a_racy--0'], 'only that one');
  history.replaceState(null, '', '#counter=nope&target=nope');
  matrix.followLink();
  expectEqual(document.querySelectorAll('details[open]').length, 1, 'a link to nothing does nothing');
};

checks.namesStayText = () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const {root} = page([{counter: hostile, about: hostile, verdicts: [hostile, '', '']}]);
  expectEqual(root.querySelectorAll('img').length, 0, 'no markup of names');
  expect(root.querySelector('[data-matrix="verdict"]').textContent.includes('onerror'), 'it is there');
};

run(checks);
