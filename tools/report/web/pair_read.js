// The listings as they stand in the page.

function texts(from, css) {
  return [...from.querySelectorAll(css)].map((element) => element.textContent);
}

function instructionOf(row) {
  const [address, text, role, source] = row.cells;
  const mnemonic = text.querySelector('b').textContent;
  return {
    address: address.textContent.trim(),
    mnemonic,
    operands: text.textContent.slice(mnemonic.length).trim(),
    role: role?.textContent.trim() ?? '',
    // The lab's own line comes first; what the library does for it, behind.
    source: source?.textContent.trim().split(' ⟵ ')[0] ?? '',
    within: source?.textContent.trim().split(' ⟵ ')[1] ?? '',
  };
}

function functionOf(figure) {
  const caption = figure.querySelector('figcaption');
  return {
    operation: caption.querySelector('b').textContent,
    form: caption.querySelector('code').textContent,
    symbol: caption.querySelector('small').textContent,
    instructions: [...figure.querySelectorAll('tr')]
        .filter((row) => row.querySelector('td') !== null).map(instructionOf),
  };
}

// Functions of a folded row: {operation, form, symbol, instructions}.
export function functionsOf(fold) {
  return [...fold.querySelectorAll('figure')]
      .filter((figure) => figure.querySelector('.listing') !== null).map(functionOf);
}

// Counters with at least one listing, in the page's order: {name, section,
// folds}, `folds` by target.
export function countersOf(page) {
  return [...page.querySelectorAll('section.counter')].map((section) => {
    const folds = [...section.querySelectorAll('details.row')]
        .filter((fold) => fold.querySelector('.listing') !== null)
        .map((fold) => [texts(fold, 'summary h4 code')[1], fold]);
    return {name: section.querySelector('h3').textContent, section, folds: new Map(folds)};
  }).filter(({folds}) => folds.size > 0);
}

// Functions of both sides that do the same: {left, right}, null where one side
// has none. Those of the same symbol first, the others in their order.
export function pairsOf(left, right) {
  const rest = [...right];
  const take = (like) => {
    const at = rest.findIndex(like);
    return at < 0 ? null : rest.splice(at, 1)[0];
  };
  const exact = new Map(left.map((one) => [one, take((other) =>
    other.operation === one.operation && other.symbol === one.symbol)]));
  const pairs = left.map((one) => ({left: one, right: exact.get(one) ??
    take((other) => other.operation === one.operation && !one.operation.startsWith('called'))}));
  return [...pairs, ...rest.map((one) => ({left: null, right: one}))];
}
