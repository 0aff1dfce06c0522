// The glossary: what the instructions of this page's listings do.
import {element} from './element.js';
import {addPlace, entriesOf, keepsEntry, linkToEntry, linkedEntry} from './glossary_model.js';

// Where each instruction occurs, by architecture and name: folds of listings, in
// the page's order. A barrier's kind is an operand, and part of its name.
function placesIn(page, architectures) {
  const places = new Map();
  for (const fold of page.querySelectorAll('details.row')) {
    const target = fold.querySelectorAll('summary h4 code')[1]?.textContent;
    const architecture = architectures[target];
    for (const mnemonic of fold.querySelectorAll('.listing td:nth-child(2) > b')) {
      const whole = mnemonic.parentElement.textContent.trim();
      for (const name of new Set([mnemonic.textContent, whole])) {
        addPlace(places, architecture, name, fold);
      }
    }
  }
  return places;
}

function link(to, child) {
  const made = element('a', {}, [child]);
  made.href = to;
  return made;
}

// What stands between backquotes is code.
function meaningCell({meaning}) {
  return element('td', {}, meaning.split('`').map((text, i) =>
    i % 2 === 0 ? text : element('code', {text})));
}

function whereCell({places}) {
  const summary = places[0].querySelector('summary');
  const first = link(`#${summary.id}`, summary.querySelector('h4').textContent);
  return element('td', {}, [`${places.length}, first `, first]);
}

function lineOf(entry) {
  const name = element('th', {}, [link(linkToEntry(entry.name), element('code', {text: entry.name}))]);
  name.scope = 'row';
  return element('tr', {}, [name, element('td', {text: entry.architecture}),
    meaningCell(entry), whereCell(entry)]);
}

export class Glossary {
  // `root`: the section of the page. {architectures, meanings}: by target, and by
  // architecture and name, as tools/report/html_pair.cc writes them.
  constructor(root, page, {architectures, meanings}) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-glossary="${name}"]`);
    this.entries = entriesOf(meanings, placesIn(page, architectures));
    this.lines = this.entries.map(lineOf);
    this.part('rows').append(...this.lines);
    const known = new Set(this.entries.map(({architecture}) => architecture));
    this.part('architecture').append(...[...known].sort().map((text) => element('option', {text})));
    this.part('words').addEventListener('input', () => this.take());
    this.part('architecture').addEventListener('input', () => this.sift());
    window.addEventListener('hashchange', () => this.followLink());
    root.classList.add('alive');
    this.sift();
    this.followLink();
  }

  // What a reader looked for: it has its link.
  take() {
    this.sift();
    history.replaceState(null, '', linkToEntry(this.part('words').value));
  }

  followLink() {
    const words = linkedEntry(location.hash);
    if (words === null) return;
    this.part('words').value = words;
    this.part('architecture').value = '';
    this.sift();
    this.root.scrollIntoView();
  }

  sift() {
    const wish = {words: this.part('words').value, architecture: this.part('architecture').value};
    this.lines.forEach((line, i) => line.hidden = !keepsEntry(this.entries[i], wish));
    const shown = this.lines.filter(({hidden}) => !hidden).length;
    this.part('status').textContent = `${shown} of ${this.lines.length} instructions`;
  }
}
