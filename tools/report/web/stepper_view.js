// The machine on the page.
import {element} from './element.js';
import {scheduleFile, scheduleOf, whyNotForced} from './stepper_schedule.js';
import {effectText, instructionText, lossText, tell, valueText, whyNot} from './stepper_text.js';

function fileName(source) {
  return source.slice(source.lastIndexOf('/') + 1);
}

// What a thread holds: pairs of a name and a value.
function pairs(title, entries, empty) {
  const list = entries.length === 0 ?
      element('p', {text: empty, kind: 'nothing'}) :
      element('dl', {kind: 'pairs'}, entries.flatMap(([name, value, changed]) =>
        [element('dt', {text: name}),
          element('dd', {text: value, kind: changed ? 'changed' : undefined})]));
  return element('div', {kind: 'held'}, [element('h4', {text: title}), list]);
}

// What stands beside an instruction in flight.
function flightOf(view, index) {
  const entries = (view.in_flight ?? [])
      .filter((access) => access.instruction === index);
  const half = (access) => access.store ? 'store' : 'load';
  return entries.map((access) => access.performed ?
      `${half(access)} done` : `${half(access)} waits`).join(', ');
}

function codeLine(stepper, view, moves, index) {
  const instruction = stepper.instructions[index];
  const isNext = view.next === index;
  const canGo = moves.some((move) => move.action.instruction === index);
  const flight = flightOf(view, index);
  const line = element('li', {kind: [isNext ? 'next' : '', canGo ? 'ready' : '',
    flight.includes('waits') ? 'waits' : ''].join(' ').trim()});
  line.append(
      element('span', {text: isNext ? '▶' : canGo ? '▷' : '', kind: 'mark'}),
      element('code', {text: instruction.text}),
      element('small', {text: fileName(instruction.source ?? '')}));
  if (instruction.source !== undefined) line.title = instruction.source;
  if (flight !== '') line.append(element('em', {text: flight}));
  if (isNext) line.setAttribute('aria-current', 'step');
  return line;
}

function code(session, thread) {
  const stepper = session.graph.data;
  const view = session.graph.thread(session.state, thread);
  const moves = session.movesOf(thread);
  return element('ol', {kind: 'code', label: `Instructions of thread ${thread + 1}`},
      stepper.instructions.map((_, i) => codeLine(stepper, view, moves, i)));
}

function moveButton(session, move, place, onMove) {
  const stepper = session.graph.data;
  const told = tell(session.graph, move);
  const button = element('button', {kind: told.unusual ? 'move early' : 'move'}, [
    element('kbd', {text: place === 0 ? String(move.thread + 1) : '·'}),
    element('span', {}, [
      element('code', {text: instructionText(stepper, move.action.instruction)}),
      element('small', {text: effectText(stepper, move.action) +
          (told.unusual ? ' — ahead of its turn' : '')})])]);
  button.type = 'button';
  button.addEventListener('click', () => onMove(move));
  return button;
}

function moveButtons(session, thread, onMove) {
  const reason = whyNot(session, thread);
  if (reason === '') {
    return session.movesOf(thread).map(
        (move, i) => moveButton(session, move, i, onMove));
  }
  const button = element('button', {kind: 'move', text: `Thread ${thread + 1} ${reason}`});
  button.type = 'button';
  button.disabled = true;
  return [button];
}

function waiting(session, view) {
  const {places, model} = session.graph.data;
  const text = (value) => value === undefined ? '?' : valueText(value, places);
  if (model === 'tso') {
    return [pairs('Store buffer', (view.store_buffer ?? []).map(
        (store) => [store.location, text(store.value)]), 'empty')];
  }
  if (model !== 'armv8') return [];
  return [pairs('Under way, in program order', (view.in_flight ?? []).map(
      (access) => [`${access.store ? 'store to' : 'load of'} ${access.place ?? 'a place not known yet'}`,
        access.performed ? `done: ${text(access.value)}` :
          `waits${access.store && access.value !== undefined ? `: ${text(access.value)}` : ''}`]),
  'nothing out of order')];
}

export function threadPanel(session, thread, onMove) {
  const stepper = session.graph.data;
  const view = session.graph.thread(session.state, thread);
  const call = view.finished ? 'finished' :
      `call ${Math.min(view.call + 1, stepper.increments)} of ${stepper.increments}`;
  const registers = Object.entries(view.registers).map(
      ([name, value]) => [name, valueText(value, stepper.places)]);
  const last = session.lastThread() === thread;
  return element('section', {kind: last ? 'thread last' : 'thread'}, [
    element('h3', {text: `Thread ${thread + 1}`}, [
      element('small', {text: last ? `${call}, moved last` : call})]),
    element('div', {kind: 'moves'}, moveButtons(session, thread, onMove)),
    code(session, thread),
    ...waiting(session, view),
    pairs('Registers', registers, 'none that still matter')]);
}

export function memoryPanel(session) {
  const {places} = session.graph.data;
  const now = session.graph.memory(session.state);
  const last = session.story.at(-1);
  const before = last === undefined ? now : session.graph.memory(last.from);
  return element('section', {kind: 'shared'}, [
    element('h3', {text: 'Memory'}, [element('small', {text: 'what all threads share'})]),
    pairs('Places', places.map((place, i) => [place.name,
      valueText(now[i], places) + (now[i] !== before[i] ? ' ← changed' : ''),
      now[i] !== before[i]]), 'nothing')]);
}

// A button for every final value: whether it can still come out, and a way there.
export function outcomeChips(session, onChoose) {
  const stepper = session.graph.data;
  const reachable = session.graph.reachable(session.state);
  const ended = session.graph.isEnd(session.state);
  return stepper.outcomes.map((value, i) => {
    const open = reachable.includes(i);
    const fate = open ? (ended ? 'ended here' : 'still possible') : 'out of reach';
    const loss = lossText(stepper, i);
    const kind = !open ? 'chip' : loss === 'nothing lost' ? 'chip open' : 'chip open lost';
    const button = element('button', {kind}, [
      element('b', {text: `${open ? '✓' : '✕'} ${valueText(value, [])}`}),
      element('small', {text: [loss, fate].filter((t) => t !== '').join(', ')})]);
    button.type = 'button';
    button.disabled = !open || ended;
    button.title = open && !ended ? 'Play towards this final value' : '';
    button.addEventListener('click', () => onChoose(i));
    return button;
  });
}

export function logLines(session) {
  return session.story.map((move, i) => {
    const told = tell(session.graph, move);
    const line = element('li', {kind: told.unusual ? 'unusual' : undefined}, [
      element('b', {text: `Thread ${told.thread}`}), ' ',
      element('code', {text: told.instruction}), ` ${told.effect}.`]);
    line.value = i + 1;
    if (told.why !== '') line.append(element('p', {text: told.why}));
    return line;
  }).reverse();
}

// At an end: a file to save, that makes real threads come to it, too.
export function forcing(session) {
  const reason = whyNotForced(session);
  if (reason === undefined) return [];
  if (reason !== '') return [reason];
  const schedule = scheduleOf(session);
  const file = scheduleFile(schedule);
  const link = element('a', {text: `Save these steps as ${file}`});
  link.download = file;
  link.href = 'data:application/json,' +
      encodeURIComponent(`${JSON.stringify(schedule, null, 1)}\n`);
  return ['Real threads can be forced through these steps, every time. ', link,
    ' and give them the file: ', element('code',
        {text: `./bazelw run //:lab -- replay --schedule=${file} --times=100`})];
}
