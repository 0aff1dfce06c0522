// What an increment costs: curves over the number of threads, and the numbers at
// one of them.
import {element} from './element.js';
import {kLineStyles, styleOf, swatch} from './costs_marks.js';
import {curveOf, linesOf, linkedCosts, linkToCosts, spreadOver, threeDigits, unitsOf} from './costs_model.js';
import {drawCosts} from './costs_plot.js';

const kDrawnAtFirst = 6;
const kSteps = {ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1};

function threadsText(count) {
  return count === 1 ? '1 thread' : `${count} threads`;
}

export class Costs {
  // `root`: the section of the page; `data` as costs_model.js has it, with at
  // least one counter.
  constructor(root, data) {
    Object.assign(this, {root, data, units: unitsOf(data), at: data.threads.length - 1});
    this.part = (name) => root.querySelector(`[data-costs="${name}"]`);
    this.fillUnits();
    this.fillCounters();
    this.listen();
    root.classList.add('alive');
    this.show({unit: this.units[0].key, names: this.atFirst()});
    this.followLink();
  }

  // The baseline is a line of its own.
  atFirst() {
    const {counters, baseline} = this.data;
    return spreadOver(counters.filter(({name}) => name !== baseline), kDrawnAtFirst);
  }

  fillUnits() {
    this.part('unit').replaceChildren(...this.units.map(({key, name}) => {
      const option = element('option', {text: name});
      option.value = key;
      return option;
    }));
  }

  fillCounters() {
    this.part('counters').replaceChildren(...this.data.counters.map(({name}) => {
      const box = element('input');
      box.type = 'checkbox';
      box.value = name;
      return element('label', {}, [box, ' ', element('code', {text: name})]);
    }));
  }

  listen() {
    this.part('unit').addEventListener('change', () =>
      this.take({...this.shown, unit: this.part('unit').value}));
    this.part('counters').addEventListener('change', () => {
      const boxes = [...this.part('counters').querySelectorAll(':checked')];
      this.take({...this.shown, names: boxes.map(({value}) => value)});
    });
    this.part('plot').addEventListener('keydown', (event) => this.press(event));
    window.addEventListener('hashchange', () => this.followLink());
    for (const media of ['(prefers-color-scheme: dark)', 'print']) {
      matchMedia(media).addEventListener('change', () => this.draw());
    }
    new ResizeObserver(() => {
      if (this.plot?.width !== this.part('plot').clientWidth) this.draw();
    }).observe(this.part('plot'));
  }

  followLink() {
    const wish = linkedCosts(location.hash);
    if (wish === null) return;
    const known = this.data.counters.map(({name}) => name);
    const names = wish.names.filter((name) => known.includes(name));
    const unit = this.units.find(({key}) => key === wish.unit) ?? this.units[0];
    this.show({unit: unit.key, names: names.length === 0 ? this.shown.names : names});
    this.root.scrollIntoView();
  }

  // What a reader chose: it has its link.
  take(wish) {
    this.show(wish);
    history.replaceState(null, '', linkToCosts(wish));
  }

  show(shown) {
    this.shown = shown;
    this.unit = this.units.find(({key}) => key === shown.unit);
    this.part('unit').value = shown.unit;
    for (const box of this.part('counters').querySelectorAll('input')) {
      box.checked = shown.names.includes(box.value);
    }
    this.part('count').textContent =
        `Counters drawn in colour: ${shown.names.length} of ${this.data.counters.length}`;
    this.lines = linesOf(this.data, this.unit);
    const curves = this.data.counters.map((counter) =>
      ({name: counter.name, counter, curve: curveOf(this.data, counter, this.unit)}));
    this.chosen = curves.filter(({name}) => shown.names.includes(name));
    this.others = curves.filter(({name}) => !shown.names.includes(name));
    this.draw();
    this.read(this.at);
  }

  draw() {
    this.plot?.destroy();
    this.drawn = {threads: this.data.threads, heading: this.unit.name, lines: this.lines,
      others: this.others, chosen: this.chosen, at: this.at};
    this.plot = drawCosts(this.part('plot'), this.drawn, (i, y) => this.pointAt(i, y));
  }

