// What is wrong with the page as it is shown now, as lines of text. The body of a
// function; `return audit.…` is added to it.

const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const colours = new Map();

// A colour as CSS writes it, as [red, green, blue, alpha], each of 0 to 1.
function colour(text) {
  if (!colours.has(text)) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    colours.set(text, [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
  }
  return colours.get(text);
}

function over([r, g, b, alpha], below) {
  return [r, g, b].map((part, i) => part * alpha + below[i] * (1 - alpha));
}

// What an element's text stands on: all backgrounds behind it.
const grounds = new Map();
function ground(element) {
  if (element === null) return [1, 1, 1];
  if (!grounds.has(element)) {
    const own = colour(getComputedStyle(element).backgroundColor);
    grounds.set(element, over(own, ground(element.parentElement)));
  }
  return grounds.get(element);
}

function luminance(parts) {
  const [r, g, b] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(element) {
  const below = ground(element);
  const text = over(colour(getComputedStyle(element).color), below);
  const [dark, light] = [luminance(below), luminance(text)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function shown(element) {
  return element.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
      element.closest('.unseen') === null;
}

function nameOf(element) {
  const kind = element.getAttribute('class');
  return `${element.localName}${kind ? `.${kind}` : ''} “${element.textContent.trim().slice(0, 40)}”`;
}

function* texts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() === '') continue;
    if (!['SCRIPT', 'STYLE'].includes(element.tagName) && shown(element)) yield element;
  }
}

// Where a link leads: to the section that it names before what is shown there.
function placeOf(link) {
  return link.slice(1).split('=')[0];
}

const audit = {
  // Text that is hard to read, one line for each kind of it.
  contrast() {
    const found = new Map();
    let seen = 0;
    for (const element of texts()) {
      ++seen;
      const ratio = contrast(element);
      const key = `${element.localName}.${element.className} ${ratio.toFixed(2)}`;
      if (ratio < 4.5) found.set(key, `${ratio.toFixed(2)}: ${nameOf(element)}`);
    }
    return seen === 0 ? ['no text at all'] : [...found.values()];
  },

  headings() {
    const heads = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown);
    let before = 0;
    const found = [];
    for (const head of heads) {
      const level = Number(head.tagName[1]);
      if (level > before + 1) found.push(`after h${before}: ${nameOf(head)}`);
      if (head.textContent.trim() === '') found.push(`empty: ${nameOf(head)}`);
      before = level;
    }
    const first = heads.filter((head) => head.tagName === 'H1').length;
    return first === 1 ? found : [`${first} h1`, ...found];
  },

  tables() {
    const heads = [...document.querySelectorAll('th')];
    const bare = [...document.querySelectorAll('table')].filter((t) => !t.querySelector('th'));
    return [...heads.filter((th) => !th.scope), ...bare].map(nameOf);
  },

  // Ids that stand twice, and links that lead nowhere.
  links() {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
    const known = new Set(ids);
    const lost = [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))
        .filter((to) => !to?.startsWith('#') || !known.has(placeOf(to)));
    return [...twice.map((id) => `twice: ${id}`), ...lost.map((to) => `nowhere: ${to}`)];
  },

  // What is wider than the page, so that the whole page scrolls sideways.
  width() {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const out = [...document.body.querySelectorAll('*')].filter((element) => shown(element) &&
        element.closest('.scroll') === null && element.getBoundingClientRect().right > wide + 1);
    return [`scrolls to ${document.documentElement.scrollWidth} of ${wide}`,
      ...out.slice(0, 5).map(nameOf)];
  },
};
