// Two functions' units side by side, in order, like across from like.

// What it is worth that two of this part stand across from each other.
const kWorth = {
  'atomic read-modify-write': 10,
  'read-modify-write': 6,
  'fence': 6,
  'load': 5,
  'store': 5,
  'return': 4,
  'branch': 3,
  'call': 3,
  'own stack': 2,
};
const kOtherWorth = 1;

// Parts that can do each other's work: an exchange is a store, too.
const kRelated = ['load', 'store', 'read-modify-write', 'atomic read-modify-write'];
const kRelatedWorth = 3;

function calledBy({instructions}) {
  return /→ (.*)$/.exec(instructions[0].operands)?.[1];
}

// 0 if they may not stand across from each other. `byName`: of what no other
// thread notices, only instructions of one name do.
export function worth(left, right, byName = false) {
  const sameSource = left.source !== '' && left.source === right.source;
  if (left.part !== right.part) {
    const related = kRelated.includes(left.part) && kRelated.includes(right.part);
    return related && sameSource ? kRelatedWorth : 0;
  }
  const sameName = left.instructions[0].mnemonic === right.instructions[0].mnemonic;
  if (byName && left.part === 'other' && !sameName) return 0;
  const sameCall = left.part === 'call' && calledBy(left) === calledBy(right);
  return (kWorth[left.part] ?? kOtherWorth) + (sameSource ? 2 : 0) +
      (sameName ? 1 : 0) + (sameCall ? 4 : 0);
}

// best[i][j]: what the units from i and from j on are worth at most.
function worths(left, right, byName) {
  const best = Array.from({length: left.length + 1},
      () => new Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; --i) {
    for (let j = right.length - 1; j >= 0; --j) {
      const pair = worth(left[i], right[j], byName);
      best[i][j] = Math.max(best[i + 1][j], best[i][j + 1],
          pair > 0 ? pair + best[i + 1][j + 1] : 0);
    }
  }
  return best;
}

// Rows {left, right}; null where a side has nothing. Each side's units stand in
// their order, each once. `byName`: as of worth.
export function align(left, right, byName = false) {
  const best = worths(left, right, byName);
  const rows = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const both = i < left.length && j < right.length;
    const pair = both ? worth(left[i], right[j], byName) : 0;
    if (pair > 0 && best[i][j] === pair + best[i + 1][j + 1]) {
      rows.push({left: left[i++], right: right[j++]});
    } else if (j === right.length || (both && best[i][j] === best[i + 1][j])) {
      rows.push({left: left[i++], right: null});
    } else {
      rows.push({left: null, right: right[j++]});
    }
  }
  return rows;
}
