// A function's instructions in units that play one part: an exclusive loop is one
// atomic read-modify-write, as `lock xadd` is. Parts are those that the listing
// names; nothing is read from an opcode.
//
// An instruction: {address, mnemonic, operands, role, source}; `address` is
// hexadecimal without a prefix, `role` the listing's words, empty for none.

const kLongestLoop = 16;  // instructions
const kLongestUpdate = 5;
const kOutlined = /→ __aarch64_(cas|swp|ld)/;

// The first of the role's words: "load" of "load, acquire".
export function partOf(instruction) {
  const {role, operands} = instruction;
  if (role === '') return 'other';
  if (role.endsWith('(own stack)')) return 'own stack';
  // Outlined atomics are functions of the compiler's own that do just that.
  if (role === 'call' && kOutlined.test(operands)) return 'atomic read-modify-write';
  return role.split(',')[0];
}

// Where a jump leads, as `address`; null of what is no jump to an address.
export function destination({role, operands}) {
  if (role !== 'branch') return null;
  return /(?:^|[ #])0x([0-9a-f]+)$/.exec(operands)?.[1] ?? null;
}

// What every load and store is, though no listing says it of each. Source: Intel
// SDM vol. 3A, "Memory Ordering".
const kAlways = {x86_64: {load: 'acquire', store: 'release'}};

// "acquire, release": what the role says of order, of any of a unit's.
export function orderOf(instructions, architecture) {
  const words = ['acquire', 'release', 'store-store'];
  const always = instructions.map((one) => kAlways[architecture]?.[partOf(one)]);
  return words.filter((word) => always.includes(word) ||
    instructions.some(({role}) => role.split(', ').includes(word))).join(', ');
}

function isAt(instruction, parts) {
  return instruction !== undefined && parts.includes(partOf(instruction));
}

// How many instructions from `at` on are a loop from load-linked to
// store-conditional and the jump back; 0 if none.
function exclusiveLoop(all, at) {
  if (!isAt(all[at], ['load-linked'])) return 0;
  const near = all.slice(at + 1, at + kLongestLoop);
  const store = near.findIndex((one) => isAt(one, ['store-conditional', 'load-linked']));
  if (store < 0 || isAt(near[store], ['load-linked'])) return 0;
  const back = near.slice(store + 1, store + 4).findIndex((one) => {
    const to = destination(one);
    return to !== null && parseInt(to, 16) <= parseInt(all[at].address, 16);
  });
  return store + 2 + back + 1;
}

function placeIn({operands}) {
  return /\[[^\]]*\]/.exec(operands)?.[0];
}

// The same of a load, computation and store to one place, for one source line.
function plainUpdate(all, at) {
  if (!isAt(all[at], ['load'])) return 0;
  const near = all.slice(at + 1, at + kLongestUpdate);
  const store = near.findIndex((one) => !isAt(one, ['other']));
  if (!isAt(near[store], ['store'])) return 0;
  const same = placeIn(near[store]) === placeIn(all[at]) && placeIn(all[at]) !== undefined &&
      near[store].source === all[at].source && all[at].source !== '';
  return same ? store + 2 : 0;
}


// {part, instructions, order, source} one after the other; together they are all
// instructions.
export function unitsOf(all, architecture) {
  const units = [];
  for (let at = 0; at < all.length;) {
    const loop = exclusiveLoop(all, at);
    const update = plainUpdate(all, at);
    const size = loop || update || 1;
    const part = loop > 0 ? 'atomic read-modify-write' :
        update > 0 ? 'read-modify-write' : partOf(all[at]);
    const instructions = all.slice(at, at + size);
    units.push({part, instructions, source: all[at].source,
      order: part === 'read-modify-write' ? '' : orderOf(instructions, architecture)});
    at += size;
  }
  return units;
}
