// A graph for the checks: two threads that each load, add one and store, on a
// machine that either shows stores at once or lets them wait in a buffer.

function startOf(buffered) {
  return {at: [0, 0], held: [0, 0], waits: [false, false], memory: 0, buffered};
}

// What thread `i` can do: {name, next}.
function stepsOf(now, i) {
  const set = (list, value) => list.map((old, j) => j === i ? value : old);
  if (now.at[i] === 0) {
    const waits = now.buffered ? set(now.waits, true) : now.waits;
    return [{name: 'load', next: {...now, at: set(now.at, now.buffered ? 2 : 1),
      held: set(now.held, now.memory + 1), waits}}];
  }
  if (now.at[i] === 1 || now.waits[i]) {
    return [{name: 'store', next: {...now, at: set(now.at, 2),
      waits: set(now.waits, false), memory: now.held[i]}}];
  }
  return [];
}

function intern(table, entry) {
  const key = JSON.stringify(entry);
  const found = table.findIndex((one) => JSON.stringify(one) === key);
  return found >= 0 ? found : table.push(entry) - 1;
}

function viewOf(now, i) {
  const view = {call: 0, finished: now.at[i] === 2 && !now.waits[i], registers: {}};
  if (now.at[i] < 2) view.next = now.at[i];
  if (now.at[i] === 1) view.registers = {rax: now.held[i]};
  if (now.waits[i]) {
    view.store_buffer = [{location: 'counter', size: 8, value: now.held[i]}];
  }
  return view;
}

function actionOf(now, i, name) {
  if (name === 'load') {
    return {action: 'read', instruction: 0, place: 0, read: now.memory};
  }
  const action = {action: 'write', instruction: 1, place: 0, wrote: now.held[i]};
  return now.buffered ? {...action, note: 'leaves the store buffer'} : action;
}

// Which of 1 and 2 a state can end at.
function endsOf(now) {
  const steps = [0, 1].flatMap((i) => stepsOf(now, i));
  if (steps.length === 0) return [now.memory];
  return [...new Set(steps.flatMap((step) => endsOf(step.next)))].sort();
}

export function sample(buffered = false, name = 'racy') {
  const tables = {memories: [], thread_states: [], actions: [], reachable: []};
  const states = [startOf(buffered)];
  const flat = [];
  for (let at = 0; at < states.length; ++at) {
    const now = states[at];
    const moves = [0, 1].flatMap((i) => stepsOf(now, i).map((step) => [i,
      intern(tables.actions, actionOf(now, i, step.name)),
      intern(states, step.next)]));
    flat.push(...[0, 1].map((i) => intern(tables.thread_states, viewOf(now, i))),
        intern(tables.memories, now.memory),
        intern(tables.reachable, endsOf(now).map((value) => value - 1)),
        moves.length, ...moves.flat());
  }
  return {
    counter: name, target: 'x86_64-gcc', model: buffered ? 'tso' : 'sc',
    threads: 2, increments: 1, nothing_lost: 2,
    instructions: [{text: 'mov rax, [rdi]', address: 0, source: 'a/racy.h:3'},
      {text: 'mov [rdi], rax', address: 3}],
    places: [{name: 'counter', address: 4096, size: 8}],
    outcomes: [1, 2], ...tables, states: flat,
  };
}

// One thread under Armv8 whose second store goes ahead of its first.
export function overtaking() {
  const store = (instruction, performed) => ({instruction, store: true,
    performed, place: `place ${instruction}`, value: 1});
  return {
    counter: 'ahead', target: 'aarch64-gcc', model: 'armv8', threads: 1,
    increments: 1, outcomes: [1], reachable: [[0]], memories: [0, 0, 0, 1, 1, 1],
    instructions: [{text: 'str x0', address: 0}, {text: 'strb w1', address: 4}],
    places: [{name: 'data', address: 16, size: 8}, {name: 'flag', address: 24, size: 1}],
    thread_states: [{call: 0, finished: false, next: 0, registers: {}},
      {call: 0, finished: false, next: 0, registers: {},
        in_flight: [store(0, false), store(1, true)]},
      {call: 1, finished: true, registers: {}}],
    actions: [{action: 'write', instruction: 1, place: 1, wrote: 1, passes: [0]},
      {action: 'write', instruction: 0, place: 0, wrote: 1}],
    states: [0, 0, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1, 2, 2, 2, 0, 0],
  };
}
