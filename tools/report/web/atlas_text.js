// The atlas in words, and as a link:
// #atlas=fetch_add&order=seq_cst&left=aarch64-gcc&right=aarch64-clang

import {differs} from './atlas_model.js';

export const kWishes = ['operation', 'order', 'level', 'compiler', 'left', 'right', 'only'];

export function linkToAtlas({operation, ...others}) {
  const word = encodeURIComponent;
  return Object.entries(others).filter(([, value]) => value !== '')
      .reduce((link, [key, value]) => `${link}&${key}=${word(value)}`, `#atlas=${word(operation)}`);
}

// What a link wishes; null if it is no link to the atlas.
export function linkedAtlas(hash) {
  if (!hash.startsWith('#atlas=')) return null;
  const words = new URLSearchParams(hash.slice(1));
  return Object.fromEntries(kWishes.map((key) =>
    [key, words.get(key === 'operation' ? 'atlas' : key) ?? '']));
}

// "8–64", "8, 32–128", "–" of a fence. `widths` ascend.
export function widthsText(widths) {
  const runs = [];
  for (const width of widths) {
    const last = runs.at(-1);
    if (last !== undefined && width === 2 * last[1]) last[1] = width;
    else runs.push([width, width]);
  }
  return runs.map(([from, to]) => from === 0 ? '–' : from === to ? `${from}` : `${from}–${to}`)
      .join(', ');
}

// "any" for all that the operation has.
export function ordersText(orders, all) {
  return orders.length === all.length && all.length > 1 ? 'any' : orders.join(', ');
}

export function resultsText(results) {
  if (results.length > 1) return 'either';
  return results[0] === 'none' ? '–' : results[0];
}

export function statusText({rows, same}, {left, right}, isCompared) {
  const count = (number, what) => `${number} ${what}${number === 1 ? '' : 's'}`;
  if (!isCompared) return count(rows.length, 'row');
  const different = rows.filter(differs).length;
  return `${left} and ${right}: ${count(different, 'row')} ≠ different, ${same} = the same`;
}
