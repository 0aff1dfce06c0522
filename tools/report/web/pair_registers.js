// Instructions in tokens, and registers by what they are parts of: `eax` and
// `rax` are one register in two widths.

const kLegacy = /^(r|e)?(ax|bx|cx|dx|si|di|bp)$/;
const kBytes = /^(?:([abcd])([lh])|(si|di|bp)l)$/;
const kNumbered = /^r(8|9|1[0-5])([dwb]?)$/;
const kVector = /^([xyz]mm)(\d+)$/;
const kArm = /^([xw])(\d+)$/;
const kArmVector = /^([vqdshb])(\d+)((?:\..*)?)$/;

// {name, width} of what may be renamed; null of all else, and of registers
// that have a task of their own (the stack's pointer, zero).
export function registerOf(token, architecture) {
  const match = (pattern) => pattern.exec(token);
  if (architecture === 'aarch64') {
    const [, kind, number, lanes] = match(kArm) ?? match(kArmVector) ?? [];
    if (kind === undefined) return null;
    const general = lanes === undefined;
    return {name: `${general ? 'x' : 'v'}${number}`, width: kind + (lanes ?? '')};
  }
  const legacy = match(kLegacy);
  if (legacy) return {name: legacy[2], width: legacy[1] ?? 'w'};
  const byte = match(kBytes);
  if (byte) return {name: byte[1] ? `${byte[1]}x` : byte[3], width: byte[2] ?? 'l'};
  const numbered = match(kNumbered);
  const widths = {'': 'r', d: 'e', w: 'w', b: 'l'};
  if (numbered) return {name: `r${numbered[1]}`, width: widths[numbered[2]]};
  const vector = match(kVector);
  return vector ? {name: `mm${vector[2]}`, width: vector[1]} : null;
}

// The mnemonic, and what its operands consist of; a called function's name is
// one token. Together with the blanks between them they are the whole text.
export function tokensOf({mnemonic, operands}) {
  return [mnemonic, ...operands.match(/→ .*$|\s+|[\w.]+|[^\s\w.]/g) ?? []];
}

// Whether the first operand is only written, so that what it held is gone. Not
// known of an opcode that is not listed: then it counts as read.
const kWrites = /^(mov(?!k)|lea|pop|adrp?|mrs|ldu?rs?|ldap?r|cset|csel)/;
export function onlyWritesFirst({mnemonic, operands}) {
  if (!kWrites.test(mnemonic)) return false;
  return !operands.startsWith('[') && !/^\w+ ptr/.test(operands);
}
