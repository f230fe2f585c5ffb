/**
 * Keeps what is shown fresh. The stream says only that something changed; the content comes by a normal GET of the
 * parts concerned: [data-live="object:id"] or [data-live=list key], and every [data-part] of a record page.
 */
import htmx from "htmx.org/dist/htmx.esm.js";
import { unanswered } from "./requests.js";

/** Changes that come together are read together, in milliseconds. */
const GATHER = 150;
/** Pause before a part that was left alone is looked at again, in milliseconds. */
const LATER = 2000;
/** Pause before a stream that was cut is opened again, in milliseconds. */
const AGAIN = 4000;

interface Message {
  object: string;
  id?: number;
}

class EnLive extends HTMLElement {
  #stream: EventSource | undefined;
  #timer = 0;

  connectedCallback(): void {
    document.addEventListener("en:connected", this.#catchUp);
    this.#open();
  }

  disconnectedCallback(): void {
    document.removeEventListener("en:connected", this.#catchUp);
    this.#stream?.close();
    clearTimeout(this.#timer);
  }

  /** What happened while the stream was cut is not told again: it is opened anew and everything shown is read. */
  #catchUp = (): void => {
    clearTimeout(this.#timer);
    this.#stream?.close();
    this.#open();
    refresh("");
  };

  #open(): void {
    let cut = false;
    const stream = (this.#stream = new EventSource(this.getAttribute("src") ?? ""));
    const told = (event: MessageEvent<string>): void => {
      const { object, id } = JSON.parse(event.data) as Message;
      refresh(event.type === "list" ? `list:${object}` : `${object}:${id}`);
    };
    for (const name of ["record", "list", "gone"]) stream.addEventListener(name, told);
    stream.addEventListener("closed", () => stream.close());
    stream.onopen = () => {
      if (cut) refresh("");
      cut = false;
    };
    stream.onerror = () => {
      cut = true;
      unanswered(false);
      if (stream.readyState !== EventSource.CLOSED) return;
      this.#timer = window.setTimeout(() => this.#open(), AGAIN);
    };
  }
}

const wanted = new Set<string>();
let gathering = 0;

/** Reads again what shows this key; an empty key means everything that can be read again. */
function refresh(key: string, after = GATHER): void {
  wanted.add(key);
  clearTimeout(gathering);
  gathering = window.setTimeout(() => {
    const keys = [...wanted];
    wanted.clear();
    const parts = new Set<HTMLElement>();
    for (const at of document.querySelectorAll<HTMLElement>("[data-live]")) {
      const live = at.dataset.live ?? "";
      if (!live || !keys.some((k) => k === "" || live.split(" ").includes(k))) continue;
      parts.add(at);
      if (at.id === "record-head") for (const part of document.querySelectorAll<HTMLElement>("main [data-part]")) parts.add(part);
    }
    const shown = [...parts].filter((part) => part.id);
    shown.filter(busy).forEach(later);
    reload(shown.filter((part) => !busy(part) && !shown.some((other) => other !== part && other.contains(part))));
  }, after);
}

/** A part in which somebody is working is left alone: a value being changed, rows chosen, an open menu or builder. */
function busy(part: HTMLElement): boolean {
  return part.matches(":has(.editing, .saving, [aria-selected=true] .ck, .ghosted, :popover-open)") || part.querySelector("form[data-dirty]") !== null;
}

/** What was left alone is read again once nobody works in it any more. */
function later(part: HTMLElement): void {
  const live = part.dataset.live || document.getElementById("record-head")?.dataset.live;
  for (const key of live?.split(" ") ?? []) refresh(key, LATER);
}

interface Swap {
  ctx: { sourceElement: Element };
  tasks: { target: Element | string | null }[];
}

/** Parts that are being read again; whoever began to work in one meanwhile keeps it as it is. */
const reading = new WeakSet<Element>();

document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = (event as CustomEvent<Swap>).detail;
  if (!reading.has(ctx.sourceElement)) return;
  const inUse = tasks.map((task) => task.target).filter((target) => target instanceof HTMLElement && busy(target)) as HTMLElement[];
  tasks.splice(0, tasks.length, ...tasks.filter((task) => !inUse.includes(task.target as HTMLElement)));
  inUse.forEach(later);
});

/** Reads parts again: those with an address of their own there, all others together from the page. */
function reload(parts: HTMLElement[]): void {
  const places = new Map<string, HTMLElement[]>();
  for (const part of parts) {
    const here = part.dataset.url !== undefined || !part.dataset.part ? location.pathname + location.search : part.dataset.part;
    places.set(here, [...(places.get(here) ?? []), part]);
  }
  for (const [here, [first, ...others]] of places) {
    const selectOOB = others.map((part) => `#${CSS.escape(part.id)}:outerMorph`).join(",");
    // its own source: requests of one source wait for each other, and all but the first would be dropped
    reading.add(first!);
    void htmx.ajax("GET", here, { source: first!, target: first!, select: `#${CSS.escape(first!.id)}`, ...(selectOOB && { selectOOB }), swap: "outerMorph" });
  }
}

document.addEventListener("en:changed", (event) => {
  if (!(event as CustomEvent<{ at?: string } | null>).detail?.at) refresh("");
});

customElements.define("en-live", EnLive);
