// How curves are told apart: by colour, dashes, marks and letters, each of them
// enough by itself for the first six.

const kMarks = [
  (r) => `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (r) => `m${-r} ${-r}h${2 * r}v${2 * r}h${-2 * r}z`,
  (r) => `m0 ${-1.25 * r}l${1.25 * r} ${2.25 * r}h${-2.5 * r}z`,
  (r) => `m0 ${-1.4 * r}l${1.4 * r} ${1.4 * r}l${-1.4 * r} ${1.4 * r}l${-1.4 * r} ${-1.4 * r}z`,
  (r) => `m0 ${1.25 * r}l${1.25 * r} ${-2.25 * r}h${-2.5 * r}z`,
  (r) => `m${-r / 2} ${-1.3 * r}h${r}v${0.8 * r}h${0.8 * r}v${r}h${-0.8 * r}v${0.8 * r}h${-r}` +
      `v${-0.8 * r}h${-0.8 * r}v${-r}h${0.8 * r}z`,
];
const kDashes = [[], [10, 4], [3, 3], [12, 3, 3, 3], [6, 4], [2, 5]];

// Of the curve at place `i`.
export function styleOf(i) {
  const kind = i % kMarks.length;
  return {colour: `--curve${kind}`, dash: kDashes[kind], mark: kMarks[kind],
    letter: String.fromCharCode(65 + i % 26).repeat(1 + Math.floor(i / 26))};
}

// The two lines that curves are held against.
export const kLineStyles = [
  {colour: '--ink', dash: [], width: 1.5},
  {colour: '--ink', dash: [8, 5], width: 1.5},
];

export function markPath({mark}, x, y, size) {
  return `M${x} ${y}${mark(size)}`;
}

// A piece of the curve for a list, made of `template`; `style` is styleOf or one
// of kLineStyles.
export function swatch(template, style) {
  const svg = template.content.firstElementChild.cloneNode(true);
  const [line, mark] = svg.querySelectorAll('path');
  svg.style.color = `var(${style.colour})`;
  line.setAttribute('stroke-width', style.width ?? 2.5);
  line.setAttribute('stroke-dasharray', style.dash.join(' '));
  mark.setAttribute('d', style.mark === undefined ? '' : markPath(style, 20, 8, 5));
  return svg;
}
