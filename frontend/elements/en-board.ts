/** Moves cards between lanes: by dragging, by Shift and an arrow, or by the menu that M opens. */
import { composing, inField } from "./keyboard.js";
import { placeAt } from "./en-menu.js";
import { say, send, unanswered } from "./requests.js";

class EnBoard extends HTMLElement {
  #card: HTMLElement | undefined;

  connectedCallback(): void {
    this.addEventListener("dragstart", (event) => this.#start(event));
    this.addEventListener("dragend", () => this.#end());
    this.addEventListener("dragover", (event) => this.#over(event));
    this.addEventListener("drop", (event) => this.#drop(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("contextmenu", (event) => this.#context(event));
    this.#menu?.addEventListener("click", (event) => {
      const to = (event.target as Element).closest<HTMLElement>("[data-to]")?.dataset.to;
      this.#menu?.hidePopover();
      if (to !== undefined && this.#card) void this.#move(this.#card, this.#place(to));
    });
  }

  get #menu(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-moves]");
  }

  #place(lane: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-lane="${CSS.escape(lane)}"]`);
  }

  #start(event: DragEvent): void {
    const card = (event.target as Element).closest<HTMLElement>(".deal");
    if (!card) return;
    this.#card = card;
    event.dataTransfer?.setData("text/plain", card.dataset.id ?? "");
    requestAnimationFrame(() => card.classList.add("ghosted"));
  }

  #end(): void {
    this.#card?.classList.remove("ghosted");
    for (const lane of this.querySelectorAll(".over")) lane.classList.remove("over");
  }

  #over(event: DragEvent): void {
    const lane = (event.target as Element).closest<HTMLElement>("[data-lane]");
    if (!lane || !this.#card) return;
    event.preventDefault();
    for (const other of this.querySelectorAll(".over")) if (other !== lane) other.classList.remove("over");
    lane.classList.add("over");
  }

  #drop(event: DragEvent): void {
    const at = event.target as Element;
    const lane = at.closest<HTMLElement>("[data-lane]");
    const before = at.closest<HTMLElement>(".deal");
    event.preventDefault();
    this.#end();
    if (lane && this.#card) void this.#move(this.#card, lane, before);
  }

  #key(event: KeyboardEvent): void {
    const card = (event.target as Element).closest<HTMLElement>(".deal");
    if (!card || event.target !== card || composing(event) || inField(event)) return;
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const lanes = [...this.querySelectorAll<HTMLElement>(".lane")];
    const at = lanes.indexOf(card.closest<HTMLElement>(".lane")!);
    if (side && event.shiftKey) void this.#move(card, lanes[at + side] ?? null);
    else if (side) lanes[at + side]?.querySelector<HTMLElement>(".deal")?.focus();
    else if (step) (step > 0 ? card.nextElementSibling : card.previousElementSibling)?.matches(".deal") && ((step > 0 ? card.nextElementSibling : card.previousElementSibling) as HTMLElement).focus();
    else if (event.key === "Enter" && card.dataset.href) location.assign(card.dataset.href);
    else if (event.key.toLowerCase() === "m") this.#offer(card);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #context(event: MouseEvent): void {
    const card = (event.target as Element).closest<HTMLElement>(".deal");
    if (!card) return;
    event.preventDefault();
    this.#offer(card);
  }

  #offer(card: HTMLElement): void {
    this.#card = card;
    this.#menu?.showPopover();
    if (this.#menu) placeAt(this.#menu, card.getBoundingClientRect());
    this.#menu?.querySelector<HTMLElement>("[data-to]")?.focus();
  }

  /** Shows the move at once and takes it back when the server refuses. */
  async #move(card: HTMLElement, lane: HTMLElement | null, before: HTMLElement | null = null): Promise<void> {
    if (!lane || (lane === card.closest("[data-lane]") && before === null) || before === card) return;
    const from = card.parentElement!;
    const next = card.nextSibling;
    const list = lane.querySelector("ol");
    if (list) list.insertBefore(card, before ?? list.firstChild);
    else card.hidden = true;
    if (list) card.focus();
    const back = (): void => {
      card.hidden = false;
      from.insertBefore(card, next);
    };
    try {
      const response = await send(card.dataset.move ?? "", { lane: lane.dataset.lane ?? "", before: before?.dataset.id ?? "" });
      if (response.status === 202) {
        back(); // the server asks a question first
      } else if (!response.ok) {
        back();
        say(new DOMParser().parseFromString(await response.text(), "text/html").body.textContent?.trim() ?? "", "bad");
      } else if (!response.headers.has("HX-Trigger")) {
        say((this.getAttribute("moved") ?? "").replace("{lane}", lane.getAttribute("aria-label") ?? lane.dataset.label ?? ""));
      }
    } catch {
      back();
      unanswered();
    }
  }
}

customElements.define("en-board", EnBoard);
