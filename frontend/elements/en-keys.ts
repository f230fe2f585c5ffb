/** The keyboard map of every page. Letters never act inside a field or while kana are converted. */
import { composing, inField, onMac, withCommand } from "./keyboard.js";

/** How long after G a letter still means "go to", in milliseconds. */
const GO_TIME = 900;

class EnKeys extends HTMLElement {
  #gone = -Infinity;
  #listen = (event: KeyboardEvent): void => this.#act(event);

  connectedCallback(): void {
    document.addEventListener("keydown", this.#listen);
    document.addEventListener("htmx:after:settle", this.#label);
    document.addEventListener("click", this.#click);
    this.#label();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#listen);
    document.removeEventListener("htmx:after:settle", this.#label);
    document.removeEventListener("click", this.#click);
  }

  /** Shows the keys of the platform at hand. */
  #label = (): void => {
    if (!onMac) return;
    for (const key of document.querySelectorAll<HTMLElement>("kbd[data-keys*=Ctrl]")) {
      key.textContent = (key.dataset.keys ?? "").replace("Ctrl", "⌘");
    }
  };

  #click = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest("[data-keymap]")) this.#map();
  };

  #map(): void {
    document.querySelector<HTMLDialogElement>("#keymap")?.showModal();
  }

  #act(event: KeyboardEvent): void {
    if (composing(event)) return;
    const key = event.key.toLowerCase();
    if (withCommand(event) && key === "k") return this.#do(event, () => this.#raise("en:palette"));
    if (withCommand(event) && event.shiftKey && key === "l") return this.#do(event, () => this.#raise("en:theme"));
    if (withCommand(event) && key === "enter") return this.#save(event);
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event) || document.querySelector("dialog[open]")) return;
    this.#letter(event, key);
  }

  #letter(event: KeyboardEvent, key: string): void {
    const going = performance.now() - this.#gone < GO_TIME;
    this.#gone = -Infinity;
    if (going) {
      const place = document.querySelector<HTMLAnchorElement>(`[data-go="${CSS.escape(key)}"]`);
      if (place) this.#do(event, () => place.click());
      return;
    }
    if (key === "g") this.#gone = performance.now();
    else if (key === "/") this.#do(event, () => this.#raise("en:palette"));
    else if (key === "?") this.#do(event, () => this.#map());
    else if (key === "z") this.#do(event, () => this.#raise("en:undo"));
    else if (key === "c") this.#do(event, () => document.querySelector<HTMLElement>("[data-create]")?.click());
    else if (/^[a-z0-9]$/.test(key)) this.#compose(event, key);
  }

  /** N L V T P E open the tab of the composer; any letter or figure presses the button that carries it. */
  #compose(event: KeyboardEvent, key: string): void {
    const target =
      document.querySelector<HTMLElement>(`en-composer [role=tab][data-key="${key}"]`) ??
      document.querySelector<HTMLElement>(`main [data-key="${key}"]`);
    if (target) this.#do(event, () => target.click());
  }

  /** Ctrl Enter saves the form one is in. */
  #save(event: KeyboardEvent): void {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    const button = form?.querySelector<HTMLButtonElement>("[data-save]:not(:disabled)");
    if (form && button) this.#do(event, () => form.requestSubmit(button));
  }

  #do(event: KeyboardEvent, act: () => void): void {
    event.preventDefault();
    act();
  }

  #raise(name: string): void {
    document.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define("en-keys", EnKeys);
