// The instructions that have a line in the glossary, and what of them a reader
// wishes to see.

// Entries {name, architecture, meaning, places}, by name, of `meanings`, texts
// by architecture and name, for instructions that occur: `places` has, for each
// architecture and name, where.
export function entriesOf(meanings, places) {
  return Object.entries(meanings).flatMap(([architecture, lines]) =>
    Object.entries(lines).map(([name, meaning]) =>
      ({name, architecture, meaning, places: places.get(architecture)?.get(name) ?? []})))
      .filter(({places: found}) => found.length > 0)
      .sort((one, other) => one.name.localeCompare(other.name) ||
        one.architecture.localeCompare(other.architecture));
}

// Whether an entry is shown for {words, architecture}: each word is part of its
// name or meaning. An empty wish is fulfilled.
export function keepsEntry({name, architecture, meaning}, wish) {
  const said = `${name} ${meaning}`.toLowerCase();
  return (wish.architecture === '' || wish.architecture === architecture) &&
      wish.words.toLowerCase().split(/\s+/).every((word) => said.includes(word));
}

// Adds `place` to those of an instruction, once.
export function addPlace(places, architecture, name, place) {
  if (!places.has(architecture)) places.set(architecture, new Map());
  const known = places.get(architecture);
  if (!known.has(name)) known.set(name, []);
  if (known.get(name).at(-1) !== place) known.get(name).push(place);
}

// #glossary=ldaddal
export function linkToEntry(words) {
  return `#glossary=${encodeURIComponent(words)}`;
}

// The words of a link; null if it is no link to the glossary.
export function linkedEntry(hash) {
  return hash.startsWith('#glossary=') ?
    new URLSearchParams(hash.slice(1)).get('glossary') : null;
}
