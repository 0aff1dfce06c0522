// What two functions that stand side by side differ in, apart from the names of
// registers and of places in the code.
import {destination} from './pair_units.js';
import {onlyWritesFirst, registerOf, tokensOf} from './pair_registers.js';

// Which row each instruction is in, by its address.
function rowsByAddress(rows, side) {
  return new Map(rows.flatMap((row, i) =>
    (row[side]?.instructions ?? []).map(({address}) => [address, i])));
}

export class Comparison {
  // `rows`: as align gives them; both sides are of `architecture`.
  constructor(rows, architecture) {
    this.architecture = architecture;
    this.leftRows = rowsByAddress(rows, 'left');
    this.rightRows = rowsByAddress(rows, 'right');
    this.toRight = new Map();
    this.toLeft = new Map();
  }

  staysInside(left, right) {
    return this.leftRows.has(destination(left)) || this.rightRows.has(destination(right));
  }

  // Jumps are the same if they lead to the same row.
  sameDestination(left, right) {
    return this.leftRows.get(destination(left)) === this.rightRows.get(destination(right));
  }

  bind(left, right) {
    this.toLeft.delete(this.toRight.get(left));
    this.toRight.delete(this.toLeft.get(right));
    this.toRight.set(left, right);
    this.toLeft.set(right, left);
  }

  // A register is the same as the one that it was the last time. What is
  // overwritten may be another from there on.
  sameRegister(left, right, overwritten) {
    if (left.width !== right.width) return false;
    const [there, back] = [this.toRight.get(left.name), this.toLeft.get(right.name)];
    if (there === right.name && back === left.name) return true;
    const free = there === undefined && back === undefined;
    if (free || overwritten) this.bind(left.name, right.name);
    return free || overwritten;
  }

  sameToken(left, right, overwritten) {
    const [a, b] = [left, right].map((token) => registerOf(token, this.architecture));
    if (a === null || b === null) return left === right;
    return this.sameRegister(a, b, overwritten);
  }

  // For each token of both whether the other side has the like of it: {left,
  // right}, lists of booleans.
  tokens(left, right) {
    const [a, b] = [tokensOf(left), tokensOf(right)];
    const same = new Array(Math.min(a.length, b.length)).fill(false);
    const overwrites = onlyWritesFirst(left) && onlyWritesFirst(right);
    // What is read is read before anything is written.
    for (const i of [...same.keys()].reverse()) {
      same[i] = this.sameToken(a[i], b[i], overwrites && i === 1) ||
          isPlaceInCode(a, i) && isPlaceInCode(b, i);
    }
    if (this.staysInside(left, right)) {
      same[a.length - 1] = a.length === b.length && this.sameDestination(left, right);
    }
    return {left: a.map((_, i) => same[i] ?? false), right: b.map((_, i) => same[i] ?? false)};
  }

  // The same for units; null unless they have as many instructions.
  unit(left, right) {
    if (left.instructions.length !== right.instructions.length) return null;
    return left.instructions.map((one, i) => this.tokens(one, right.instructions[i]));
  }
}

// An address that only tells where the linker put something.
function isPlaceInCode(tokens, i) {
  if (!/^0x/.test(tokens[i])) return false;
  return tokens[0] === 'adrp' || tokens[i - 4] === 'rip' || tokens.at(-1).startsWith('→ ');
}

function isSame(marks) {
  return marks !== null && marks.every(({left, right}) =>
    left.every(Boolean) && right.every(Boolean));
}

// What a row is: "left" or "right" if only that side has something; "same" if
// nothing but names differ; "alike" if both play the same part with the same
// order; "differs" if not.
function verdictOf({left, right}, marks) {
  if (left === null || right === null) return left === null ? 'right' : 'left';
  if (isSame(marks)) return 'same';
  return left.part === right.part && left.order === right.order ? 'alike' : 'differs';
}

// Adds {verdict, marks} to each row; `marks` as Comparison.unit, null where the
// instruction sets differ: there, no name is the like of another.
export function compare(rows, architectures) {
  const [left, right] = architectures;
  const comparison = left !== undefined && left === right ?
      new Comparison(rows, left) : null;
  return rows.map((row) => {
    const both = row.left !== null && row.right !== null;
    const marks = both && comparison ? comparison.unit(row.left, row.right) : null;
    return {...row, marks, verdict: verdictOf(row, marks)};
  });
}
