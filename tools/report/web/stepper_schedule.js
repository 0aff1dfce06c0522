// What a reader drove, as a file that `lab replay --schedule` follows. Knows no
// page.
import {instructionText, tell} from './stepper_text.js';

const kOwnStore = 'reads its own store in the store buffer';

// The access to shared memory that a move is, as the file names it.
function accessOf({action}) {
  if (action.note === kOwnStore) return 'read';
  if (action.read === undefined) {
    return action.wrote === undefined ? undefined : 'write';
  }
  return action.wrote === undefined ? 'read' : 'read-modify-write';
}

// Why real threads cannot be forced through what was driven; empty if they
// can. undefined: there is nothing to force yet.
export function whyNotForced(session) {
  const {graph, story} = session;
  if (!graph.isEnd(session.state)) return undefined;
  if (!graph.data.target.startsWith('x86_64')) {
    return 'Only x86-64’s threads can be stepped on real hardware.';
  }
  const early = story.findIndex((move) => tell(graph, move).unusual ||
      move.action.note === kOwnStore);
  return early < 0 ? '' : `Step ${early + 1} needs the store buffer, which ` +
      'threads that are stepped do not have: no debugger can force this end.';
}

// Requires: whyNotForced() is empty.
export function scheduleOf(session) {
  const {data} = session.graph;
  return {
    schema: 'atomics-lab/schedule',
    version: 1,
    counter: data.counter,
    target: data.target,
    threads: data.threads,
    increments: data.increments,
    outcome: data.outcomes[session.graph.reachable(session.state)[0]],
    steps: session.story.filter((move) => accessOf(move) !== undefined)
        .map((move) => ({
          thread: move.thread + 1,
          instruction: instructionText(data, move.action.instruction),
          action: accessOf(move),
        })),
  };
}

// racy_split-2.json
export function scheduleFile(schedule) {
  return `${schedule.counter}-${schedule.outcome}.json`;
}
