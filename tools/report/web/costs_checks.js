// Checks of the curves of costs: of their numbers, their labels, and of what a
// reader chooses.
import {expect, expectEqual, run} from './checks.js';
import {Costs} from './costs.js';
import {curveOf, linesOf, linkedCosts, linkToCosts, spreadOver, stepsBetween, threeDigits, unitsOf} from './costs_model.js';
import {spaced} from './costs_plot.js';

const checks = {};

function cost(floor, baseline) {
  const around = (value) => [value, value / 2, value * 2];
  return {ns: around(2 * floor), floor: around(floor), baseline: around(baseline)};
}

// On one and on four threads; the baseline takes 20 and 40 ns, the floor 2 ns.
function sample(names = ['cheap', 'dear', 'alone']) {
  const costs = [[cost(1, 0.1), cost(2, 0.1)], [cost(5, 0.5), cost(30, 1.5)], [cost(900, 90), null]];
  return {baseline: 'mutex', threads: [1, 4],
    counters: names.map((name, i) => ({name, costs: costs[i]})),
    floor: [{ns: 2, toFloor: 1}, {ns: 2, toFloor: 1}],
    ofBaseline: [{ns: 20, toFloor: 10}, {ns: 40, toFloor: 20}]};
}

function unit(key) {
  return unitsOf(sample()).find((one) => one.key === key);
}

checks.costsBecomeCurves = () => {
  const data = sample();
  const curve = (i, key) => curveOf(data, data.counters[i], unit(key));
  expectEqual(curve(1, 'floor'), [[5, 2.5, 10], [30, 15, 60]], 'times the floor');
  expectEqual(curve(1, 'baseline')[1], [1.5, 0.75, 3], 'times the baseline');
  expectEqual(curve(2, 'ns'), [[1800, 900, 3600], null], 'not measured on four');
  expectEqual(curve(0, 'throughput')[1], [1000, 500, 2000], 'four threads, 4 ns each, quartiles in order');
  data.counters[0].costs[0].floor[1] = 0;
  expectEqual(curve(0, 'floor')[0], null, 'nothing has no place on a logarithmic axis');
};

checks.linesStandWhereTheyBelong = () => {
  const lines = (key) => linesOf(sample(), unit(key)).map(({values}) => values);
  expectEqual(lines('floor'), [[1, 1], [10, 20]], 'times the floor');
  expectEqual(lines('baseline'), [[0.1, 0.05], [1, 1]], 'times the baseline');
  expectEqual(lines('ns'), [[2, 2], [20, 40]], 'nanoseconds');
  expectEqual(lines('throughput'), [[500, 2000], [50, 100]], 'a second');
};

checks.firstChoiceIsFromAllOverTheRange = () => {
  const {counters} = sample();
  expectEqual(spreadOver(counters, 2), ['dear', 'alone'], 'who was measured on most threads is first');
  expectEqual(spreadOver(counters, 1), ['dear'], 'one');
  expectEqual(spreadOver(counters, 9), ['dear', 'cheap', 'alone'], 'no more than there are');
};

checks.axesHaveRoundNumbers = () => {
  expectEqual(stepsBetween(0.9, 60), [1, 2, 5, 10, 20, 50], 'one, two, five');
  expectEqual(stepsBetween(0.9, 60000), [1, 10, 100, 1000, 10000], 'only powers where they are many');
};

checks.labelsKeepApart = () => {
  const places = (ys) => spaced(ys.map((y) => ({y})), 10, 100).map(({place}) => place);
  expectEqual(places([50, 52, 20]), [50, 60, 20], 'one below the other');
  expectEqual(places([98, 99]), [90, 100], 'none below the end');
};

checks.numbersHaveThreeDigits = () => {
  expectEqual([0.01234, 1.234, 12.34, 1234.5, 0].map(threeDigits),
      ['0.0123', '1.23', '12.3', '1235', '0.00'], 'as the tables have them');
};

checks.linksNameWhatIsDrawn = () => {
  const wish = {unit: 'ns', names: ['a&b', 'c']};
  expectEqual(linkedCosts(linkToCosts(wish)), wish, 'there and back');
  expectEqual(linkedCosts('#bench=a'), null, 'another link');
};

const section = document.getElementById('costs');

function page(data = sample()) {
  history.replaceState(null, '', location.pathname);
  const root = section.cloneNode(true);
  document.getElementById('costs').replaceWith(root);
  const costs = new Costs(root, data);
  return {root, costs, part: costs.part};
}

function read(part) {
  return [...part('rows').rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
}

checks.theTableHasTheChosenAndTheTwo = () => {
  const {part} = page();
  expectEqual(part('reading').textContent, 'On 4 threads', 'the most, at first');
  expectEqual(read(part), [
    ['B dear', '30.0 15.0–60.0', '1.50 0.750–3.00', '60.0 30.0–120'],
    ['A cheap', '2.00 1.00–4.00', '0.100 0.0500–0.200', '4.00 2.00–8.00'],
    ['C alone', '–', '–', '–'],
    ['floor: a plain add', '1.00', '0.0500', '2.00'],
    ['mutex', '20.0', '1.00', '40.0']], 'the dearest first');
};

checks.arrowsReadAnotherNumberOfThreads = () => {
  const {part} = page();
  const press = (key) => part('plot').dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
  press('ArrowLeft');
  expectEqual(part('reading').textContent, 'On 1 thread', 'to the left');
  expectEqual(part('plot').getAttribute('aria-valuetext'), '1 thread', 'said as well');
  expect(part('status').textContent.includes('alone 900'), 'and what was read there');
  press('ArrowLeft');
  expectEqual(part('reading').textContent, 'On 1 thread', 'there is an end');
  press('End');
  expectEqual(part('reading').textContent, 'On 4 threads', 'to the last');
};

checks.pointingNamesTheNearest = () => {
  const {costs, part} = page();
  costs.pointAt(1, 25);
  expect(part('status').textContent.startsWith('dear on 4 threads: 30.0 (quartiles 15.0 to 60.0)'), 'a curve');
  costs.pointAt(0, 2000);
  expect(part('status').textContent.startsWith('alone on 1 thread'), 'on other threads');
};

checks.choicesAreDrawnAndLinked = () => {
  const {part, costs} = page();
  part('counters').querySelector('input[value="dear"]').click();
  expectEqual(costs.chosen.map(({name}) => name), ['cheap', 'alone'], 'one is grey now');
  part('unit').value = 'ns';
  part('unit').dispatchEvent(new Event('change'));
  expectEqual(linkedCosts(location.hash), {unit: 'ns', names: ['cheap', 'alone']}, 'in the link');
  expectEqual(part('count').textContent, 'Counters drawn in colour: 2 of 3', 'and said');
  history.replaceState(null, '', '#costs=nope&counter=dear&counter=nope');
  costs.followLink();
  expectEqual([costs.shown.unit, ...costs.shown.names], ['floor', 'dear'], 'what there is of a link');
};

checks.namesStayText = () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const {root} = page({...sample([hostile, 'b', 'c']), baseline: hostile});
  expectEqual(root.querySelectorAll('img').length, 0, 'no markup of names');
  expect(root.querySelector('tbody').textContent.includes('onerror'), 'it is there');
};

run(checks);
history.replaceState(null, '', location.pathname);
