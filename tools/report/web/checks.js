// What the page's checks are made of.

export function expect(holds, what) {
  if (!holds) throw new Error(what);
}

export function expectEqual(is, wanted, what) {
  const [a, b] = [JSON.stringify(is), JSON.stringify(wanted)];
  expect(a === b, `${what}: is ${a}, wanted ${b}`);
}

// Runs functions by name. The page's title says what came of them: "passed", or
// "FAILED" and the first that did.
export function run(checks) {
  let failed = '';
  for (const [name, check] of Object.entries(checks)) {
    let result = 'passed';
    try {
      check();
    } catch (error) {
      result = `FAILED: ${error.message}`;
      failed ||= `${name}: ${error.message}`;
    }
    document.getElementById('checks').append(`${name}: ${result}\n`);
  }
  document.title = failed === '' ? 'passed' : `FAILED ${failed}`;
}
