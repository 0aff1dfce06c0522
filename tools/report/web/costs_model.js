// What the curves of costs show. Data: {baseline, threads, counters, floor,
// ofBaseline}; a counter: {name, costs}, of each number of threads null or {ns,
// floor, baseline}, each [median, lower quartile, upper quartile]; `floor` and
// `ofBaseline`: what a plain add and the baseline took, {ns, toFloor}.

// Only what is above nothing has a place on an axis of factors.
function positive(value) {
  return Number.isFinite(value) && value > 0 ? value : null;
}

function perSecond(threads) {
  return (ns) => threads * 1000 / ns;
}

// How a cost can be told: `of` a counter's, `floor` and `baseline` of the two
// that it is held against, each for one number of threads.
export function unitsOf({baseline}) {
  const same = (ns) => ns;
  return [
    {key: 'floor', name: 'times the floor, a plain add', of: ({floor}) => floor, floor: () => 1,
      baseline: ({toFloor}) => toFloor},
    {key: 'baseline', name: `times ${baseline}`, of: (cost) => cost.baseline,
      floor: ({toFloor}) => 1 / toFloor, baseline: () => 1},
    inTime('ns', 'nanoseconds an increment', () => same),
    inTime('throughput', 'million increments a second, all threads together', perSecond),
  ];
}

// More nanoseconds are fewer increments a second, so the quartiles may change places.
function inTime(key, name, convert) {
  return {key, name,
    of: ({ns: [median, ...quartiles]}, threads) =>
      [median, ...quartiles.sort((a, b) => convert(threads)(a) - convert(threads)(b))]
          .map(convert(threads)),
    floor: ({ns}, threads) => convert(threads)(ns), baseline: ({ns}, threads) => convert(threads)(ns)};
}

// Of each number of threads [median, lower, upper], or null where none is.
export function curveOf({threads}, counter, unit) {
  return counter.costs.map((cost, i) => {
    const values = cost === null ? [null] : unit.of(cost, threads[i]).map(positive);
    return values.includes(null) ? null : values;
  });
}

// The two lines that all others are held against.
export function linesOf({threads, floor, ofBaseline, baseline}, unit) {
  return [
    {name: 'floor: a plain add', values: threads.map((count, i) =>
      positive(unit.floor(unit.key === 'baseline' ? ofBaseline[i] : floor[i], count)))},
    {name: baseline, values: threads.map((count, i) => positive(unit.baseline(ofBaseline[i], count)))},
  ];
}

// The dearest first, by nanoseconds on the most threads that each was measured on.
function ranked(counters) {
  const last = ({costs}) => costs.findLastIndex((cost) => cost !== null);
  const ns = (counter) => counter.costs[last(counter)]?.ns[0] ?? 0;
  return [...counters].sort((one, other) => last(other) - last(one) || ns(other) - ns(one));
}

// Names of at most `most` counters from all over the range, with both its ends.
export function spreadOver(counters, most) {
  const all = ranked(counters);
  const count = Math.min(most, all.length);
  return Array.from({length: count}, (_, i) =>
    all[count === 1 ? 0 : Math.round(i * (all.length - 1) / (count - 1))].name);
}

// 1, 2, 5, 10, 20, …, so that at least two lie between the ends, if any can.
export function stepsBetween(low, high) {
  const steps = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); ++power) {
    for (const digit of [1, 2, 5]) steps.push(digit * 10 ** power);
  }
  const within = steps.filter((step) => step >= low && step <= high);
  return within.length > 9 ? within.filter((step) => /^[^25]*$/.test(step)) : within;
}

// As the tables have it: three digits, at most four of them behind the point.
export function threeDigits(value) {
  const whole = value > 0 ? Math.floor(Math.log10(value)) + 1 : 1;
  return value.toFixed(Math.min(Math.max(3 - whole, 0), 4));
}

// #costs=ns&counter=a&counter=b: {unit, names}; null if it is no such link.
export function linkedCosts(hash) {
  if (!hash.startsWith('#costs=')) return null;
  const words = new URLSearchParams(hash.slice(1));
  return {unit: words.get('costs'), names: words.getAll('counter')};
}

export function linkToCosts({unit, names}) {
  const word = encodeURIComponent;
  return [`#costs=${word(unit)}`, ...names.map((name) => `counter=${word(name)}`)].join('&');
}
