// What the bench shows, as a link:
// #bench=fetch_add_relaxed_64&left=x86_64-gcc&right=aarch64_lse-gcc

export function linkTo({counter, left, right}) {
  const word = encodeURIComponent;
  const side = (name, target) => target === undefined ? '' : `&${name}=${word(target)}`;
  return `#bench=${word(counter)}${side('left', left)}${side('right', right)}`;
}

// What a link names; null if it is no link to the bench.
export function linked(hash) {
  if (!hash.startsWith('#bench=')) return null;
  const words = new URLSearchParams(hash.slice(1));
  return {counter: words.get('bench'), left: words.get('left') ?? undefined,
    right: words.get('right') ?? undefined};
}

// What is shown for a wish: the names of it that exist, and for others the first
// counter that is `striking`, its first target, and on the right a target of
// another architecture, or else another target.
export function choice(wish, counters, architectures, striking) {
  const counter = counters.find(({name}) => name === wish?.counter) ??
      counters.find(striking) ?? counters[0];
  const targets = [...counter.folds.keys()];
  const known = (name) => targets.includes(name) ? name : undefined;
  const left = known(wish?.left) ?? targets.find((target) => target !== wish?.right) ?? targets[0];
  const right = known(wish?.right) ??
      targets.find((target) => architectures[target] !== architectures[left]) ??
      targets.find((target) => target !== left) ?? left;
  return {counter: counter.name, left, right};
}
