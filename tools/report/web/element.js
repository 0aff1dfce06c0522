// Elements of the page. All text goes in as text, never as markup.

export function element(name, {text, kind, label} = {}, children = []) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind !== undefined) made.className = kind;
  if (label !== undefined) made.setAttribute('aria-label', label);
  made.append(...children);
  return made;
}
