
// Kinds of verdicts, the most worrying first.
const kWorry = ['failed', 'racy', 'not-run', 'passed', ''];

function lower(text) {
  return text.toLowerCase();
}

// Whether a row is shown for {words, target, verdict}: each of the words is part
// of its name or of what is said of it, and some cell in sight has the verdict.
// An empty wish is fulfilled.
export function keeps({counter, about, cells}, {words, target, verdict}) {
  const said = lower(`${counter} ${about}`);
  const hasWords = lower(words).split(/\s+/).every((word) => said.includes(word));
  const seen = cells.filter((cell) => target === '' || cell.target === target);
  return hasWords && (verdict === '' || seen.some((cell) => cell.verdict === verdict));
}

function compareCells(one, other) {
  return kWorry.indexOf(one.kind) - kWorry.indexOf(other.kind) ||
      one.text.localeCompare(other.text);
}

// The rows by the column `by`, a target, or by their names if it is null; as they
// stand where the column says the same of both. `direction`: 1 or -1.
export function sorted(rows, by, direction) {
  const cellOf = (row) => row.cells.find(({target}) => target === by);
  const compare = by === null ?
      (one, other) => one.counter.localeCompare(other.counter) :
      (one, other) => compareCells(cellOf(one), cellOf(other));
  return [...rows].sort((one, other) => direction * compare(one, other));
}

// #counter=fetch_add_relaxed_64&target=aarch64_lse-gcc: {counter, target}, the
// target null if there is none; null if it is no such link.
export function linkedCell(hash) {
  if (!hash.startsWith('#counter=')) return null;
  const words = new URLSearchParams(hash.slice(1));
  return {counter: words.get('counter'), target: words.get('target')};
}

// How many columns each cell of a row takes, 0 where it is not shown: cells side
// by side of one level that say the same are one, unless they stand `apart`.
export function spans(cells, isShown, apart) {
  const widths = cells.map(() => 0);
  let first = -1;
  cells.forEach((cell, i) => {
    if (!isShown(cell.target)) return;
    const {level, said} = cells[first] ?? {};
    if (apart || cell.level !== level || cell.said !== said) first = i;
    ++widths[first];
  });
  return widths;
}

// A link to the matrix with all its cells apart.
export const kApart = '#matrix=apart';
