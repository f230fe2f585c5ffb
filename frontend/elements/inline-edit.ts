/**
 * Values edited where they stand: anything with data-edit. Enter, a double click or the pencil at the end of the value
 * opens, Enter saves, Esc cancels. A field takes the keys at once, while its control is still on the way. The new value
 * shows at once; values are sent one after the other, and the next may be edited meanwhile. What the server refuses, or
 * cannot be sent, stays in its open field with the reason, until Enter sends it again or Esc gives it up.
 */
import htmx from "htmx.org/dist/htmx.esm.js";
import { composing, inField } from "./keyboard.js";
import { nodes, read, Refusal, say, send, unanswered } from "./requests.js";

/** Width of the pencil that stands at the end of a value under the pointer or in focus, in pixels. */
const PENCIL = 25;

interface Editing {
  at: HTMLElement;
  before: Node[];
  form: HTMLFormElement;
  /** What the control held when it came; undefined while it is on the way. */
  started?: string;
  /** The server did not take the value: it waits for Enter or Esc. */
  refused?: boolean;
}

let current: Editing | undefined;
let sending: Promise<void> = Promise.resolve();

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
  if (current?.at === at) return inside(event, current);
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
    if (current === editing && editing.started !== undefined && !editing.refused && !editing.at.contains(document.activeElement)) finish(editing);
  });
});

async function open(at: HTMLElement): Promise<void> {
  if (current?.at === at) return;
  const form = document.createElement("form");
  const early = document.createElement("input");
  early.className = "input";
  early.setAttribute("aria-label", at.dataset.label ?? "");
  form.append(early);
  const earlier = current;
  const before = [...at.childNodes];
  const editing: Editing = (current = { at, before, form });
  if (earlier?.started !== undefined) finish(earlier);
  at.classList.add("editing");
  at.replaceChildren(form);
  early.focus();
  let typed = false;
  let enter = false;
  early.addEventListener("input", () => (typed = true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (editing.started !== undefined) finish(editing);
    else enter = true;
  });
  let control: Node[];
  try {
    if (at.classList.contains("saving")) await sending;
    control = nodes(await read(at.dataset.edit ?? ""));
    await converted(early);
  } catch (problem) {
    if (form.isConnected) restore(editing, current === editing);
    return problem instanceof Refusal && problem.message ? say(problem.message, "bad") : unanswered();
  }
  if (!form.isConnected) return;
  const focused = form.contains(document.activeElement);
  const field = fill(editing, control);
  editing.started = content(form);
  if (typed && field && !(field instanceof HTMLSelectElement) && !/^(checkbox|radio)$/.test(field.type)) {
    field.value = early.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (enter || current !== editing) return finish(editing);
  if (!focused && document.activeElement !== document.body) return finish(editing);
  (form.querySelector<HTMLElement>("[contenteditable]") ?? field)?.focus();
  if (field instanceof HTMLInputElement && !typed) field.select();
}

const CONTROL = "input:not([type=hidden]), textarea, select";

/** Puts the control that the server gave into the form. */
function fill(editing: Editing, control: Node[]): HTMLInputElement | null {
  const { at, form } = editing;
  form.replaceChildren(...control);
  const field = form.querySelector<HTMLInputElement>(CONTROL);
  if (!field?.closest("label")) field?.setAttribute("aria-label", at.dataset.label ?? "");
  htmx.process(form);
  if (field instanceof HTMLSelectElement) field.addEventListener("change", () => finish(editing));
  return field;
}

/** Waits until a conversion of kana that is open in the field has ended. */
function converted(field: HTMLInputElement): Promise<void> {
  return new Promise((done) => {
    if (!field.matches("[data-converting]")) return done();
    field.addEventListener("compositionend", () => window.setTimeout(done), { once: true });
  });
}

document.addEventListener("compositionstart", (event) => (event.target as HTMLElement).setAttribute("data-converting", ""));
document.addEventListener("compositionend", (event) => (event.target as HTMLElement).removeAttribute("data-converting"));

function content(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

function inside(event: KeyboardEvent, editing: Editing): void {
  event.stopPropagation();
  const many = event.target instanceof HTMLTextAreaElement || (event.target as HTMLElement).isContentEditable;
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.preventDefault();
    restore(editing);
  } else if (event.key === "Enter" && !event.defaultPrevented && (!many || event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    editing.form.requestSubmit();
  }
}

/** Puts the old value back. */
function restore(editing: Editing, focus = true): void {
  const { at, before } = editing;
  if (current === editing) current = undefined;
  at.classList.remove("editing");
  at.replaceChildren(...before);
  if (focus) at.focus();
}

/** What the control shows, for the moment until the server's own form of it arrives. */
function shown(form: HTMLFormElement): string {
  const field = form.querySelector<HTMLInputElement | HTMLSelectElement>(CONTROL);
  if (field?.type === "checkbox" && field.closest("[role=group]")) {
    return [...form.querySelectorAll(":checked")].map((box) => box.closest("label")?.textContent ?? "").join("、");
  }
  const sheet = form.querySelector("[contenteditable]");
  if (sheet) return sheet.textContent ?? "";
  return field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.textContent ?? "") : (field?.value ?? "");
}

/** Shows what was typed and sends it after everything that was typed before. */
function finish(editing: Editing): void {
  const { at, form } = editing;
  if (!form.isConnected) return;
  const here = current === editing;
  if (content(form) === editing.started && !editing.refused) return restore(editing, here);
  if (here) current = undefined;
  const values = new FormData(form);
  at.classList.remove("editing");
  at.classList.add("saving");
  at.replaceChildren(shown(form));
  if (here) at.focus();
  sending = sending.then(() => write(editing, values));
}

async function write(editing: Editing, values: FormData): Promise<void> {
  const { at, before, form } = editing;
  // whoever opened the value again meanwhile goes on; what was answered is shown when that is cancelled
  const put = (content: Node[]): void => {
    if (current?.at === at) current.before = content;
    else at.replaceChildren(...content);
  };
  try {
    const response = await send(at.dataset.edit ?? "", values);
    const answer = await response.text();
    at.classList.remove("saving");
    if (response.ok) {
      put(nodes(answer));
      htmx.process(at);
      at.dispatchEvent(new CustomEvent("en:changed", { bubbles: true, detail: { at: at.dataset.edit } }));
      return;
    }
    const control = nodes(answer);
    if (current?.at === at || !control.some((node) => node instanceof Element && (node.matches(CONTROL) || node.querySelector(CONTROL)))) {
      put(before);
      return say(reason(answer), "bad");
    }
    fill(editing, control);
    const now = form.querySelector<HTMLTemplateElement>("template[data-now]");
    if (now) editing.before = [...now.content.childNodes];
    reopen(editing);
  } catch {
    unanswered();
    at.classList.remove("saving");
    reopen(editing);
  }
}

/** The field as it was typed, until Enter sends it again; who types elsewhere goes on there. */
function reopen(editing: Editing): void {
  const { at, form } = editing;
  editing.refused = true;
  at.classList.add("editing");
  at.replaceChildren(form);
  if (current) return;
  current = editing;
  form.querySelector<HTMLElement>(`[contenteditable], ${CONTROL}`)?.focus();
}

/** The sentence inside a refused answer. */
function reason(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector(".err, [role=alert]") ?? page.body).textContent?.trim() ?? "";
}
