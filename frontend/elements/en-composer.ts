/** Writes into the timeline: one tab per kind, @ names people, Ctrl Enter saves, drafts stay on this device. */
import { composing } from "./keyboard.js";
import { nodes, read } from "./requests.js";

class EnComposer extends HTMLElement {
  #asked: AbortController | undefined;

  connectedCallback(): void {
    for (const form of this.#forms) this.#recall(form);
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("input", (event) => this.#typed(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("htmx:after:request", (event) => this.#sent(event as CustomEvent));
  }

  get #forms(): HTMLFormElement[] {
    return [...this.querySelectorAll<HTMLFormElement>("[role=tabpanel] > form")];
  }

  get #tabs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[role=tab]")];
  }

  get #people(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-mentions]")!;
  }

  #click(event: Event): void {
    const at = event.target as Element;
    const tab = at.closest<HTMLElement>("[role=tab]");
    if (tab) this.#open(tab);
    const option = at.closest<HTMLElement>("[data-mentions] [role=option]");
    if (option) this.#name(option);
    if (at.closest("[data-mention]")) {
      const text = at.closest("form")!.querySelector("textarea")!;
      text.setRangeText("@", text.selectionStart, text.selectionEnd, "end");
      text.focus();
      void this.#propose(text);
    }
  }

  /** Shows the form of a tab; what was typed moves along when the new one is empty. */
  #open(tab: HTMLElement): void {
    const before = this.#forms.find((form) => !form.parentElement!.hidden)?.querySelector("textarea");
    for (const other of this.#tabs) {
      const on = other === tab;
      other.setAttribute("aria-selected", String(on));
      other.tabIndex = on ? 0 : -1;
      const panel = this.querySelector<HTMLElement>(`#${other.getAttribute("aria-controls")}`);
      if (panel) panel.hidden = !on;
    }
    const text = this.querySelector<HTMLElement>(`#${tab.getAttribute("aria-controls")}`)?.querySelector("textarea");
    if (text && before && before !== text && !text.value) {
      text.value = before.value;
      before.value = "";
      this.#ready(before.form!);
      this.#ready(text.form!);
    }
    text?.focus();
  }

  #typed(event: Event): void {
    const at = event.target as HTMLElement;
    const form = at.closest("form");
    if (!form) return;
    this.#ready(form);
    if (at instanceof HTMLTextAreaElement) void this.#propose(at);
  }

  #store(form: HTMLFormElement): string {
    return `draft:${this.getAttribute("draft-key")}:${form.parentElement!.id}`;
  }

  #ready(form: HTMLFormElement): void {
    const area = form.querySelector("textarea")!;
    const text = area.value;
    form.querySelector<HTMLButtonElement>("[data-save]")!.disabled = !text.trim() && area.dataset.wordless === undefined;
    form.toggleAttribute("data-dirty", text.trim() !== area.defaultValue.trim());
    if (text !== area.defaultValue) localStorage.setItem(this.#store(form), text);
    else localStorage.removeItem(this.#store(form));
  }

  #recall(form: HTMLFormElement): void {
    const kept = localStorage.getItem(this.#store(form));
    if (!kept) return;
    form.querySelector("textarea")!.value = kept;
    this.#ready(form);
  }

  #sent(event: CustomEvent<{ ctx: { response?: { status: number } } }>): void {
    const form = (event.target as Element).closest("form");
    const status = event.detail.ctx.response?.status ?? 500;
    if (!form || !this.contains(form) || status >= 400) return;
    if (form.dataset.mail) this.#write(form.dataset.mail, form);
    form.reset();
    for (const extra of form.querySelectorAll("[data-files] > *, .picked > :not([data-first])")) extra.remove();
    this.#ready(form);
  }

  /** Hands the draft to the mail program of this person. */
  #write(to: string, form: HTMLFormElement): void {
    const values = new FormData(form);
    const text = String(values.get("text") ?? "").replace(/\r?\n/g, "\r\n");
    const words = `subject=${encodeURIComponent(String(values.get("heading") ?? ""))}&body=${encodeURIComponent(text)}`;
    const link = Object.assign(document.createElement("a"), { href: `mailto:${encodeURIComponent(to).replace("%40", "@")}?${words}`, hidden: true });
    this.append(link);
    link.click();
    link.remove();
  }

  /** The word after the last @, up to the caret. */
  #asking(text: HTMLTextAreaElement): string | undefined {
    return /(?:^|\s|[^\w])@([^\s@]{0,30})$/.exec(text.value.slice(0, text.selectionStart))?.[1];
  }

  async #propose(text: HTMLTextAreaElement): Promise<void> {
    this.#asked?.abort();
    const word = this.#asking(text);
    if (word === undefined) return void (this.#people.hidden = true);
    const asked = (this.#asked = new AbortController());
    try {
      const answer = await read(`${this.getAttribute("mention-url")}?q=${encodeURIComponent(word)}`, asked.signal);
      this.#people.replaceChildren(...nodes(answer));
    } catch {
      return;
    }
    const options = this.#people.querySelectorAll<HTMLElement>("[role=option]");
    this.#people.hidden = options.length === 0;
    options[0]?.setAttribute("aria-selected", "true");
    this.#people.style.top = `${text.offsetTop + text.offsetHeight}px`;
    this.#people.style.left = `${text.offsetLeft + 12}px`;
  }

  #key(event: KeyboardEvent): void {
    if (composing(event)) return;
    const at = event.target as HTMLElement;
    if (at.matches("[role=tab]")) return this.#walk(event, at);
    if (this.#people.hidden) return;
    const options = [...this.#people.querySelectorAll<HTMLElement>("[role=option]")];
    const chosen = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) options.forEach((option, n) => option.setAttribute("aria-selected", String(n === (chosen + step + options.length) % options.length)));
    else if ((event.key === "Enter" || event.key === "Tab") && options[chosen]) this.#name(options[chosen]);
    else if (event.key === "Escape") this.#people.hidden = true;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #walk(event: KeyboardEvent, at: HTMLElement): void {
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tabs = this.#tabs;
    if (!side) return;
    event.preventDefault();
    const to = tabs[(tabs.indexOf(at) + side + tabs.length) % tabs.length]!;
    this.#open(to);
    to.focus();
  }

  /** Puts the name into the text; the server finds the colleague by it. */
  #name(option: HTMLElement): void {
    const form = this.#forms.find((one) => !one.parentElement!.hidden)!;
    const text = form.querySelector("textarea")!;
    const start = text.selectionStart - (this.#asking(text)?.length ?? 0);
    text.setRangeText(`${option.dataset.label ?? ""} `, start, text.selectionStart, "end");
    this.#people.hidden = true;
    text.focus();
    this.#ready(form);
  }
}

customElements.define("en-composer", EnComposer);
