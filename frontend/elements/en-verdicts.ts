/** Rows of a check: one that was changed is read again alone, so that it stays in view with everything beside it. */
import htmx from "htmx.org/dist/htmx.esm.js";
import { read, send } from "./requests.js";

class EnVerdicts extends HTMLElement {
  #asked = new WeakMap<Element, number>();

  connectedCallback(): void {
    this.addEventListener("en:changed", (event) => this.#again(event.target));
    this.addEventListener("change", (event) => {
      const field = (event.target as Element).closest<HTMLSelectElement>("select[data-send]");
      if (field) void this.#send(field, { [field.name]: field.value });
    });
    this.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("button[data-send]");
      if (button) void this.#send(button, {});
    });
    this.#show();
  }

  /** The chosen tab comes into view, and where cells are at fault the first of them beside the columns that stay. */
  #show(): void {
    this.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const cell = this.hasAttribute("faults") ? this.querySelector<HTMLElement>("td.bad") : null;
    const across = this.querySelector<HTMLElement>(".scroll-x");
    const why = cell?.closest("tr")?.querySelector<HTMLElement>(".why");
    if (!cell || !across || !why || getComputedStyle(why).position !== "sticky") return;
    across.scrollLeft = cell.getBoundingClientRect().left - why.getBoundingClientRect().right;
  }

  async #send(at: HTMLElement, values: Record<string, string>): Promise<void> {
    try {
      await send(at.dataset.send ?? "", values);
    } catch {
      document.dispatchEvent(new CustomEvent("htmx:error"));
    }
    await this.#again(at);
  }

  async #again(at: EventTarget | null): Promise<void> {
    const row = at instanceof Element ? at.closest<HTMLTableRowElement>("tr[data-row]") : null;
    if (!row) return;
    const turn = (this.#asked.get(row) ?? 0) + 1;
    this.#asked.set(row, turn);
    const page = new DOMParser().parseFromString(await read(row.dataset.row ?? ""), "text/html");
    const fresh = page.querySelector<HTMLTableRowElement>("tr[data-row]");
    if (!fresh || this.#asked.get(row) !== turn) return;
    [...row.cells].forEach((cell, place) => {
      const to = fresh.cells[place];
      if (!to) return;
      cell.classList.toggle("bad", to.classList.contains("bad"));
      if (!cell.matches(".editing, .saving")) cell.replaceChildren(...to.childNodes);
    });
    htmx.process(row);
    for (const part of page.querySelectorAll("[data-figures]")) document.getElementById(part.id)?.replaceWith(part);
  }
}

customElements.define("en-verdicts", EnVerdicts);
