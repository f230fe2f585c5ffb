/**
 * A field that proposes records while one types; holds one value, or several with `multiple`. With a `source` set it
 * chooses among what the page already knows: the list opens at once, and what is half typed gives way to the choice.
 */
import { composing } from "./keyboard.js";
import { nodes, read } from "./requests.js";

const PAUSE = 150;

export class EnCombobox extends HTMLElement {
  /** The options for what is typed; "" asks for all. Without it the server is asked at `url`. May be set before the upgrade. */
  declare source: ((typed: string) => Node[]) | undefined;
  #asked: AbortController | undefined;
  #timer = 0;

  connectedCallback(): void {
    this.#input.addEventListener("input", () => this.#ask());
    this.#input.addEventListener("focus", () => this.#input.select());
    this.#input.addEventListener("click", () => this.source && this.#list.hidden && this.#open(this.source("")));
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => window.setTimeout(() => this.#close(), 120));
    this.#list.addEventListener("mousedown", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (!option) return;
      event.preventDefault();
      this.#take(option);
    });
    this.addEventListener("click", (event) => (event.target as Element).closest("[data-drop]")?.closest(".bd")?.remove());
  }

  get #input(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("[role=combobox]")!;
  }

  get #list(): HTMLElement {
    return this.querySelector<HTMLElement>("[role=listbox]")!;
  }

  get #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  #ask(): void {
    if (this.source) return this.#open(this.source(this.#list.hidden ? "" : this.#input.value));
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#empty();
    const asked = (this.#asked = new AbortController());
    this.#timer = window.setTimeout(async () => {
      const base = this.getAttribute("url") ?? "";
      const url = `${base}${base.includes("?") ? "&" : "?"}q=${encodeURIComponent(this.#input.value)}`;
      try {
        this.#open(nodes(await read(url, asked.signal)));
      } catch {
        if (!asked.signal.aborted) this.#close();
      }
    }, PAUSE);
  }

  #open(options: Node[]): void {
    this.#list.replaceChildren(...options);
    this.#list.hidden = false;
    if (this.source) this.#float();
    this.#input.setAttribute("aria-expanded", "true");
    this.#choose(0);
  }

  /** Above the panel it stands in, which would cut it off. */
  #float(): void {
    const at = this.#input.getBoundingClientRect();
    const below = innerHeight - at.bottom - 12;
    Object.assign(this.#list.style, { top: `${at.bottom + 4}px`, left: `${at.left}px`, maxHeight: `${Math.max(120, Math.min(360, below))}px` });
  }

  /** What was chosen no longer fits what is typed. */
  #empty(): void {
    const hidden = this.querySelector<HTMLInputElement>(":scope > input[type=hidden]");
    if (hidden && !this.hasAttribute("multiple")) hidden.value = "";
  }

  #choose(at: number): void {
    const options = this.#options;
    const wanted = options.length ? (at + options.length) % options.length : -1;
    options.forEach((option, n) => {
      option.id = `${this.getAttribute("name")}-option-${n}`;
      option.setAttribute("aria-selected", String(n === wanted));
    });
    const chosen = options[wanted];
    if (chosen) this.#input.setAttribute("aria-activedescendant", chosen.id);
    chosen?.scrollIntoView({ block: "nearest" });
  }

  #key(event: KeyboardEvent): void {
    if (composing(event)) return;
    const options = this.#options;
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" && this.#list.hidden) return this.#ask();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.#choose(at + step);
    } else if ((event.key === "Enter" || event.key === "Tab") && !this.#list.hidden && options[at]) {
      if (event.key === "Enter") event.preventDefault();
      this.#take(options[at]);
    } else if (event.key === "Escape" && !this.#list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    }
  }

  #take(option: HTMLElement): void {
    const { value = "", label = "" } = option.dataset;
    if (this.hasAttribute("multiple")) this.add(value, label);
    else {
      const hidden = this.querySelector<HTMLInputElement>(":scope > input[type=hidden]");
      if (hidden) hidden.value = value;
      this.#input.value = label;
    }
    if (this.source) this.#input.dataset.chosen = label;
    this.#close();
    this.dispatchEvent(new CustomEvent("en:chosen", { bubbles: true, detail: { value, label } }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** One more value of several. */
  add(value: string, label: string): void {
    let picked = this.querySelector<HTMLElement>(".picked");
    if (!picked) {
      picked = document.createElement("span");
      picked.className = "picked";
      this.prepend(picked);
    }
    const badge = document.createElement("button");
    badge.type = "button";
    badge.className = "bd";
    badge.dataset.drop = "";
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: this.getAttribute("name") ?? "", value });
    badge.append(hidden, label);
    picked.append(badge);
    this.#input.value = "";
  }

  #close(): void {
    if (this.source) this.#input.value = this.#input.dataset.chosen ?? "";
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("en-combobox", EnCombobox);
