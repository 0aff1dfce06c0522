// Checks of the machine, of its model and of what it shows.
import {expect, expectEqual, run} from './checks.js';
import {Graph, Session, switchesIn} from './stepper_graph.js';
import {scheduleOf, whyNotForced} from './stepper_schedule.js';
import {lossText, tell, valueText, whyNot} from './stepper_text.js';
import {Stepper} from './stepper.js';
import {overtaking, sample} from './stepper_checks_sample.js';

const checks = {};

// Takes moves by thread: [0, 1, 0, 1].
function drive(session, threads) {
  for (const thread of threads) session.step(session.movesOf(thread)[0]);
}

checks.racesEndAsTheyAreDriven = () => {
  const session = new Session(new Graph(sample()));
  expectEqual(session.graph.reachable(0), [0, 1], 'at the start');
  drive(session, [0, 1, 0, 1]);
  expect(session.graph.isEnd(session.state), 'four steps end it');
  expectEqual(session.graph.memory(session.state), [1], 'an update is lost');
  session.startOver();
  drive(session, [0, 0]);
  expectEqual(session.graph.reachable(session.state), [1], 'no more to lose');
  drive(session, [1, 1]);
  expectEqual(session.graph.memory(session.state), [2], 'nothing is lost');
};

checks.backUndoesEveryStep = () => {
  const session = new Session(new Graph(sample()));
  drive(session, [0, 1, 0]);
  while (session.back());
  expectEqual([session.state, session.story.length], [0, 0], 'at the start');
  expect(!session.back(), 'there is nothing before the start');
};

checks.waysHaveTheFewestSwitches = () => {
  const graph = new Graph(sample());
  expectEqual(switchesIn(graph.wayTo(0, 0)), 2, 'to lose one');
  expectEqual(switchesIn(graph.wayTo(0, 1)), 1, 'to lose none');
  for (const outcome of [0, 1]) {
    const way = graph.wayTo(0, outcome);
    way.forEach((move, i) => expectEqual(
        move.from, i === 0 ? 0 : way[i - 1].to, 'a way hangs together'));
    expect(graph.endsAt(way.at(-1).to, outcome), 'it ends where it should');
  }
  const session = new Session(graph);
  drive(session, [0, 0]);
  expectEqual(session.wayTo(0), null, 'no way to what is out of reach');
  expectEqual(session.wayTo(1).length, 2, 'the way from here');
};

checks.wordsSayWhatIsUnusual = () => {
  const graph = new Graph(overtaking());
  const [move] = graph.moves(0);
  const told = tell(graph, move);
  expect(told.unusual, 'a store that overtakes is unusual');
  expect(told.why.includes('before the store of “str x0” (to place 0)'), told.why);
  const plain = new Graph(sample());
  expect(!tell(plain, plain.moves(0)[0]).unusual, 'a plain load is not');
  const buffered = new Graph(sample(true));
  expect(tell(buffered, buffered.moves(0)[0]).why.includes('store of 1 to counter'),
      'it says what waits in the buffer');
};

checks.valuesAndReasonsAreInWords = () => {
  const {places} = sample();
  expectEqual(valueText(4096, places), '&counter', 'an address');
  expectEqual(valueText(7, places), '7', 'a number');
  expectEqual(valueText(2 ** 40, places), '0x10000000000', 'a large one');
  expectEqual(valueText('0xffffffffffffffff', places), '0xffffffffffffffff', 'a string');
  expectEqual([0, 1].map((i) => lossText(sample(), i)), ['1 lost', 'nothing lost'], 'losses');
  const session = new Session(new Graph(sample()));
  expectEqual(whyNot(session, 0), '', 'it can move');
  drive(session, [0, 0]);
  expectEqual(whyNot(session, 0), 'has finished', 'it cannot');
};

checks.whatWasDrivenIsASchedule = () => {
  const session = new Session(new Graph(sample()));
  drive(session, [0, 1, 0]);
  expectEqual(whyNotForced(session), undefined, 'it has not ended');
  drive(session, [1]);
  expectEqual(whyNotForced(session), '', 'it has');
  const load = {instruction: 'mov rax, [rdi]', action: 'read'};
  const store = {instruction: 'mov [rdi], rax', action: 'write'};
  expectEqual(scheduleOf(session), {
    schema: 'atomics-lab/schedule', version: 1, counter: 'racy',
    target: 'x86_64-gcc', threads: 2, increments: 1, outcome: 1,
    steps: [{thread: 1, ...load}, {thread: 2, ...load},
      {thread: 1, ...store}, {thread: 2, ...store}]}, 'the file');
};

