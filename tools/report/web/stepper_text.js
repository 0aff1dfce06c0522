// What happens, in words. Knows no page.
import {kLeavesBuffer, switchesIn} from './stepper_graph.js';

// A value as people read it: what is not small is an address, and the address
// of a place has its name.
export function valueText(value, places) {
  const place = places.find((one) => one.address === value);
  if (place !== undefined) return `&${place.name}`;
  if (typeof value === 'string') return value;
  return value < 2 ** 32 ? String(value) : `0x${value.toString(16)}`;
}

export function nameOf(stepper) {
  const models = {sc: 'sequentially consistent', tso: 'x86-TSO', armv8: 'Armv8'};
  return `${stepper.counter} · ${stepper.target} · ` +
      `${models[stepper.model] ?? stepper.model} · ` +
      `${stepper.threads} × ${stepper.increments}`;
}

export function instructionText(stepper, index) {
  return index === undefined ? '' : stepper.instructions[index].text;
}

// "reads 0, writes 1 to counter"
export function effectText(stepper, action) {
  const parts = [];
  const place = action.place === undefined ?
      '' : stepper.places[action.place].name;
  const text = (value) => valueText(value, stepper.places);
  if (action.read !== undefined) {
    parts.push(`reads ${text(action.read)} from ${place}`);
  }
  if (action.wrote !== undefined) {
    parts.push(`writes ${text(action.wrote)} to ${place}`);
  }
  if (action.note === kLeavesBuffer) {
    return `${text(action.wrote)} leaves the store buffer for ${place}`;
  }
  if (action.note !== undefined) parts.push(action.note);
  return parts.join(', ') || 'goes on';
}

// The accesses that the move overtook: of those under way after it, the first
// that are not performed.
function passed(graph, move) {
  const count = (move.action.passes ?? []).length;
  const flight = graph.thread(move.to, move.thread).in_flight ?? [];
  return flight.filter((access) => !access.performed).slice(0, count);
}

function accessText(stepper, access) {
  const what = access.store ? 'the store of' : 'the load of';
  const where = access.place === undefined ? '' :
      ` (${access.store ? 'to' : 'from'} ${access.place})`;
  return `${what} “${instructionText(stepper, access.instruction)}”${where}`;
}

function overtakes(graph, move) {
  const stepper = graph.data;
  const older = passed(graph, move);
  if (older.length === 0) return '';
  const list = older.map((access) => accessText(stepper, access));
  const own = move.action.action === 'write' ?
      'This store became visible to all' : 'This load took its value';
  return `${own} before ${list.join(' and ')}, which ` +
      `${older.length > 1 ? 'stand' : 'stands'} earlier in the program and ` +
      `${older.length > 1 ? 'have' : 'has'} not happened yet. Armv8 allows ` +
      'it: nothing orders them. (An acquire orders what follows behind its ' +
      'read, not behind its store; a release orders what comes before it; no ' +
      'barrier and no dependency leads from the one to the other.)';
}

// On x86-64: a load that is answered while an older store waits.
function readsPastBuffer(graph, move) {
  const buffer = graph.thread(move.from, move.thread).store_buffer ?? [];
  if (graph.data.model !== 'tso' || buffer.length === 0) return '';
  const own = buffer.map((store) => store.location).join(', ');
  if (move.action.note === 'reads its own store in the store buffer') {
    return `It sees its own store, which still waits in the store buffer ` +
        `(${own}); no other thread sees it yet.`;
  }
  if (move.action.action !== 'read') return '';
  return `This load passed an older store of its own thread that still waits ` +
      `in the store buffer (${own}). x86-TSO allows it: the places differ.`;
}

// Stores that now wait where others cannot see them.
function buffered(graph, move) {
  if (graph.data.model !== 'tso') return '';
  const before = graph.thread(move.from, move.thread).store_buffer ?? [];
  const after = graph.thread(move.to, move.thread).store_buffer ?? [];
  const left = move.action.note === kLeavesBuffer ? 1 : 0;
  const fresh = after.slice(before.length - left);
  if (fresh.length === 0) return '';
  const stores = fresh.map((store) => 'its store of ' +
      `${valueText(store.value, graph.data.places)} to ${store.location}`);
  return `Then ${stores.join(' and ')} went into the store buffer, where no ` +
      'other thread sees it yet.';
}

// A move as the log tells it: what happened, and what about it needs a word.
// `unusual`: one memory that all threads see at once would not allow it.
export function tell(graph, move) {
  const stepper = graph.data;
  const reordered = overtakes(graph, move);
  const past = readsPastBuffer(graph, move);
  return {
    thread: move.thread + 1,
    instruction: instructionText(stepper, move.action.instruction),
    effect: effectText(stepper, move.action),
    unusual: reordered !== '' || past.startsWith('This load passed'),
    why: [reordered, past, buffered(graph, move)]
        .filter((text) => text !== '').join(' '),
  };
}

// Why a thread cannot move; empty if it can.
export function whyNot(session, thread) {
  if (session.movesOf(thread).length > 0) return '';
  const view = session.graph.thread(session.state, thread);
  return view.finished ? 'has finished' : 'waits for another thread';
}

// What an outcome means for the counter: "1 lost".
export function lossText(stepper, outcome) {
  const all = stepper.nothing_lost;
  const value = stepper.outcomes[outcome];
  if (all === undefined || typeof value !== 'number') return '';
  if (value === all) return 'nothing lost';
  return value < all ? `${all - value} lost` : 'wrong';
}

// Where it stands, in a sentence or two.
export function statusText(session) {
  const {graph} = session;
  const reachable = graph.reachable(session.state);
  const values = reachable.map((i) => valueText(graph.data.outcomes[i], []));
  const switches = switchesIn(session.story);
  const steps = session.story.length;
  const so = `${steps} ${steps === 1 ? 'step' : 'steps'}, ${switches} ` +
      `${switches === 1 ? 'switch' : 'switches'} of thread.`;
  const bound = graph.data.bound === undefined ? '' :
      ` The graph leaves out: ${graph.data.bound}.`;
  if (graph.isEnd(session.state)) {
    const loss = lossText(graph.data, reachable[0]);
    return `${so} All threads have finished: the counter reads ${values[0]}` +
        `${loss === '' ? '' : ` (${loss})`}.${bound}`;
  }
  if (values.length === 0) {
    return `${so} Stuck: nothing leads to an end from here.${bound}`;
  }
  const only = values.length === 1 ? 'only ' : '';
  return `${so} From here it can ${only}end at ${values.join(' or ')}.${bound}`;
}
