/** Places events by their minutes (one minute is one pixel), moves them and makes new ones by dragging, by a click on a free
 * place, or with the keys: arrows move the free place that has the focus, Enter takes it. */
import { composing } from "./keyboard.js";
import { say, send, unanswered } from "./requests.js";

/** Moves snap to this many minutes. */
const SNAP = 15;
/** A click proposes an hour that starts at the half or the full one. */
const HALF = 30;
const USUAL = 60;
/** Widths in pixels: the column of hours, the least of a day, and of each of several events side by side. */
const HOURS = 52;
const DAY = 112;
const LANE = 96;
/** So many pixels of an event can be pressed (WCAG 2.2, target size). */
const LEAST = 24;

class EnCalendar extends HTMLElement {
  connectedCallback(): void {
    this.#place();
    document.addEventListener("htmx:after:swap", this.#place);
    this.addEventListener("pointerdown", (event) => this.#grab(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", this.#swallow, true);
    this.addEventListener("click", (event) => this.#click(event));
    (this.querySelector(".nowl") ?? this.querySelector(".hdr .now"))?.scrollIntoView({ block: "center", inline: "center" });
    this.#whole();
  }

  disconnectedCallback(): void {
    document.removeEventListener("htmx:after:swap", this.#place);
  }

  /** What is read again comes without its place. A day in which much overlaps is as wide as its lanes need. */
  #place = (): void => {
    const days = [...this.querySelectorAll(".col")].map((day) => {
      const lanes = Math.max(1, ...[...day.querySelectorAll<HTMLElement>("[data-lanes]")].map((event) => Number(event.dataset.lanes)));
      return Math.max(DAY, lanes * LANE);
    });
    this.style.setProperty("--c", [`${HOURS}px`, ...days.map((least) => `minmax(${least}px, 1fr)`)].join(" "));
    this.style.setProperty("--w", `${days.reduce((all, least) => all + least, HOURS)}px`);
    for (const event of this.querySelectorAll<HTMLElement>("[data-start]")) this.#set(event);
    if (!this.#slot.isConnected && this.getAttribute("create-url")) this.#offer(this.querySelector<HTMLElement>(".col.now") ?? this.querySelector<HTMLElement>(".col"));
  };

  #slot = Object.assign(document.createElement("button"), { className: "slot", type: "button" });

  /** Puts the free place that the keys move into a day, at a minute after the first hour: at first two hours after it. */
  #offer(column: HTMLElement | null, start = 2 * USUAL): void {
    if (!column) return;
    const hour = this.querySelectorAll(".hrs span")[Math.floor(start / 60)]?.textContent?.split(":")[0] ?? "";
    this.#slot.dataset.at = String(start);
    this.#slot.style.top = `${start}px`;
    this.#slot.setAttribute("aria-label", `${column.dataset.name} ${hour}:${String(start % 60).padStart(2, "0")} ${this.getAttribute("create-label")}`);
    column.append(this.#slot);
  }

  #click(event: MouseEvent): void {
    const target = event.target as Element;
    const column = target.closest<HTMLElement>(".col");
    if (!column || target.closest(".cv")) return;
    const hit = Math.floor((event.clientY - column.getBoundingClientRect().top) / HALF) * HALF;
    const start = target === this.#slot ? Number(this.#slot.dataset.at) : Math.max(0, hit);
    this.#open(column, start, start + USUAL);
  }

  /** The form of a new entry beside the page. */
  #open(column: HTMLElement, start: number, end: number): void {
    if (!this.getAttribute("create-url")) return;
    const url = new URL(this.getAttribute("create-url") ?? "", location.href);
    url.searchParams.set("date", column.dataset.date ?? "");
    url.searchParams.set("start", String(start));
    url.searchParams.set("end", String(end));
    document.dispatchEvent(new CustomEvent("en:open", { detail: { kind: "drawer", url: url.href } }));
  }

  #dragged = false;

  /** The click that ends a drag must not open the event. */
  #swallow = (event: Event): void => {
    if (!this.#dragged) return;
    this.#dragged = false;
    event.preventDefault();
    event.stopPropagation();
  };

  #set(event: HTMLElement, start = Number(event.dataset.start), end = Number(event.dataset.end ?? start)): void {
    event.style.top = `${start}px`;
    if (event.dataset.end === undefined) return;
    event.style.height = `${Math.max(end - start - 3, 20)}px`;
    event.classList.toggle("short", end - start < 40);
    event.style.setProperty("--lane", event.dataset.lane ?? "0");
    event.style.setProperty("--lanes", event.dataset.lanes ?? "1");
  }

  #grab(down: PointerEvent): void {
    this.#dragged = false;
    if (down.button || down.pointerType === "touch") return;
    const event = (down.target as Element).closest<HTMLElement>(".cv");
    const column = (down.target as Element).closest<HTMLElement>(".col");
    if (event?.dataset.move) this.#drag(down, event);
    else if (column && !event && this.getAttribute("create-url")) this.#draw(down, column);
  }

