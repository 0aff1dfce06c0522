// Two functions side by side, as a table.
import {element} from './element.js';
import {tokensOf} from './pair_registers.js';
import {betweenText, countText, kMarks, kMeanings} from './pair_text.js';
import {destination} from './pair_units.js';

const kColours = 8;

// The places within a function that jumps lead to: "L1" by address.
export function labelsOf(instructions) {
  const targets = new Set(instructions.map(destination));
  const places = instructions.map(({address}) => address).filter((a) => targets.has(a));
  return new Map(places.map((address, i) => [address, `L${i + 1}`]));
}

// Text, and in a <mark> what the other side has not the like of.
function marked(texts, marks) {
  return texts.map((text, i) => marks[i] || text.trim() === '' ? text :
    element('mark', {text}));
}

function codeOf(instruction, labels, marks) {
  const [mnemonic, ...operands] = tokensOf(instruction);
  const to = labels.get(destination(instruction));
  if (to !== undefined) {
    operands[operands.length - 1] = to;
    if (operands.at(-2) === '#') operands[operands.length - 2] = '';
  }
  const same = marks ?? [mnemonic, ...operands].map(() => true);
  return element('code', {}, [
    element('b', {}, marked([mnemonic], same)), ' ', ...marked(operands, same.slice(1))]);
}

// `sheet` has what all of the bench is drawn by: {lines, letters, onSight}.
function instructionButton(instruction, labels, marks, sheet, side) {
  const line = sheet.lines.indexOf(instruction.source);
  const letter = line < 0 ? '' : sheet.letters[line];
  const label = labels.get(instruction.address);
  const button = element('button', {kind: line < 0 ? 'ins' : `ins hue${line % kColours}`}, [
    element('i', {text: letter}), ' ',
    ...label === undefined ? [] : [element('em', {text: `${label}:`}), ' '],
    codeOf(instruction, labels, marks)]);
  button.type = 'button';
  button.tabIndex = -1;
  button.dataset.line = letter;
  button.dataset.side = side;
  for (const event of ['focus', 'mouseenter', 'click']) {
    button.addEventListener(event, () => sheet.onSight(instruction, side, letter));
  }
  return button;
}

function cell(unit, side, row, labels, sheet) {
  const made = element('td', {kind: unit === null ? 'none' : 'side'});
  made.dataset.target = sheet.targets[side];
  if (unit === null) return made;
  made.append(...unit.instructions.map((instruction, i) => instructionButton(
      instruction, labels[side], row.marks?.[i][side], sheet, side)));
  return made;
}

function between(row) {
  return element('td', {kind: 'between'}, [
    element('b', {text: kMarks[row.verdict]}),
    element('span', {text: `${kMeanings[row.verdict]}. `, kind: 'unseen'}),
    element('small', {text: betweenText(row)})]);
}

function tableHead(pair, targets) {
  const head = (side) => {
    const made = element('th', {text: targets[side]}, [
      element('small', {text: pair[side]?.form ?? 'no such function'})]);
    made.scope = 'col';
    return made;
  };
  const middle = element('th', {text: 'Compared'});
  middle.scope = 'col';
  return element('thead', {}, [element('tr', {}, [head('left'), middle, head('right')])]);
}

// `pair`: {left, right} of functions; `rows`: as compare gives them.
export function functionView(pair, rows, sheet) {
  const labels = {left: labelsOf(pair.left?.instructions ?? []),
    right: labelsOf(pair.right?.instructions ?? [])};
  const body = element('tbody', {}, rows.map((row) => element('tr', {kind: row.verdict}, [
    cell(row.left, 'left', row, labels, sheet), between(row),
    cell(row.right, 'right', row, labels, sheet)])));
  const {operation, symbol} = pair.left ?? pair.right;
  return element('section', {kind: 'two'}, [
    element('h3', {text: operation}, [element('small', {text: symbol})]),
    element('p', {text: `${countText(rows)}.`}),
    element('table', {label: `${operation} on both targets`}, [
      tableHead(pair, sheet.targets), body])]);
}

// The source lines, with the colours and letters that their instructions have.
export function lineList({lines, letters}) {
  return lines.map((line, i) => {
    const item = element('li', {kind: `hue${i % kColours}`}, [
      element('i', {text: letters[i]}), ' ', element('code', {text: line})]);
    item.dataset.line = letters[i];
    return item;
  });
}