  press(event) {
    const {threads} = this.data;
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? threads.length - 1 :
      this.at + (kSteps[event.key] ?? NaN);
    if (event.ctrlKey || event.altKey || event.metaKey || Number.isNaN(to)) return;
    event.preventDefault();
    this.read(Math.min(Math.max(to, 0), threads.length - 1));
    this.part('status').textContent = this.sentence();
  }

  // The curve that is nearest to a pointer, by factors.
  pointAt(place, y) {
    if (place !== this.at) this.read(place);
    const distance = ({curve}) => Math.abs(Math.log(curve[place][0] / y));
    const [nearest] = [...this.chosen, ...this.others]
        .filter(({curve}) => curve[place] !== null)
        .sort((one, other) => distance(one) - distance(other));
    this.part('status').textContent = nearest === undefined ? this.sentence() :
      `${nearest.name} on ${threadsText(this.data.threads[place])}: ${this.told(nearest.counter)}`;
  }

  // All that is known of a counter on the number of threads that is read.
  told({costs}) {
    const cost = costs[this.at];
    const spread = ([median, lower, upper]) =>
      `${threeDigits(median)} (quartiles ${threeDigits(lower)} to ${threeDigits(upper)})`;
    return `${spread(cost.floor)} times the floor, ${spread(cost.baseline)} times ` +
        `${this.data.baseline}, ${spread(cost.ns)} ns.`;
  }

  sentence() {
    return `On ${threadsText(this.data.threads[this.at])}, ${this.unit.name}: ` +
        [...this.chosen].map(({name, curve}) =>
          `${name} ${curve[this.at] === null ? 'not measured' : threeDigits(curve[this.at][0])}`)
            .join(', ') + '.';
  }

  // The numbers on the number of threads at place `at`, below the curves.
  read(at) {
    this.at = this.drawn.at = at;
    const count = this.data.threads[at];
    const plot = this.part('plot');
    plot.setAttribute('aria-valuemax', this.data.threads.length);
    plot.setAttribute('aria-valuenow', at + 1);
    plot.setAttribute('aria-valuetext', threadsText(count));
    this.part('reading').textContent = `On ${threadsText(count)}`;
    const style = (name) => styleOf(this.chosen.findIndex((one) => one.name === name));
    const worth = ({curve}) => curve[at]?.[0] ?? -1;
    const rows = [...this.chosen].sort((one, other) => worth(other) - worth(one));
    this.part('rows').replaceChildren(...rows.map((one) => this.row(one, style(one.name))),
        ...this.lines.map((line, i) => this.lineRow(line, kLineStyles[i])));
    this.plot.redraw(false);
  }

  head(name, style) {
    const letter = element('b', {text: style.letter ?? ''});
    const made = element('th', {}, [swatch(this.part('swatch'), style), letter, ' ',
      element('code', {text: name})]);
    made.scope = 'row';
    return made;
  }

  row({name, counter}, style) {
    const cost = counter.costs[this.at];
    const cell = (values) => element('td', {}, values === undefined ? ['–'] : [
      threeDigits(values[0]), ' ',
      element('small', {text: `${threeDigits(values[1])}–${threeDigits(values[2])}`})]);
    return element('tr', {}, [this.head(name, style),
      ...['floor', 'baseline', 'ns'].map((key) => cell(cost?.[key]))]);
  }

  lineRow({name}, style) {
    const {floor, ofBaseline} = this.data;
    const isFloor = style === kLineStyles[0];
    const {ns, toFloor} = isFloor ? {...floor[this.at], toFloor: 1} : ofBaseline[this.at];
    const times = isFloor ? 1 / ofBaseline[this.at].toFloor : 1;
    return element('tr', {kind: 'reference'}, [this.head(name, style),
      ...[toFloor, times, ns].map((value) => element('td', {text: threeDigits(value)}))]);
  }
}
