// The bench of two: two targets of one counter side by side.
import {element} from './element.js';
import {align} from './pair_align.js';
import {compare} from './pair_compare.js';
import {choice, linked, linkTo} from './pair_link.js';
import {countersOf, functionsOf, pairsOf} from './pair_read.js';
import {countText, letterOf, meaningText} from './pair_text.js';
import {unitsOf} from './pair_units.js';
import {functionView, lineList} from './pair_view.js';

export class Bench {
  // `root`: the section of the page; `data`: {architectures, meanings}.
  // Requires: `counters` are countersOf the page, at least one.
  constructor(root, counters, data) {
    Object.assign(this, {root, counters, data});
    this.part = (name) => root.querySelector(`[data-bench="${name}"]`);
    this.fill('counter', counters.map(({name}) => name));
    this.listen();
    this.addLinks();
    root.classList.add('alive');
    this.followLink();
  }

  fill(part, names) {
    this.part(part).replaceChildren(...names.map((text) => {
      const option = element('option', {text});
      option.value = text;
      return option;
    }));
  }

  listen() {
    for (const part of ['counter', 'left', 'right']) {
      this.part(part).addEventListener('change', () => this.take({
        ...this.shown, [part]: this.part(part).value}));
    }
    this.part('swap').addEventListener('click', () => this.take({
      ...this.shown, left: this.shown.right, right: this.shown.left}));
    this.part('functions').addEventListener('keydown', (event) => this.press(event));
    window.addEventListener('hashchange', () => this.followLink());
  }

  // From each counter's claims and from each of its listings.
  addLinks() {
    const link = (wish) => {
      const made = element('a', {text: 'Two targets side by side', kind: 'to-bench'});
      made.href = linkTo(wish);
      return made;
    };
    for (const {name, section, folds} of this.counters) {
      section.querySelector('.claims').append(' ', link({counter: name}), '.');
      for (const [target, fold] of folds) {
        fold.querySelector('p:last-child').append(' · ', link({counter: name, left: target}));
      }
    }
  }

  followLink() {
    const wish = linked(location.hash);
    if (wish === null && this.shown !== undefined && location.hash !== '') return;
    // Without a wish: a counter that begins with what this lab is about.
    this.show(choice(wish, this.counters, this.data.architectures,
        ({section}) => section.querySelector('.listing tbody > .a:first-child') !== null));
    if (wish === null) return;
    if (!this.root.contains(document.activeElement)) this.root.focus({preventScroll: true});
    this.root.scrollIntoView();
  }

  // What a reader chose: it has its link, and the browser's Back leads away.
  take(wish) {
    this.show(choice(wish, this.counters, this.data.architectures, () => false));
    history.pushState(null, '', linkTo(this.shown));
  }

  show(shown) {
    this.shown = shown;
    const {folds} = this.counters.find(({name}) => name === shown.counter);
    for (const side of ['left', 'right']) this.fill(side, [...folds.keys()]);
    for (const part of ['counter', 'left', 'right']) this.part(part).value = shown[part];
    const [left, right] = [shown.left, shown.right].map((target) => functionsOf(folds.get(target)));
    const sheet = this.sheetOf([...left, ...right]);
    const views = pairsOf(left, right).map((pair) => this.viewOf(pair, sheet));
    this.part('lines').replaceChildren(...lineList(sheet));
    this.part('functions').replaceChildren(...views.map(({view}) => view));
    this.part('status').textContent = `${shown.counter}: ${shown.left} beside ${shown.right}. ` +
        views.slice(0, 1).map(({rows, name}) => `${name}: ${countText(rows)}.`).join('');
    this.sight(null);
    const first = this.root.querySelector('.ins');
    if (first !== null) first.tabIndex = 0;
  }

  sheetOf(functions) {
    const all = functions.flatMap(({instructions}) => instructions.map(({source}) => source));
    const lines = [...new Set(all)].filter((source) => source !== '');
    return {lines, letters: lines.map((_, i) => letterOf(i)), targets: this.shown,
      onSight: (...seen) => this.sight(...seen)};
  }

  viewOf(pair, sheet) {
    const architectures = ['left', 'right'].map((side) =>
      this.data.architectures[this.shown[side]]);
    const [left, right] = [pair.left, pair.right].map((one, i) =>
      unitsOf(one?.instructions ?? [], architectures[i]));
    const rows = compare(align(left, right, architectures[0] === architectures[1]), architectures);
    return {rows, name: (pair.left ?? pair.right).operation,
      view: functionView(pair, rows, sheet)};
  }

  // Says what an instruction means, and marks all of the same source line.
  sight(instruction, side, letter) {
    const meaning = this.part('meaning');
    for (const lit of this.root.querySelectorAll('.lit')) lit.classList.remove('lit');
    if (instruction === null) {
      meaning.textContent = 'Point at an instruction, or go there by Tab and arrow keys, to read what it does.';
      return;
    }
    const {architectures, meanings} = this.data;
    meaning.replaceChildren(
        element('code', {text: `${instruction.mnemonic} ${instruction.operands}`.trim()}), ' ',
        meaningText(instruction, meanings[architectures[this.shown[side]]]));
    if (letter === '') return;
    for (const same of this.root.querySelectorAll(`[data-line="${letter}"]`)) {
      same.classList.add('lit');
    }
  }

  // The instructions are one stop of Tab; arrows lead from one to the next, and
  // across.
  press(event) {
    const from = document.activeElement;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const to = from?.classList.contains('ins') ? this.neighbour(from, event.key) : undefined;
    if (to === undefined) return;
    event.preventDefault();
    for (const old of this.root.querySelectorAll('.ins[tabindex="0"]')) old.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }

  neighbour(from, key) {
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const side = key === 'ArrowLeft' ? 'left' : 'right';
      return from.closest('tr').querySelector(`.ins[data-side="${side}"]`) ?? undefined;
    }
    const column = [...this.root.querySelectorAll(`.ins[data-side="${from.dataset.side}"]`)];
    const steps = {ArrowDown: 1, ArrowUp: -1};
    if (key === 'Home') return column[0];
    if (key === 'End') return column.at(-1);
    return key in steps ? column[column.indexOf(from) + steps[key]] : undefined;
  }
}
