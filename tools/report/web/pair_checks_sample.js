// Listings for the checks, as tables of the page and as instructions.
import {element} from './element.js';

// "10 lock xadd [rdi], rsi / atomic read-modify-write, acquire / a.h:3": an
// address, a mnemonic, operands, role and source. A `lock` is part of its mnemonic.
export function instruction(line) {
  const [text, role = '', place = ''] = line.split(' / ');
  const [, address, mnemonic, operands = ''] = /^(\w+) ((?:lock )?\S+)(?: (.*))?$/.exec(text);
  const [source, within = ''] = place.split(' ⟵ ');
  return {address, mnemonic, operands, role, source, within};
}

export const kLocked = [
  '10 lock xadd qword ptr [rdi], rsi / atomic read-modify-write, acquire, release / f/add.h:7 ⟵ bits/atomic_base.h:6',
  '14 ret / return',
];
export const kAtomic = [
  'ff00 ldaddal x1, x1, [x0] / atomic read-modify-write, acquire, release / f/add.h:7 ⟵ bits/atomic_base.h:6',
  'ff04 ret / return',
];
export const kExclusive = [
  'fb0 ldaxr x3, [x0] / load-linked, acquire / f/add.h:7',
  'fb4 add x3, x3, x1 /  / f/add.h:7',
  'fb8 stlxr w2, x3, [x0] / store-conditional, release / f/add.h:7',
  'fbc cbnz w2, #0xfb0 / branch / f/add.h:7',
  'fc0 ret / return',
];

function row({address, mnemonic, operands, role, source, within}) {
  const cells = [element('td', {text: address}),
    element('td', {}, [element('b', {text: mnemonic}), operands === '' ? '' : ` ${operands}`]),
    element('td', {text: role}),
    element('td', {text: within === '' ? source : `${source} ⟵ ${within}`})];
  return element('tr', {kind: role.startsWith('atomic') ? 'a' : ''}, cells);
}

function figure(operation, lines) {
  const caption = element('figcaption', {}, [element('b', {text: operation}),
    element('code', {text: 'a form'}), element('small', {text: `${operation}()`})]);
  const table = element('table', {kind: 'listing'}, lines.map(instruction).map(row));
  return element('figure', {}, [caption, table]);
}

function fold(counter, target, functions) {
  const head = element('h4', {}, [element('code', {text: counter}), ' on ',
    element('code', {text: target})]);
  return element('details', {kind: 'row'}, [element('summary', {}, [head]),
    ...Object.entries(functions).map(([name, lines]) => figure(name, lines)),
    element('p', {text: 'Back'})]);
}

// `targets`: {target: {operation: lines}}.
export function counterSection(name, targets) {
  return element('section', {kind: 'counter'}, [element('h3', {text: name}),
    element('p', {kind: 'claims', text: 'Claims.'}),
    ...Object.entries(targets).map(([target, functions]) => fold(name, target, functions))]);
}
