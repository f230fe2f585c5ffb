/** Places the browser's own popover under its button and adds the arrow keys. */
import { composing } from "./keyboard.js";

/** Puts a popover at its anchor, inside the window. Widths and places go through CSSOM. */
export function placeAt(popover: HTMLElement, anchor: DOMRect): void {
  const { width, height } = popover.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top = below + height > innerHeight - 8 && anchor.top - 4 - height > 8 ? anchor.top - 4 - height : below;
  const left = anchor.left + width > innerWidth - 8 ? Math.max(8, anchor.right - width) : anchor.left;
  popover.style.top = `${Math.max(8, top)}px`;
  popover.style.left = `${left}px`;
}

export class EnMenu extends HTMLElement {
  connectedCallback(): void {
    const popover = this.querySelector<HTMLElement>("[popover]");
    const button = this.querySelector<HTMLElement>("[popovertarget]");
    if (!popover || !button) return;
    popover.addEventListener("toggle", (event) => {
      const open = (event as ToggleEvent).newState === "open";
      button.setAttribute("aria-expanded", String(open));
      if (!open) return;
      placeAt(popover, button.getBoundingClientRect());
      this.#items(popover)[0]?.focus();
    });
    popover.addEventListener("keydown", (event) => this.#key(event, popover));
    popover.addEventListener("click", (event) => {
      if ((event.target as Element).closest("[role=menuitem]")) popover.hidePopover();
    });
  }

  #items(popover: HTMLElement): HTMLElement[] {
    return [...popover.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  #key(event: KeyboardEvent, popover: HTMLElement): void {
    if (composing(event)) return;
    const items = this.#items(popover);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || !items.length) return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  }
}

customElements.define("en-menu", EnMenu);
