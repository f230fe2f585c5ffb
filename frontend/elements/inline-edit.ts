/**
 * Values edited where they stand: anything with data-edit. Enter, a double click or the pencil at the end of the value
 * opens, Enter saves, Esc cancels.
 * The new value shows at once; if the server refuses, the old one returns with the reason. Without a connection the
 * field stays open with what was typed.
 */
import htmx from "htmx.org/dist/htmx.esm.js";
import { composing, inField } from "./keyboard.js";
import { nodes, read, Refusal, say, send, unanswered } from "./requests.js";

/** Width of the pencil that stands at the end of a value under the pointer or in focus, in pixels. */
const PENCIL = 25;

interface Editing {
  at: HTMLElement;
  before: Node[];
  started: string;
}

let current: Editing | undefined;

document.addEventListener("dblclick", (event) => {
  const at = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-edit]") : null;
  if (at) void open(at);
});

document.addEventListener("click", (event) => {
  const at = event.target;
  if (!(at instanceof HTMLElement) || !at.matches("[data-edit].ed")) return;
  if (at.getBoundingClientRect().right - event.clientX <= PENCIL) void open(at);
});

document.addEventListener("keydown", (event) => {
  if (composing(event)) return;
  const at = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-edit]") : null;
  if (!at) return;
  if (current?.at === at) return inside(event);
  if (event.key === "Enter" && event.target === at && !inField(event)) {
    event.preventDefault();
    void open(at);
  }
});

document.addEventListener("focusout", (event) => {
  const editing = current;
  if (!editing || !editing.at.contains(event.target as Node)) return;
  const to = event.relatedTarget;
  if (to instanceof Node && editing.at.contains(to)) return;
  window.setTimeout(() => {
    if (current === editing && !editing.at.contains(document.activeElement)) void save();
  });
});

async function open(at: HTMLElement): Promise<void> {
  if (current?.at === at) return;
  if (current) await save();
  if (current) return;
  let control: string;
  try {
    control = await read(at.dataset.edit ?? "");
  } catch (problem) {
    return problem instanceof Refusal && problem.message ? say(problem.message, "bad") : unanswered();
  }
  const before = [...at.childNodes];
  const form = document.createElement("form");
  form.append(...nodes(control));
  at.replaceChildren(form);
  at.classList.add("editing");
  const field = form.querySelector<HTMLInputElement>("input:not([type=hidden]), textarea, select");
  if (!field?.closest("label")) field?.setAttribute("aria-label", at.dataset.label ?? "");
  htmx.process(form);
  current = { at, before, started: content(form) };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void save();
  });
  if (field instanceof HTMLSelectElement) field.addEventListener("change", () => void save());
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}

function content(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

function inside(event: KeyboardEvent): void {
  event.stopPropagation();
  const many = event.target instanceof HTMLTextAreaElement;
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.preventDefault();
    restore();
  } else if (event.key === "Enter" && !event.defaultPrevented && (!many || event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    void save();
  }
}

/** Puts the old value back. */
function restore(): void {
  if (!current) return;
  const { at, before } = current;
  current = undefined;
  at.classList.remove("editing");
  at.replaceChildren(...before);
  at.focus();
}

/** What the control shows, for the moment until the server's own form of it arrives. */
function shown(form: HTMLFormElement): string {
  const field = form.querySelector<HTMLInputElement | HTMLSelectElement>("input:not([type=hidden]), textarea, select");
  if (field?.type === "checkbox" && field.closest("[role=group]")) {
    return [...form.querySelectorAll(":checked")].map((box) => box.closest("label")?.textContent ?? "").join("、");
  }
  return field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.textContent ?? "") : (field?.value ?? "");
}

async function save(): Promise<void> {
  const editing = current;
  const form = editing?.at.querySelector("form");
  if (!editing || !form) return;
  if (content(form) === editing.started) return restore();
  const { at, before } = editing;
  current = undefined;
  const values = new FormData(form);
  at.classList.remove("editing");
  at.replaceChildren(shown(form));
  at.focus();
  try {
    const response = await send(at.dataset.edit ?? "", values);
    const answer = await response.text();
    if (response.ok) {
      at.replaceChildren(...nodes(answer));
      htmx.process(at);
      at.dispatchEvent(new CustomEvent("en:changed", { bubbles: true, detail: { at: at.dataset.edit } }));
      return;
    }
    at.replaceChildren(...before);
    say(reason(answer), "bad");
  } catch {
    unanswered();
    if (current) return at.replaceChildren(...before);
    current = editing;
    at.classList.add("editing");
    at.replaceChildren(form);
    form.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")?.focus();
  }
}

/** The sentence inside a refused answer. */
function reason(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector(".err, [role=alert]") ?? page.body).textContent?.trim() ?? "";
}
