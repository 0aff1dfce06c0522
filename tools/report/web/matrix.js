// The matrix: which rows and columns are shown, in which order, and links to cells.
import {element} from './element.js';
import {kApart, keeps, linkedCell, sorted, spans} from './matrix_model.js';

const kSorts = [['ascending', 1], ['descending', -1], [null, 0]];

// The columns: each target's level, and its name with its compiler's.
function columnsOf(table) {
  const levels = [...table.querySelectorAll('thead .group')].flatMap((group) =>
    new Array(group.colSpan).fill(group.querySelector('code').textContent));
  return [...table.querySelectorAll('thead .target')].map((head, i) =>
    ({level: levels[i], target: `${levels[i]}-${head.firstChild.textContent}`}));
}

function cellOf(cell, column) {
  const shown = cell.querySelector('.verdict');
  // Behind a sign: "✓ passed".
  const verdict = shown?.textContent.replace(/^\S+ /, '') ?? '';
  const text = cell.querySelector('.explored')?.textContent ?? cell.textContent;
  const said = `${cell.className} ${cell.textContent}`;
  return {...column, verdict, kind: shown?.classList[1] ?? '', text, said};
}

function rowOf(line, columns) {
  const [head, ...cells] = line.cells;
  return {line, counter: head.querySelector('code').textContent,
    about: head.querySelector('small').textContent,
    cells: cells.map((cell, i) => cellOf(cell, columns[i]))};
}

export class Matrix {
  // `root`: the section of the page, with a table.
  constructor(root) {
    this.root = root;
    this.table = root.querySelector('.matrix');
    const columns = columnsOf(this.table);
    this.targets = columns.map(({target}) => target);
    this.rows = [...this.table.tBodies[0].rows].map((line) => rowOf(line, columns));
    this.part = (name) => root.querySelector(`[data-matrix="${name}"]`);
    this.fill('target', this.targets);
    this.fill('verdict', [...new Set(this.rows.flatMap(({cells}) =>
      cells.map(({verdict}) => verdict)))].filter((verdict) => verdict !== ''));
    this.makeHeadsSort();
    for (const name of ['words', 'target', 'verdict']) {
      this.part(name).addEventListener('input', () => this.sift());
    }
    this.apart = this.part('apart');
    this.apart.hidden = new Set(columns.map(({level}) => level)).size === columns.length;
    this.apart.addEventListener('click', () => this.press(!this.isApart()));
    window.addEventListener('hashchange', () => this.followLink());
    root.classList.add('alive');
    this.sift();
    this.followLink();
  }

  fill(part, names) {
    this.part(part).append(...names.map((name) => {
      const option = element('option', {text: name});
      option.value = name;
      return option;
    }));
  }

  makeHeadsSort() {
    const heads = [this.table.querySelector('thead th'), ...this.table.querySelectorAll('.target')];
    heads.forEach((head, i) => {
      const by = i === 0 ? null : this.targets[i - 1];
      const button = element('button', {text: head.firstChild.textContent, kind: 'sort',
        label: `Sort by ${by ?? 'Counter'}`});
      button.type = 'button';
      head.firstChild.replaceWith(button);
      button.addEventListener('click', () => this.sort(head, heads, by));
    });
  }

  // Ascending, descending, and as it was.
  sort(head, heads, by) {
    const now = kSorts.findIndex(([name]) => name === head.getAttribute('aria-sort'));
    const [name, direction] = kSorts[(now + 1) % kSorts.length];
    for (const other of heads) other.removeAttribute('aria-sort');
    if (name !== null) head.setAttribute('aria-sort', name);
    const rows = name === null ? this.rows : sorted(this.rows, by, direction);
    this.table.tBodies[0].append(...rows.map(({line}) => line));
  }

  sift() {
    const wish = Object.fromEntries(['words', 'target', 'verdict'].map((name) =>
      [name, this.part(name).value]));
    for (const row of this.rows) row.line.hidden = !keeps(row, wish);
    const isShown = (target) => wish.target === '' || target === wish.target;
    this.showHeads(isShown);
    this.showCells(isShown);
    const shown = this.rows.filter(({line}) => !line.hidden);
    const wide = shown.flatMap(({line}) => [...line.querySelectorAll('td.wide')]).length;
    this.part('status').textContent = `${shown.length} of ${this.rows.length} counters` +
        (wish.target === '' ? '' : ` on ${wish.target}`) +
        (wide === 0 ? '' : `; ${wide} cells say the same for a level’s compilers`);
  }

  isApart() {
    return this.apart.ariaPressed === 'true';
  }

  press(isApart) {
    this.apart.ariaPressed = String(isApart);
    history.replaceState(null, '', isApart ? kApart : '#matrix');
    this.sift();
  }

  showCells(isShown) {
    for (const {line, cells} of this.rows) {
      const widths = spans(cells, isShown, this.isApart());
      [...line.cells].slice(1).forEach((cell, i) => {
        cell.hidden = widths[i] === 0;
        cell.colSpan = Math.max(widths[i], 1);
        cell.classList.toggle('wide', widths[i] > 1);
      });
    }
  }

  showHeads(isShown) {
    const hide = this.targets.map((target) => !isShown(target));
    this.table.querySelectorAll('thead .target').forEach((head, i) => head.hidden = hide[i]);
    let from = 0;
    for (const group of this.table.querySelectorAll('thead .group')) {
      const size = Number(group.dataset.size ??= group.colSpan);
      const shown = hide.slice(from, from + size).filter((hidden) => !hidden).length;
      group.hidden = shown === 0;
      group.colSpan = Math.max(shown, 1);
      from += size;
    }
  }

  followLink() {
    if (location.hash !== kApart) return this.followToCell();
    this.press(true);
    this.root.scrollIntoView();
  }

  // Opens the listing that a link names, or leads to its counter.
  followToCell() {
    const wish = linkedCell(location.hash);
    const row = this.rows.find(({counter}) => counter === wish?.counter);
    if (row === undefined) return;
    const at = wish.target === null ? 0 : this.targets.indexOf(wish.target) + 1;
    const link = row.line.cells[at].querySelector('a') ?? row.line.cells[0].querySelector('a');
    const place = document.getElementById(link.getAttribute('href').slice(1));
    const fold = place.closest('details');
    if (fold !== null) {
      fold.open = true;
      place.focus({preventScroll: true});
    }
    place.scrollIntoView();
  }
}
