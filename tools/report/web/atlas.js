// The atlas: filters, a table, and two of its columns against each other.
import {element} from './element.js';
import {chosenRows, columnsFor, decoded, differs, isComparison} from './atlas_model.js';
import {kWishes, linkToAtlas, linkedAtlas, ordersText, resultsText, statusText, widthsText} from './atlas_text.js';

const kFavourite = 'fetch_add';

function each(values) {
  return [...new Set(values)];
}

function head(text, below) {
  const made = element('th', {}, [text, ...below === undefined ? [] : [element('small', {text: below})]]);
  made.scope = 'col';
  return made;
}

function instructions(text) {
  return text === '' ? 'not asked' : element('code', {text});
}

export class Atlas {
  // `root`: the section of the page. `data`: as tools/report/html_atlas.cc writes them.
  constructor(root, data) {
    this.root = root;
    this.atlas = decoded(data);
    this.part = (name) => root.querySelector(`[data-atlas="${name}"]`);
    this.selects = kWishes.filter((name) => name !== 'only');
    this.fillAll();
    for (const name of this.selects) {
      this.part(name).addEventListener('change', () => this.take(this.wish()));
    }
    this.part('only').addEventListener('click', () =>
      this.take({...this.wish(), only: this.wish().only === '' ? 'differences' : ''}));
    window.addEventListener('hashchange', () => this.followLink());
    root.classList.add('alive');
    this.show({...this.wish(), operation: this.orNothing('operation', kFavourite),
      compiler: this.atlas.columns[0]?.compiler ?? ''});
    this.followLink();
  }

  fillAll() {
    const {columns, lines} = this.atlas;
    const names = columns.map(({name}) => name);
    const operations = each(lines.map(({operation}) => operation));
    this.orders = new Map(operations.map((operation) =>
      [operation, each(lines.filter((line) => line.operation === operation).map(({order}) => order))]));
    // As they stand where there are most of them.
    const orders = each([...this.orders.values()].sort((one, other) => other.length - one.length).flat());
    const choices = {operation: operations, order: orders, level: each(columns.map(({level}) => level)),
      compiler: each(columns.map(({compiler}) => compiler)), left: names, right: names};
    for (const [part, values] of Object.entries(choices)) {
      this.part(part).append(...values.map((value) => {
        const option = element('option', {text: value});
        option.value = value;
        return option;
      }));
    }
    this.part('versions').append(...each(columns.map(({compiler, version}) =>
      `${compiler}: ${version}`)).map((text) => element('li', {text})));
  }

  wish() {
    const values = this.selects.map((name) => [name, this.part(name).value]);
    const only = this.part('only').ariaPressed === 'true' ? 'differences' : '';
    return {...Object.fromEntries(values), only};
  }

  // The value if it can be chosen.
  orNothing(part, value) {
    return [...this.part(part).options].some((option) => option.value === value) ? value : '';
  }

  // What a reader chose: it has its link.
  take(wish) {
    this.show(wish);
    history.replaceState(null, '', linkToAtlas(wish));
  }

  followLink() {
    const wish = linkedAtlas(location.hash);
    if (wish === null) return;
    const known = this.selects.map((name) => [name, this.orNothing(name, wish[name])]);
    this.show({...Object.fromEntries(known), only: wish.only});
    this.root.scrollIntoView();
  }

  show(wish) {
    const isCompared = isComparison(wish);
    for (const name of this.selects) this.part(name).value = wish[name];
    for (const name of ['level', 'compiler']) this.part(name).disabled = isCompared;
    this.part('only').hidden = !isCompared;
    this.part('only').ariaPressed = String(wish.only !== '');
    const chosen = chosenRows(this.atlas, wish);
    const columns = columnsFor(this.atlas.columns, wish).map((i) => this.atlas.columns[i]);
    this.part('heads').replaceChildren(...['Operation', 'Order', 'Bits', 'Result'].map((text) => head(text)),
        ...columns.map(({level, compiler}) => head(level, compiler)));
    this.part('rows').replaceChildren(...chosen.rows.map((row) => this.line(row, isCompared)));
    this.part('status').textContent = statusText(chosen, wish, isCompared);
  }

  line(row, isCompared) {
    const first = element('th', {}, [element('code', {text: row.operation})]);
    first.scope = 'row';
    const orders = ordersText(row.orders, this.orders.get(row.operation));
    const cells = row.texts.map((text, i) => isCompared && i === 1 ? this.compared(row) :
      element('td', {}, [instructions(text)]));
    return element('tr', {}, [first, ...[orders, widthsText(row.widths), resultsText(row.results)]
        .map((text) => element('td', {text})), ...cells]);
  }

  compared(row) {
    if (!differs(row)) return element('td', {kind: 'same', text: '= same'});
    return element('td', {kind: 'differs'}, [element('b', {text: '≠ '}), instructions(row.texts[1])]);
  }
}
