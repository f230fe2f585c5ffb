/**
 * <en-drawer> shows forms beside the page, <en-dialog> asks short questions.
 * Links with data-drawer or data-dialog open in them; without JavaScript they are ordinary links.
 */
import htmx from "htmx.org/dist/htmx.esm.js";
import { composing } from "./keyboard.js";

/** A closing button outside every sheet: its part was opened as a page of its own. */
function leaves(target: Element): boolean {
  return target.closest("[data-close]") !== null && target.closest("dialog") === null;
}
/** A link that opens here is none for htmx, wherever it stands. */
document.addEventListener("htmx:before:init", (event) => {
  if (event.target instanceof Element && event.target.matches("a[data-drawer], a[data-dialog]")) event.preventDefault();
});

abstract class Sheet extends HTMLElement {
  abstract readonly kind: "drawer" | "dialog";
  #changed = false;

  connectedCallback(): void {
    document.addEventListener("click", this.#click);
    document.addEventListener("en:open", this.#asked);
    document.addEventListener("en:close", this.#done);
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.#dialog.addEventListener("keydown", (event) => {
      if (composing(event) && event.key === "Escape") event.stopPropagation();
    });
    this.#dialog.addEventListener("input", () => (this.#changed = true));
    this.#dialog.addEventListener("click", (event) => {
      const at = event.target as Element;
      if (at === this.#dialog || at.closest("[data-close]")) this.close();
    });
    window.addEventListener("beforeunload", this.#leave);
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.#click);
    document.removeEventListener("en:open", this.#asked);
    document.removeEventListener("en:close", this.#done);
    window.removeEventListener("beforeunload", this.#leave);
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }

  get #body(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-body]")!;
  }

  /** Something was typed into a form that wants to be asked about. */
  get #dirty(): boolean {
    return this.#dialog.open && this.#changed && this.#body.querySelector("form[data-guard]") !== null;
  }

  #click = (event: MouseEvent): void => {
    if (this.kind === "drawer" && event.target instanceof Element && leaves(event.target)) history.back();
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(`a[data-${this.kind}]`) : null;
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.open(link.href);
  };

  #asked = (event: Event): void => {
    const { kind, url } = (event as CustomEvent<{ kind: string; url: string }>).detail;
    if (kind === this.kind) void this.open(url);
  };

  #done = (): void => {
    this.#changed = false;
    this.#dialog.close();
  };

  #leave = (event: BeforeUnloadEvent): void => {
    if (this.#dirty) event.preventDefault();
  };

  async open(url: string): Promise<void> {
    if (!this.#mayLeave()) return;
    this.#changed = false;
    this.#body.replaceChildren();
    this.#dialog.setAttribute("aria-busy", "true");
    if (!this.#dialog.open) this.#dialog.showModal();
    try {
      await htmx.ajax("GET", url, { target: this.#body, swap: "innerHTML" });
    } finally {
      this.#dialog.removeAttribute("aria-busy");
    }
    if (!this.#body.childElementCount) this.#fail();
    this.#body.querySelector<HTMLElement>("[autofocus], .by input:not([type=hidden]), .by textarea, .by select")?.focus();
  }

  /** Closes unless something typed would be lost and the person wants to stay. */
  close(): void {
    if (this.#mayLeave()) this.#done();
  }

  #mayLeave(): boolean {
    return !this.#dirty || window.confirm(this.getAttribute("close-question") ?? "");
  }

  #fail(): void {
    const line = document.createElement("p");
    line.className = "empty-state";
    line.textContent = this.getAttribute("failed");
    this.#body.replaceChildren(line);
  }
}

customElements.define("en-drawer", class extends Sheet { readonly kind = "drawer"; });
customElements.define("en-dialog", class extends Sheet { readonly kind = "dialog"; });
