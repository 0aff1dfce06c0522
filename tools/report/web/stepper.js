// The section that lets a reader drive a race: what is chosen, what is pressed.
import {element} from './element.js';
import {Graph, Session} from './stepper_graph.js';
import {lossText, nameOf, statusText} from './stepper_text.js';
import {forcing, logLines, memoryPanel, outcomeChips, threadPanel} from './stepper_view.js';

const kBetweenSteps = 900;  // milliseconds, while it plays

export class Stepper {
  // `root`: the section of the page; `steppers`: those of results.json.
  constructor(root, steppers) {
    this.root = root;
    this.steppers = steppers;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.plan = [];
    this.timer = 0;
    this.fillPicker();
    this.listen();
    this.followLink();
    root.classList.add('alive');
  }

  fillPicker() {
    this.part('picker').append(...this.steppers.map((stepper, i) => {
      const option = element('option', {text: nameOf(stepper)});
      option.value = String(i);
      return option;
    }));
  }

  listen() {
    this.part('picker').addEventListener('change', (event) => {
      this.choose(Number(event.target.value));
      history.replaceState(null, '', this.link());
    });
    this.part('back').addEventListener('click', () => this.back());
    this.part('restart').addEventListener('click', () => this.startOver());
    this.part('lose').addEventListener('click', () => this.lose());
    this.root.addEventListener('keydown', (event) => this.press(event));
    window.addEventListener('hashchange', () => this.followLink());
  }

  link() {
    const {counter, target, model, threads, increments} =
        this.steppers[this.chosen];
    return `#step=${[counter, target, model, `${threads}x${increments}`]
        .map(encodeURIComponent).join(',')}`;
  }

  // #step=counter,target,model and, where there are several, threads x calls.
  followLink() {
    const linked = location.hash.startsWith('#step=');
    const wanted = linked ? location.hash.slice(6).split(',').map(decoded) : [];
    const found = this.steppers.findIndex((stepper) => {
      const is = [stepper.counter, stepper.target, stepper.model,
        `${stepper.threads}x${stepper.increments}`];
      return wanted.every((word, i) => word === is[i]);
    });
    if (linked || this.chosen === undefined) this.choose(Math.max(found, 0));
    if (!linked) return;
    // The keys drive at once, and Tab goes on from here.
    this.root.focus({preventScroll: true});
    this.root.scrollIntoView();
  }

  choose(index) {
    this.chosen = index;
    this.part('picker').value = String(index);
    this.session = new Session(new Graph(this.steppers[index]));
    this.stop();
    this.show();
  }

  step(move) {
    this.stop();
    this.session.step(move);
    this.show();
  }

  back() {
    this.stop();
    this.session.back();
    this.show();
  }

  startOver() {
    this.stop();
    this.session.startOver();
    this.show();
  }

  // From the start to the least final value.
  lose() {
    this.session.startOver();
    this.play(0);
  }

  play(outcome) {
    this.stop();
    this.plan = this.session.wayTo(outcome) ?? [];
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      for (const move of this.plan.splice(0)) this.session.step(move);
    }
    this.show();
    this.playOn();
  }

  playOn() {
    if (this.plan.length === 0) return;
    this.timer = setTimeout(() => {
      this.session.step(this.plan.shift());
      this.show();
      this.playOn();
    }, kBetweenSteps);
  }

  stop() {
    clearTimeout(this.timer);
    this.plan = [];
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target instanceof HTMLSelectElement) return;
    const moves = this.session.movesOf(Number(event.key) - 1);
    if (event.key === 'Backspace') {
      this.back();
    } else if (/^[1-9]$/.test(event.key) && moves.length > 0) {
      this.step(moves[0]);
    } else {
      return;
    }
    event.preventDefault();
  }

  // Focus stays on what was pressed, though all of it is made anew.
  show() {
    const focused = focusPath(this.root);
    const {session} = this;
    const {data} = session.graph;
    this.part('outcomes').replaceChildren(
        ...outcomeChips(session, (outcome) => this.play(outcome)));
    this.part('threads').replaceChildren(
        ...Array.from({length: session.graph.threads}, (_, i) =>
          threadPanel(session, i, (move) => this.step(move))),
        memoryPanel(session));
    this.part('log').replaceChildren(...logLines(session));
    this.part('back').disabled = session.story.length === 0;
    this.part('restart').disabled = session.story.length === 0;
    this.part('lose').hidden = lossText(data, 0) === 'nothing lost';
    this.part('status').textContent = statusText(session);
    this.part('forced').replaceChildren(...forcing(session));
    this.part('forced').hidden = this.part('forced').childNodes.length === 0;
    for (const list of this.root.querySelectorAll('.code')) showNext(list);
    restoreFocus(this.root, focused);
  }
}

function decoded(word) {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

// Brings the next instruction into the list's own view, not the page's.
function showNext(list) {
  const next = list.querySelector('.next') ?? list.querySelector('.ready');
  if (next === null) return;
  list.scrollTop = next.offsetTop - list.clientHeight / 2;
}

function focusPath(root) {
  const panel = document.activeElement?.closest('[data-part]');
  if (!panel || !root.contains(panel)) return null;
  const buttons = [...panel.querySelectorAll('button')];
  return {panel, at: buttons.indexOf(document.activeElement)};
}

function restoreFocus(root, focused) {
  if (focused === null) return;
  const buttons = [...focused.panel.querySelectorAll('button')];
  const button = buttons[Math.min(focused.at, buttons.length - 1)];
  const open = button && !button.disabled ? button :
      root.querySelector('.moves button:enabled') ?? root;
  const gone = !root.contains(document.activeElement);
  if (focused.at >= 0 || gone) open.focus({preventScroll: true});
}
