// Checks of the atlas: of what it keeps and joins, of its words, and of its table.
import {expectEqual, run} from './checks.js';
import {Atlas} from './atlas.js';
import {chosenRows, columnsFor, condensed, decoded} from './atlas_model.js';
import {linkToAtlas, linkedAtlas, ordersText, resultsText, widthsText} from './atlas_text.js';

const checks = {};
const kNoWish = {operation: '', order: '', level: '', compiler: '', left: '', right: '', only: ''};

function column(level, compiler) {
  return {name: `${level}-${compiler}`, level, isa: 'isa', compiler, version: `${compiler} 1`};
}

// load is `mov` in all; fetch_add differs by level, seq_cst's by compiler, too.
const kData = {
  columns: [column('x86', 'gcc'), column('x86', 'clang'), column('lse', 'gcc')],
  texts: ['mov', 'lock xadd', 'ldaddal', 'lock add', ''],
  lines: [['load', 'relaxed', 8, 'used', [0, 0, 0]], ['load', 'acquire', 8, 'used', [0, 0, 0]],
    ['load', 'relaxed', 16, 'used', [0, 0, 0]], ['load', 'acquire', 16, 'used', [0, 0, 0]],
    ['fetch_add', 'relaxed', 8, 'used', [1, 1, 2]], ['fetch_add', 'seq_cst', 8, 'used', [1, 3, 2]],
    ['fetch_add', 'seq_cst', 8, 'unused', [1, 3, 4]]],
};
const kAtlas = decoded(kData);

checks.wishesChooseColumns = () => {
  const chosen = (wish) => columnsFor(kAtlas.columns, {...kNoWish, ...wish});
  expectEqual(chosen({}), [0, 1, 2], 'all');
  expectEqual(chosen({compiler: 'gcc', level: 'lse'}), [2], 'both wishes');
  expectEqual(chosen({left: 'lse-gcc', right: 'x86-gcc', level: 'x86'}), [2, 0], 'the two compared');
  expectEqual(chosen({left: 'lse-gcc'}), [0, 1, 2], 'one alone is not compared');
};

checks.linesBecomeFewRows = () => {
  const rows = condensed(kAtlas.lines.slice(0, 4), [0, 1]);
  expectEqual(rows, [{operation: 'load', orders: ['relaxed', 'acquire'], widths: [8, 16],
    results: ['used'], texts: ['mov', 'mov']}], 'all of load');
  expectEqual(condensed(kAtlas.lines.slice(0, 3), [0]).length, 2, 'only full combinations');
  expectEqual(condensed(kAtlas.lines, [0]).length, 3, 'each line is somewhere');
};

checks.onlyWhatDiffersIsKept = () => {
  const wish = {...kNoWish, left: 'x86-gcc', right: 'x86-clang'};
  const all = chosenRows(kAtlas, wish);
  expectEqual([all.rows.length, all.same], [3, 2], 'all');
  const some = chosenRows(kAtlas, {...wish, only: 'differences'});
  expectEqual([some.rows.map(({orders}) => orders), some.same], [[['seq_cst']], 2], 'only those');
  expectEqual(chosenRows(kAtlas, {...wish, order: 'relaxed'}).rows.length, 2, 'with an order');
};

checks.wordsAreShort = () => {
  expectEqual(widthsText([8, 16, 64, 128]), '8–16, 64–128', 'runs');
  expectEqual(widthsText([0]), '–', 'a fence');
  expectEqual(ordersText(['a', 'b'], ['a', 'b']), 'any', 'all orders');
  expectEqual(ordersText(['a'], ['a', 'b']), 'a', 'some');
  expectEqual([['used', 'unused'], ['none'], ['used']].map(resultsText), ['either', '–', 'used'], 'results');
};

checks.linksGoBothWays = () => {
  const wish = {...kNoWish, operation: 'a&b', left: 'c d', only: 'differences'};
  expectEqual(linkedAtlas(linkToAtlas(wish)), wish, 'as it was');
  expectEqual(linkedAtlas('#matrix=apart'), null, 'another link');
};

const section = document.getElementById('atlas');
const pristine = section.cloneNode(true);

function page(data = kData) {
  history.replaceState(null, '', location.pathname);
  document.getElementById('atlas').replaceWith(pristine.cloneNode(true));
  const root = document.getElementById('atlas');
  return {root, atlas: new Atlas(root, data), part: (name) => root.querySelector(`[data-atlas="${name}"]`)};
}

function choose(part, value) {
  part.value = value;
  part.dispatchEvent(new Event('change'));
}

function textsOf(root) {
  return [...root.querySelectorAll('tbody tr')].map((line) =>
    [...line.cells].map((cell) => cell.textContent).join(' | '));
}

checks.itStartsWithOneOperationOfOneCompiler = () => {
  const {root, part} = page();
  expectEqual([...part('heads').cells].map((cell) => cell.textContent),
      ['Operation', 'Order', 'Bits', 'Result', 'x86gcc', 'lsegcc'], 'heads');
  expectEqual(textsOf(root), ['fetch_add | any | 8 | used | lock xadd | ldaddal',
    'fetch_add | seq_cst | 8 | unused | lock xadd | not asked'], 'rows');
  expectEqual(part('status').textContent, '2 rows', 'it says so');
  expectEqual(location.hash, '', 'without a link');
};

checks.differencesHaveAMarkAndAWord = () => {
  const {root, part} = page();
  choose(part('left'), 'x86-gcc');
  choose(part('right'), 'x86-clang');
  expectEqual(textsOf(root), ['fetch_add | relaxed | 8 | used | lock xadd | = same',
    'fetch_add | seq_cst | 8 | either | lock xadd | ≠ lock add'], 'rows');
  expectEqual([part('level').disabled, part('only').hidden], [true, false], 'what can be chosen');
  part('only').click();
  expectEqual([textsOf(root).length, part('only').ariaPressed], [1, 'true'], 'only that');
  expectEqual(part('status').textContent, 'x86-gcc and x86-clang: 1 row ≠ different, 1 = the same', 'counted');
  expectEqual(linkedAtlas(location.hash).only, 'differences', 'the link says so');
};

checks.aLinkShowsItsTable = () => {
  const {root, atlas, part} = page();
  history.replaceState(null, '', '#atlas=load&order=nope&compiler=clang');
  atlas.followLink();
  expectEqual(textsOf(root), ['load | any | 8–16 | used | mov'], 'what is known of it');
  expectEqual(part('operation').value, 'load', 'and chosen');
};

checks.namesStayText = () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const {root} = page({columns: [{name: hostile, level: hostile, isa: hostile, compiler: hostile,
    version: 'one'}], texts: [hostile], lines: [[hostile, hostile, 8, hostile, [0]]]});
  expectEqual(root.querySelectorAll('img').length, 0, 'no markup of names');
  expectEqual(textsOf(root)[0].includes('onerror'), true, 'it is there');
};

run(checks);
