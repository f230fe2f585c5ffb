/** Search and run: asks the server while one types. Enter opens and never creates; Ctrl Enter opens the form.
 * An address that ends in `#find=…` opens it with these words. */
import { composing, withCommand } from "./keyboard.js";
import { nodes, read } from "./requests.js";

/** Pause after a key before the server is asked, in milliseconds. */
const PAUSE = 90;

/** The words in the address, or null without. */
const sought = (): string | null => new URLSearchParams(location.hash.slice(1)).get("find");

class EnPalette extends HTMLElement {
  #asked: AbortController | undefined;
  #timer = 0;
  /** Whether the lines shown belong to the words typed; Enter waits for them. */
  #fresh = false;
  #enter: KeyboardEvent | undefined;
  #open = (): void => this.#show();

  connectedCallback(): void {
    document.addEventListener("en:palette", this.#open);
    window.addEventListener("hashchange", this.#address);
    document.addEventListener("click", this.#click);
    this.#input.addEventListener("input", () => this.#ask(PAUSE));
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (event.target === this.#dialog) this.#dialog.close();
      else if (option?.dataset.run) this.#run(option, false, event);
      else if (option) this.#dialog.close();
    });
    this.#dialog.addEventListener("close", () => {
      if (sought() !== null) history.replaceState(history.state, "", location.pathname + location.search);
    });
    this.#address();
  }

  disconnectedCallback(): void {
    document.removeEventListener("en:palette", this.#open);
    document.removeEventListener("click", this.#click);
    window.removeEventListener("hashchange", this.#address);
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }

  get #input(): HTMLInputElement {
    return this.querySelector("input")!;
  }

  get #results(): HTMLElement {
    return this.querySelector<HTMLElement>("[role=listbox]")!;
  }

  get #options(): HTMLElement[] {
    return [...this.#results.querySelectorAll<HTMLElement>("[role=option]")];
  }

  #click = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest("[data-palette]")) this.#show();
  };

  #address = (): void => {
    const words = sought();
    if (words !== null) this.#show(words);
  };

  #show(words = ""): void {
    if (this.#dialog.open) return;
    this.#input.value = words;
    this.#dialog.showModal();
    this.#input.focus();
    this.#ask(0);
  }

  #ask(pause: number): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#fresh = false;
    this.#enter = undefined;
    const asked = (this.#asked = new AbortController());
    this.#timer = window.setTimeout(async () => {
      const url = new URL(this.getAttribute("src")!, location.href);
      url.searchParams.set("q", this.#input.value);
      try {
        this.#results.replaceChildren(...nodes(await read(url.href, asked.signal)));
      } catch (problem) {
        if (asked.signal.aborted) return;
        this.#results.replaceChildren(this.querySelector<HTMLTemplateElement>("template[data-failed]")!.content.cloneNode(true));
      }
      this.#choose(0);
      this.#fresh = true;
      if (this.#enter) this.#take(this.#enter);
    }, pause);
  }

  #choose(at: number): void {
    const options = this.#options;
    const wanted = options.length ? (at + options.length) % options.length : -1;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === wanted)));
    const chosen = options[wanted];
    if (chosen) {
      this.#input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.#input.removeAttribute("aria-activedescendant");
  }

  #key(event: KeyboardEvent): void {
    if (composing(event)) return;
    const options = this.#options;
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      return this.#choose(at + step);
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (this.#fresh) this.#take(event);
    else this.#enter = event;
  }

  #take(event: KeyboardEvent): void {
    const chosen = this.#options.find((option) => option.getAttribute("aria-selected") === "true");
    if (chosen) return this.#run(chosen, withCommand(event), event);
    const create = this.#results.querySelector<HTMLElement>("[data-create-url]")?.dataset.createUrl;
    if (create && withCommand(event)) {
      this.#dialog.close();
      document.dispatchEvent(new CustomEvent("en:open", { detail: { kind: "drawer", url: create } }));
    }
  }

  #run(option: HTMLElement, newTab: boolean, event: Event): void {
    const run = option.dataset.run;
    const href = option.getAttribute("href");
    if (newTab && href) return void window.open(href, "_blank", "noopener");
    event.preventDefault();
    this.#dialog.close();
    if (run === "theme") document.dispatchEvent(new CustomEvent("en:theme"));
    else if (run === "keymap") document.querySelector<HTMLDialogElement>("#keymap")?.showModal();
    else if (run?.startsWith("composer:")) document.querySelector<HTMLElement>(`en-composer [data-key="${run.slice(9)}"]`)?.click();
    else if (run?.startsWith("press:")) document.querySelector<HTMLElement>(`[hx-post="${CSS.escape(run.slice(6))}"]`)?.click();
    else if (href && option.hasAttribute("data-drawer")) document.dispatchEvent(new CustomEvent("en:open", { detail: { kind: "drawer", url: href } }));
    else if (href && option.hasAttribute("data-dialog")) document.dispatchEvent(new CustomEvent("en:open", { detail: { kind: "dialog", url: href } }));
    else if (href) location.assign(href);
  }
}

customElements.define("en-palette", EnPalette);
