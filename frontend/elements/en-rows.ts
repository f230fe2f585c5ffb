/** Rows of a list: focus by arrow, choice by Space or X, ranges by Shift, the bulk bar, copying with heads. */
import { composing, inField } from "./keyboard.js";
import { send } from "./requests.js";

class EnRows extends HTMLElement {
  #anchor: HTMLTableRowElement | undefined;

  connectedCallback(): void {
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("change", (event) => this.#changed(event));
    this.addEventListener("click", (event) => this.#click(event as MouseEvent));
    document.addEventListener("keydown", this.#enter);
    document.addEventListener("copy", this.#copied);
    document.addEventListener("en:changed", this.#acted);
    this.#rows.forEach((row, n) => (row.tabIndex = n ? -1 : 0));
    this.#count();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#enter);
    document.removeEventListener("copy", this.#copied);
    document.removeEventListener("en:changed", this.#acted);
  }

  get #rows(): HTMLTableRowElement[] {
    return [...this.querySelectorAll<HTMLTableRowElement>("tr[data-id]")];
  }

  get #chosen(): HTMLTableRowElement[] {
    return this.#rows.filter((row) => row.getAttribute("aria-selected") === "true");
  }

  #row(event: Event): HTMLTableRowElement | null {
    return event.target instanceof Element ? event.target.closest<HTMLTableRowElement>("tr[data-id]") : null;
  }

  /** From anywhere on the page ↓ and ↑ go to the row one was at; with nothing in focus Space and Enter act on it. */
  #enter = (event: KeyboardEvent): void => {
    const at = event.target as Element;
    if (event.defaultPrevented || composing(event) || inField(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (this.#row(event) || at.closest("[role=menu], [role=tablist], [role=listbox]")) return;
    if (document.querySelector("dialog[open], [popover]:popover-open")) return;
    const row = this.#rows.find((one) => one.tabIndex === 0);
    const arrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (!row || !(arrow || (at === document.body && (event.key === " " || event.key === "Enter")))) return;
    event.preventDefault();
    row.focus();
    if (event.key === " ") this.#choose(row, row.getAttribute("aria-selected") !== "true");
    else if (event.key === "Enter" && row.dataset.href) location.assign(row.dataset.href);
  };

  #key(event: KeyboardEvent): void {
    const row = this.#row(event);
    if (!row || composing(event) || inField(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) return this.#move(event, row, step);
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (side) return this.#sideways(event, row, side);
    if (event.key === " " || event.key.toLowerCase() === "x") {
      event.preventDefault();
      this.#choose(row, row.getAttribute("aria-selected") !== "true");
    } else if (event.key === "Enter" && event.target === row && row.dataset.href) location.assign(row.dataset.href);
    else if (event.key === "Escape") this.#clear();
  }

  #move(event: KeyboardEvent, row: HTMLTableRowElement, step: number): void {
    const rows = this.#rows;
    const to = rows[rows.indexOf(row) + step];
    if (!to) return;
    event.preventDefault();
    const cell = (event.target as Element).closest("td");
    const target = cell?.hasAttribute("data-edit") ? to.cells[cell.cellIndex] : to;
    rows.forEach((other) => (other.tabIndex = other === to ? 0 : -1));
    (target?.hasAttribute("tabindex") ? target : to).focus();
    if (event.shiftKey) this.#choose(to, true);
  }

  #sideways(event: KeyboardEvent, row: HTMLTableRowElement, side: number): void {
    const cells = [...row.querySelectorAll<HTMLElement>("td[data-edit]")];
    const at = cells.indexOf(event.target as HTMLElement);
    const to = at < 0 && side > 0 ? cells[0] : cells[at + side];
    if (!to && at < 0) return;
    event.preventDefault();
    (to ?? row).focus();
  }

  #click(event: MouseEvent): void {
    const at = event.target as Element;
    const box = at.closest<HTMLInputElement>("tr[data-id] .ck");
    if (box && event.shiftKey && this.#anchor) this.#range(this.#row(event)!, box.checked);
    if (box) this.#anchor = this.#row(event) ?? undefined;
    if (at.closest("[data-clear]")) this.#clear();
    if (at.closest("[data-select]")) this.classList.toggle("selecting");
    if (at.closest("[data-copy]")) void navigator.clipboard.writeText(this.#asText()).then(() => this.#clear());
    const everything = at.closest<HTMLElement>("[data-everything]");
    if (everything) this.#everything(everything, everything.getAttribute("aria-pressed") !== "true");
    const bulk = at.closest<HTMLElement>("[data-bulk]");
    if (bulk) void this.#act(bulk);
  }

  /** All rows that match, also those on other pages: said in the bar, sent as `all`. */
  #everything(button: HTMLElement, on: boolean): void {
    button.setAttribute("aria-pressed", String(on));
    for (const row of this.#rows) if (on) this.#mark(row, true);
    this.#count();
    if (on) this.querySelector(".bulk [data-count]")!.textContent = button.dataset.said ?? "";
  }

  #range(to: HTMLTableRowElement, on: boolean): void {
    const rows = this.#rows;
    const [a, b] = [rows.indexOf(this.#anchor!), rows.indexOf(to)].sort((x, y) => x - y) as [number, number];
    for (const row of rows.slice(a, b + 1)) this.#mark(row, on);
    this.#count();
  }

  #changed(event: Event): void {
    const box = event.target as HTMLInputElement;
    if (box.matches("[data-all]")) for (const row of this.#rows) this.#mark(row, box.checked);
    else if (box.matches("tr[data-id] .ck")) this.#mark(this.#row(event)!, box.checked);
    else return;
    this.#count();
  }

  #choose(row: HTMLTableRowElement, on: boolean): void {
    this.#anchor = row;
    this.#mark(row, on);
    this.#count();
  }

  #mark(row: HTMLTableRowElement, on: boolean): void {
    const box = row.querySelector<HTMLInputElement>(".ck");
    if (!box) return;
    box.checked = on;
    row.setAttribute("aria-selected", String(on));
  }

  /** What was done with the chosen rows is to be seen: a list with a choice is not read again. */
  #acted = (event: Event): void => {
    if (!(event as CustomEvent<{ at?: string } | null>).detail?.at) this.#clear();
  };

  #clear(): void {
    for (const row of this.#chosen) this.#mark(row, false);
    this.#count();
  }

  #count(): void {
    const chosen = this.#chosen.length;
    const bar = this.querySelector<HTMLElement>(".bulk");
    if (chosen < this.#rows.length) bar?.querySelector("[data-everything]")?.setAttribute("aria-pressed", "false");
    const all = this.querySelector<HTMLInputElement>("[data-all]");
    if (all) {
      all.checked = chosen > 0 && chosen === this.#rows.length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
    if (!bar) return;
    bar.hidden = chosen === 0;
    const text = bar.querySelector<HTMLElement>("[data-count]")!;
    text.textContent = (text.dataset.count ?? "").replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(chosen));
  }

  async #act(button: HTMLElement): Promise<void> {
    const ids = this.#chosen.map((row) => row.dataset.id ?? "");
    const url = new URL(button.dataset.bulk ?? "", location.href);
    if (button.dataset.how === "post") {
      const form = new FormData();
      for (const id of ids) form.append("id", id);
      const response = await send(url.href, form);
      if (response.ok) document.dispatchEvent(new CustomEvent("en:changed"));
      return;
    }
    if (this.querySelector("[data-everything][aria-pressed=true]")) url.searchParams.set("all", "1");
    else for (const id of ids) url.searchParams.append("id", id);
    if (button.dataset.how === "link") return location.assign(url);
    document.dispatchEvent(new CustomEvent("en:open", { detail: { kind: button.dataset.how, url: url.href } }));
  }

  #copied = (event: ClipboardEvent): void => {
    if (!this.#chosen.length || getSelection()?.toString() || inField(event)) return;
    event.clipboardData?.setData("text/plain", this.#asText());
    event.preventDefault();
  };

  /** The chosen rows with the column heads, separated by tabs as spreadsheets expect. */
  #asText(): string {
    const line = (cells: Iterable<Element>): string =>
      [...cells].filter((cell) => !cell.matches(".pickbox")).map((cell) => this.#plain(cell)).join("\t");
    const head = this.querySelector("thead tr");
    return [...(head ? [line(head.children)] : []), ...this.#chosen.map((row) => line(row.children))].join("\n");
  }

  #plain(cell: Element): string {
    const copy = cell.cloneNode(true) as Element;
    for (const extra of copy.querySelectorAll(".av, .cell2, svg")) extra.remove();
    for (const note of copy.querySelectorAll("small")) note.prepend(" ");
    const tie = copy.querySelector(".tie");
    if (tie) return /k(\d)/.exec(tie.className)?.[1] ?? "";
    return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
  }
}

customElements.define("en-rows", EnRows);