checks.whatNeedsAStoreBufferIsNoSchedule = () => {
  const session = new Session(new Graph(sample(true)));
  drive(session, [0, 0, 1, 1]);
  expectEqual(whyNotForced(session), '', 'each buffer was emptied at once');
  // Reads its own store before others see it.
  const own = sample(true);
  own.actions.find((action) => action.action === 'read').note =
      'reads its own store in the store buffer';
  const read = new Session(new Graph(own));
  drive(read, [0, 0, 1, 1]);
  expect(whyNotForced(read).startsWith('Step 1 needs the store buffer'), 'its own store');
  const arm = new Session(new Graph({...sample(), target: 'aarch64-gcc'}));
  drive(arm, [0, 0, 1, 1]);
  expect(whyNotForced(arm).startsWith('Only x86-64'), 'another architecture');
};

function page(steppers) {
  history.replaceState(null, '', location.pathname);
  const root = document.getElementById('stepper');
  const fresh = root.cloneNode(true);
  for (const part of fresh.querySelectorAll('[data-part]')) {
    if (part.tagName !== 'BUTTON') part.replaceChildren();
  }
  root.replaceWith(fresh);
  return {root: fresh, stepper: new Stepper(fresh, steppers),
    part: (name) => fresh.querySelector(`[data-part="${name}"]`)};
}

function key(on, name) {
  on.dispatchEvent(new KeyboardEvent('keydown', {key: name, bubbles: true, cancelable: true}));
}

checks.buttonsAndKeysDrive = () => {
  const {root, stepper, part} = page([sample()]);
  expect(part('back').disabled, 'there is nothing to go back to');
  root.querySelector('.moves button').click();
  expectEqual(stepper.session.story.length, 1, 'a button is a step');
  key(root, '2');
  expectEqual(stepper.session.lastThread(), 1, 'a digit is its thread\'s step');
  key(root, '9');
  expectEqual(stepper.session.story.length, 2, 'no such thread');
  expectEqual(part('outcomes').querySelectorAll('button:disabled').length, 1,
      'both have read: one is lost');
  key(root, 'Backspace');
  part('back').click();
  expectEqual(stepper.session.story.length, 0, 'and back');
  key(root, '1');
  key(root, '1');
  expect(root.querySelector('.moves button').disabled, 'thread 1 has finished');
};

checks.playingEndsWhereItShould = () => {
  const {stepper, part} = page([sample()]);
  part('lose').click();
  for (const move of stepper.plan.splice(0)) stepper.session.step(move);
  stepper.stop();
  stepper.show();
  expect(part('status').textContent.includes('the counter reads 1 (1 lost)'),
      part('status').textContent);
  part('restart').click();
  expect(part('outcomes').querySelectorAll('button:enabled').length === 2, 'all is open');
};

checks.anEndHasItsFile = () => {
  const {stepper, part} = page([sample()]);
  expect(part('forced').hidden, 'nothing to save at the start');
  stepper.play(0);
  for (const move of stepper.plan.splice(0)) stepper.session.step(move);
  stepper.stop();
  stepper.show();
  const link = part('forced').querySelector('a');
  expectEqual(link.download, 'racy-1.json', 'its name');
  const text = decodeURIComponent(link.href.slice(link.href.indexOf(',') + 1));
  expectEqual(JSON.parse(text), scheduleOf(stepper.session), 'what it holds');
  link.focus();
  key(link, 'Backspace');
  expect(part('forced').hidden, 'not at an end any more');
  expect(document.activeElement.closest('#stepper') !== null, 'the focus stays inside');
};

checks.linksChoose = () => {
  const {stepper, part} = page([sample(), sample(true), overtaking()]);
  expectEqual(stepper.chosen, 0, 'the first without a link');
  location.hash = '#step=ahead,aarch64-gcc,armv8';
  stepper.followLink();
  expectEqual(stepper.chosen, 2, 'what the link names');
  part('picker').value = '1';
  part('picker').dispatchEvent(new Event('change'));
  expectEqual(location.hash, '#step=racy,x86_64-gcc,tso,2x1', 'the link of a choice');
};

checks.namesStayText = () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const {root} = page([{...sample(false, hostile),
    instructions: [{text: hostile, address: 0, source: hostile}, {text: hostile, address: 1}],
    places: [{name: hostile, address: 4096, size: 8}]}]);
  root.querySelector('.moves button').click();
  expectEqual(root.querySelectorAll('img').length, 0, 'no markup of names');
  expect(root.textContent.includes(hostile), 'the name is there');
};

run(checks);
