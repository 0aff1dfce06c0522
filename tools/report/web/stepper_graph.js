// A graph of states as the explorer exported it, and ways through it. Knows no
// page and no memory model: what can happen is what the graph says.

export const kLeavesBuffer = 'leaves the store buffer';

export class Graph {
  // `data`: one stepper of results.json.
  constructor(data) {
    this.data = data;
    this.threads = data.threads;
    this.offsets = [];
    const flat = data.states;
    for (let at = 0; at < flat.length;) {
      this.offsets.push(at);
      at += this.threads + 3 + 3 * flat[at + this.threads + 2];
    }
  }

  get size() {
    return this.offsets.length;
  }

  // What thread `thread`, from 0, is like in a state.
  thread(state, thread) {
    const index = this.data.states[this.offsets[state] + thread];
    return this.data.thread_states[index];
  }

  // What memory holds: a value of each of data.places.
  memory(state) {
    const places = this.data.places.length;
    const index = this.data.states[this.offsets[state] + this.threads];
    return this.data.memories.slice(index * places, (index + 1) * places);
  }

  // Indices into data.outcomes: what can still come out.
  reachable(state) {
    const index = this.data.states[this.offsets[state] + this.threads + 1];
    return this.data.reachable[index];
  }

  // What can happen: {thread, action, from, to}, by thread.
  moves(state) {
    const flat = this.data.states;
    const count = this.offsets[state] + this.threads + 2;
    const moves = [];
    for (let i = 0; i < flat[count]; ++i) {
      const at = count + 1 + 3 * i;
      moves.push({
        thread: flat[at],
        action: this.data.actions[flat[at + 1]],
        from: state,
        to: flat[at + 2],
      });
    }
    return moves;
  }

  isEnd(state) {
    for (let i = 0; i < this.threads; ++i) {
      if (!this.thread(state, i).finished) return false;
    }
    return true;
  }

  // Whether all threads have finished, and with that outcome.
  endsAt(state, outcome) {
    return this.isEnd(state) && this.reachable(state)[0] === outcome;
  }

  // The moves that lead from `state` to an end with that outcome, with the
  // fewest changes of thread and of those the fewest moves, of which one that
  // needs no store buffer comes first; null if there are none. `running`: the thread that moved last, or null: who begins is free.
  wayTo(state, outcome, running = null) {
    if (!this.reachable(state).includes(outcome)) return null;
    const start = {state, running, before: null, move: null};
    const seen = new Set();
    for (let now = [start], later = []; now.length > 0;
      now = later, later = []) {
      const found = this.sweep(now, later, seen, outcome);
      if (found) return movesTo(found);
    }
    return null;
  }

  // Everything within as many changes of thread: breadth first, so that the
  // first end found is the nearest. What changes the thread goes to `later`.
  sweep(now, later, seen, outcome) {
    for (let i = 0; i < now.length; ++i) {
      const at = now[i];
      const key = `${at.state} ${at.running}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (this.endsAt(at.state, outcome)) return at;
      for (const move of buffersFirst(this.moves(at.state))) {
        if (!this.reachable(move.to).includes(outcome)) continue;
        const stays = at.running === null || at.running === move.thread;
        (stays ? now : later).push(
            {state: move.to, running: move.thread, before: at, move});
      }
    }
    return null;
  }
}

function buffersFirst(moves) {
  const leaves = (move) => move.action.note === kLeavesBuffer;
  return [...moves.filter(leaves), ...moves.filter((move) => !leaves(move))];
}

function movesTo(found) {
  const moves = [];
  for (let at = found; at.move !== null; at = at.before) moves.push(at.move);
  return moves.reverse();
}

// How often another thread goes on.
export function switchesIn(moves) {
  let switches = 0;
  for (let i = 1; i < moves.length; ++i) {
    if (moves[i].thread !== moves[i - 1].thread) ++switches;
  }
  return switches;
}

// Where a reader is in a graph, and how they came there.
export class Session {
  constructor(graph) {
    this.graph = graph;
    this.startOver();
  }

  startOver() {
    this.state = 0;
    this.story = [];
  }

  moves() {
    return this.graph.moves(this.state);
  }

  movesOf(thread) {
    return this.moves().filter((move) => move.thread === thread);
  }

  // Requires: `move` is one of moves().
  step(move) {
    this.story.push(move);
    this.state = move.to;
  }

  // False if this is the start.
  back() {
    const last = this.story.pop();
    if (last === undefined) return false;
    this.state = last.from;
    return true;
  }

  lastThread() {
    const last = this.story.at(-1);
    return last === undefined ? null : last.thread;
  }

  // To an end with that outcome from here, as Graph.wayTo.
  wayTo(outcome) {
    return this.graph.wayTo(this.state, outcome, this.lastThread());
  }
}
