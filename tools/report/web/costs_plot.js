// The curves on a canvas, drawn by uPlot. What is drawn: {threads, heading, lines,
// others, chosen, at}; lines: {name, values}, others and chosen: {name, curve}
// with curves as costs_model.js has them, `at` the place of the number of threads
// that is read.
import {kLineStyles, markPath, styleOf} from './costs_marks.js';
import {stepsBetween, threeDigits} from './costs_model.js';

const kNarrow = 560;  // pixels; below it a label is a letter
const kLongestName = 24;
const kLineHeight = 1.25;

function shorten(name) {
  return name.length <= kLongestName ? name : `${name.slice(0, kLongestName - 1)}…`;
}

function medians(curve) {
  return curve.map((values) => values?.[0] ?? null);
}

// Colours are the style sheet's, so that they follow light, dark and paper.
function colours(element) {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name).trim();
}

function fontOf(element) {
  const {fontFamily, fontSize} = getComputedStyle(element);
  const size = parseFloat(fontSize);
  return {size, css: `${size}px ${fontFamily}`,
    onCanvas: `${size * uPlot.pxRatio}px ${fontFamily}`};
}

// What stands at the right end: the two lines, then the chosen curves.
function labelsOf({lines, chosen}, narrow) {
  return [
    ...lines.map(({name, values}, i) =>
      ({text: shorten(narrow ? name.split(':')[0] : name), values, style: kLineStyles[i]})),
    ...chosen.map(({name, curve}, i) => {
      const style = styleOf(i);
      return {text: narrow ? style.letter : shorten(name), values: medians(curve), style};
    }),
  ].filter(({values}) => values.some((value) => value !== null));
}

function widthOf(texts, font) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = font.css;
  return Math.max(0, ...texts.map((text) => context.measureText(text).width));
}

// Moves labels apart so that each has its line, and none below `bottom`.
export function spaced(labels, height, bottom) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  let above = -Infinity;
  for (const label of sorted) above = label.place = Math.max(label.y, above + height);
  let below = bottom + height;
  for (const label of sorted.reverse()) below = label.place = Math.min(label.place, below - height);
  return labels;
}

function drawLabels(u, labels, font, colour) {
  const {ctx, bbox} = u;
  const right = bbox.left + bbox.width;
  const gap = 10 * uPlot.pxRatio;
  for (const label of labels) {
    const last = label.values.findLastIndex((value) => value !== null);
    label.x = u.valToPos(u.data[0][last], 'x', true);
    label.y = u.valToPos(label.values[last], 'y', true);
  }
  spaced(labels, font.size * kLineHeight * uPlot.pxRatio, bbox.top + bbox.height);
  ctx.save();
  ctx.font = font.onCanvas;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash([2 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  for (const {text, x, y, place, style} of labels) {
    ctx.fillStyle = ctx.strokeStyle = colour(style.colour);
    ctx.globalAlpha = 0.6;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(right + gap / 2, place);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.fillText(text, right + gap, place);
  }
  ctx.restore();
}

// Each point's mark, and from quartile to quartile a bar behind it.
function drawPoints(u, chosen, colour) {
  const {ctx} = u;
  const scale = uPlot.pxRatio;
  ctx.save();
  ctx.lineWidth = 2 * scale;
  ctx.setLineDash([]);
  chosen.forEach(({curve}, i) => {
    const style = styleOf(i);
    ctx.fillStyle = ctx.strokeStyle = colour(style.colour);
    curve.forEach((values, place) => {
      if (values === null) return;
      const x = u.valToPos(u.data[0][place], 'x', true);
      const [median, lower, upper] = values.map((value) => u.valToPos(value, 'y', true));
      ctx.beginPath();
      for (const end of [lower, upper]) {
        ctx.moveTo(x - 4 * scale, end);
        ctx.lineTo(x + 4 * scale, end);
      }
      ctx.moveTo(x, lower);
      ctx.lineTo(x, upper);
      ctx.stroke();
      ctx.fill(new Path2D(markPath(style, x, median, 5 * scale)));
    });
  });
  ctx.restore();
}

// Behind all, the number of threads that is read.
function drawReading(u, at, colour) {
  const {ctx, bbox} = u;
  const half = 12 * uPlot.pxRatio;
  ctx.save();
  ctx.fillStyle = colour('--accent-wash');
  ctx.fillRect(u.valToPos(u.data[0][at], 'x', true) - half, bbox.top, 2 * half, bbox.height);
  ctx.restore();
}

function seriesOf({lines, others, chosen}, colour) {
  const series = (one) => ({points: {show: false}, ...one});
  return [
    {},
    ...others.map(() => series({stroke: () => colour('--curve-other'), width: 1})),
    ...lines.map((_, i) => series({stroke: () => colour(kLineStyles[i].colour),
      dash: kLineStyles[i].dash, width: kLineStyles[i].width})),
    ...chosen.map((_, i) => series({stroke: () => colour(styleOf(i).colour),
      dash: styleOf(i).dash, width: 2.5})),
  ];
}

function axesOf({threads, heading}, font, colour) {
  const axis = (one) => ({font: font.css, labelFont: font.css, stroke: () => colour('--quiet'),
    grid: {stroke: () => colour('--line'), width: 1}, ticks: {show: false},
    filter: (_, splits) => splits, ...one});
  return [
    axis({label: 'threads', labelSize: font.size * 1.6, size: font.size * 1.8,
      splits: () => threads, values: (_, splits) => splits.map(String)}),
    axis({label: heading, labelSize: font.size * 1.9, size: (_, values) => widthOf(values ?? [], font) + 16,
      splits: (u) => stepsBetween(u.scales.y.min, u.scales.y.max),
      values: (_, splits) => splits.map((value) => String(Number(threeDigits(value))))}),
  ];
}

// Room around the data, in factors: both axes are logarithmic, since costs are
// factors, and threads are mostly doubled.
function ranges() {
  const widened = (factor) => (_, low, high) => [low / factor, high * factor];
  return {x: {time: false, distr: 3, log: 2, range: widened(1.15)},
    y: {distr: 3, range: widened(1.3)}};
}

// Draws into `place` in place of what is there; `onPoint(i, y)` hears over which
// number of threads, and at which height, a pointer is. Returns uPlot's object.
export function drawCosts(place, drawn, onPoint) {
  const font = fontOf(place);
  const colour = colours(place);
  const width = Math.max(place.clientWidth, 240);
  const narrow = width < kNarrow;
  const labels = labelsOf(drawn, narrow);
  const room = widthOf(labels.map(({text}) => text), font) + 16;
  place.replaceChildren();
  return new uPlot({
    width, height: Math.round(narrow ? width * 1.1 : Math.min(width * 0.55, font.size * 34)),
    legend: {show: false}, padding: [font.size, room, 0, 0],
    scales: ranges(), series: seriesOf(drawn, colour), axes: axesOf(drawn, font, colour),
    cursor: {x: false, y: false, points: {show: false}, drag: {x: false, y: false}},
    hooks: {
      drawClear: [(u) => drawReading(u, drawn.at, colour)],
      draw: [(u) => {
        drawPoints(u, drawn.chosen, colour);
        drawLabels(u, labels, font, colour);
      }],
      setCursor: [(u) => {
        if (u.cursor.idx !== null && u.cursor.left >= 0) {
          onPoint(u.cursor.idx, u.posToVal(u.cursor.top, 'y'));
        }
      }],
    },
  }, [drawn.threads, ...drawn.others.map(({curve}) => medians(curve)),
    ...drawn.lines.map(({values}) => values), ...drawn.chosen.map(({curve}) => medians(curve))], place);
}
