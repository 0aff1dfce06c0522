// What of the atlas a reader wishes to see, and few rows made of many lines.

// Columns {name, level, isa, compiler, version}, and lines {operation, order,
// width, result, texts} with one text for each column.
export function decoded({columns, texts, lines}) {
  return {columns, lines: lines.map(([operation, order, width, result, numbers]) =>
    ({operation, order, width, result, texts: numbers.map((number) => texts[number])}))};
}

// Whether two columns are named that are to be compared.
export function isComparison({left, right}) {
  return left !== '' && right !== '';
}

// The numbers of the columns to show: the two that are compared, or all of the
// level and the compiler. An empty wish is fulfilled.
export function columnsFor(columns, wish) {
  if (isComparison(wish)) {
    return [wish.left, wish.right].map((name) => columns.findIndex((one) => one.name === name));
  }
  return [...columns.keys()].filter((i) =>
    ['level', 'compiler'].every((key) => wish[key] === '' || columns[i][key] === wish[key]));
}

function joined(rows, along) {
  const kept = new Map();
  for (const row of rows) {
    const key = JSON.stringify({...row, [along]: null});
    if (!kept.has(key)) kept.set(key, {...row, [along]: []});
    kept.get(key)[along].push(...row[along]);
  }
  return [...kept.values()];
}

// Few rows {operation, orders, widths, results, texts} that say what all lines
// say in these columns: a row stands for every combination of what it lists.
export function condensed(lines, columns) {
  const rows = lines.map(({operation, order, width, result, texts}) => ({operation, orders: [order],
    widths: [width], results: [result], texts: columns.map((i) => texts[i])}));
  return ['results', 'widths', 'orders'].reduce(joined, rows);
}

// Whether a row's two columns have different instructions.
export function differs({texts}) {
  return texts[0] !== texts[1];
}

// {rows, same}: what is shown for a wish, and how many rows of a comparison
// come to the same.
export function chosenRows({columns, lines}, wish) {
  const wanted = lines.filter((line) =>
    ['operation', 'order'].every((key) => wish[key] === '' || line[key] === wish[key]));
  const rows = condensed(wanted, columnsFor(columns, wish));
  if (!isComparison(wish)) return {rows, same: 0};
  const different = rows.filter(differs);
  return {rows: wish.only === '' ? rows : different, same: rows.length - different.length};
}
