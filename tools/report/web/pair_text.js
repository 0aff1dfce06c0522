// What the bench says in words.

export const kMarks = {same: '=', alike: '≈', differs: '≠', left: '←', right: '→'};

// What a row's mark means.
export const kMeanings = {
  same: 'the same but for the names of registers and places',
  alike: 'other instructions, the same part and order',
  differs: 'another part, or another order',
  left: 'only on the left',
  right: 'only on the right',
};

// What a unit is for other threads; empty of what only arranges.
function partText({part, order}) {
  if (part === 'other') return '';
  return order === '' ? part : `${part}, ${order}`;
}

// What stands between two units.
export function betweenText({left, right, verdict}) {
  if (verdict === 'left' || verdict === 'right') return partText(left ?? right);
  if (verdict !== 'differs') return partText(left);
  if (left.part !== right.part) return `${partText(left)} | ${partText(right)}`;
  return `${left.part}: ${left.order || 'no order'} | ${right.order || 'no order'}`;
}

// "3 rows: 1 same, 1 alike, 1 differs".
export function countText(rows) {
  const words = {same: 'the same', alike: 'alike', differs: 'of another part or order',
    left: 'only on the left', right: 'only on the right'};
  const counts = Object.keys(words).map((verdict) => [rows.filter(
      (row) => row.verdict === verdict).length, words[verdict]]);
  return counts.filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${word}`).join(', ');
}

// "A", …, "Z", "AA", …
export function letterOf(index) {
  const letter = String.fromCharCode(65 + index % 26);
  return index < 26 ? letter : letterOf((index - index % 26) / 26 - 1) + letter;
}

// One line about an instruction. `meanings`: by its spelling, of its
// architecture.
export function meaningText(instruction, meanings = {}) {
  const {mnemonic, operands, role, source, within} = instruction;
  const known = [mnemonic, `${mnemonic} ${operands}`]
      .find((spelling) => Object.hasOwn(meanings, spelling));
  const place = within === '' ? source : `${source}, within it ${within}`;
  return [known === undefined ? '' : meanings[known], role, place]
      .filter((part) => part !== '').join(' · ') || 'nothing is known of it';
}
