/** What every element asks before it acts on a key. */

/** True while a kana-kanji conversion is open: no key may act then, not even Enter. */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** True when the key belongs to a field, so that a single letter must not act. */
export function inField(event: Event): boolean {
  const at = event.target;
  return at instanceof Element && at.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]") !== null;
}

export const onMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Ctrl, or ⌘ on a Mac. */
export function withCommand(event: KeyboardEvent | MouseEvent): boolean {
  return onMac ? event.metaKey : event.ctrlKey;
}