  #drag(down: PointerEvent, event: HTMLElement): void {
    const from = event.parentElement!;
    const start = Number(event.dataset.start);
    const long = Number(event.dataset.end) - start;
    let at = start;
    const move = (pointer: PointerEvent): void => {
      const moved = Math.round((pointer.clientY - down.clientY) / SNAP) * SNAP;
      const column = document.elementsFromPoint(pointer.clientX, pointer.clientY).find((e) => e.matches(".col"));
      at = Math.max(0, start + moved);
      if (moved || (column && column !== event.parentElement)) this.#dragged = true;
      if (column && column !== event.parentElement) column.append(event);
      this.#set(event, at, at + long);
    };
    this.#follow(move, () => {
      if (this.#dragged) void this.#save(event, at, at + long, from);
    });
  }

  #draw(down: PointerEvent, column: HTMLElement): void {
    const top = column.getBoundingClientRect().top;
    const minute = (y: number): number => Math.max(0, Math.floor((y - top) / SNAP) * SNAP);
    const ghost = document.createElement("span");
    ghost.className = "cv mine";
    const start = minute(down.clientY);
    let end = start + 2 * SNAP;
    const move = (pointer: PointerEvent): void => {
      end = Math.max(start + SNAP, minute(pointer.clientY) + SNAP);
      if (!ghost.isConnected && Math.abs(pointer.clientY - down.clientY) > 6) column.append(ghost);
      ghost.style.top = `${start}px`;
      ghost.style.height = `${end - start}px`;
    };
    this.#follow(move, () => {
      const drawn = ghost.isConnected;
      ghost.remove();
      if (!drawn) return;
      this.#dragged = true;
      this.#open(column, start, end);
    });
  }

  #follow(move: (pointer: PointerEvent) => void, up: () => void): void {
    const stop = (): void => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      up();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
  }

  /** Arrows move the free place by half an hour or a day; Alt and an arrow an event by a quarter or a day. */
  #key(event: KeyboardEvent): void {
    if (event.target === this.#slot) return this.#step(event);
    const at = (event.target as Element).closest<HTMLElement>(".cv[data-move]");
    if (!at || composing(event) || !event.altKey) return;
    const step = { ArrowDown: SNAP, ArrowUp: -SNAP }[event.key];
    const side = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key] as "nextElementSibling" | "previousElementSibling" | undefined;
    const from = at.parentElement!;
    const column = side ? from[side] : from;
    if ((!step && !side) || !column?.matches(".col")) return;
    event.preventDefault();
    const start = Math.max(0, Number(at.dataset.start) + (step ?? 0));
    const end = start + Number(at.dataset.end) - Number(at.dataset.start);
    if (column !== from) column.append(at);
    this.#set(at, start, end);
    at.focus();
    void this.#save(at, start, end, from);
  }

  #step(event: KeyboardEvent): void {
    const step = { ArrowDown: HALF, ArrowUp: -HALF, ArrowLeft: 0, ArrowRight: 0 }[event.key];
    const from = this.#slot.parentElement!;
    const side = event.key === "ArrowRight" ? from.nextElementSibling : event.key === "ArrowLeft" ? from.previousElementSibling : from;
    if (step === undefined || event.altKey || !side?.matches(".col")) return;
    event.preventDefault();
    const last = this.querySelectorAll(".hrs span").length * 60 - USUAL;
    this.#offer(side as HTMLElement, Math.min(last, Math.max(0, Number(this.#slot.dataset.at) + step)));
    this.#slot.focus();
  }

  async #save(event: HTMLElement, start: number, end: number, from: Element): Promise<void> {
    const back = (): void => {
      from.append(event);
      this.#set(event);
    };
    try {
      const date = event.closest<HTMLElement>(".col")?.dataset.date ?? "";
      const response = await send(event.dataset.move ?? "", { date, start: String(start), end: String(end) });
      if (response.ok) {
        event.dataset.start = String(start);
        event.dataset.end = String(end);
        return;
      }
      back();
      say(new DOMParser().parseFromString(await response.text(), "text/html").body.textContent?.trim() ?? "", "bad");
    } catch {
      back();
      unanswered();
    }
  }

  /** Of an event enough to press is in view: never a strip under the head, in which stands what lasts all day. */
  #whole(): void {
    const head = this.querySelector<HTMLElement>(".dayhead");
    let box = head?.parentElement;
    while (box && box.scrollTop === 0) box = box.parentElement;
    if (!head || !box) return;
    const edge = head.getBoundingClientRect().bottom;
    const seen = [...this.querySelectorAll<HTMLElement>(".cv[data-end]")].map((event) => event.getBoundingClientRect().bottom - edge);
    let up = 0;
    for (const height of seen.sort((one, other) => other - one)) if (height + up > 0 && height + up < LEAST) up = LEAST - height;
    box.scrollTop -= up;
  }
}

customElements.define("en-calendar", EnCalendar);
