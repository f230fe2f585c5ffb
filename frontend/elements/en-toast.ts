/** Lines that stay six seconds, each with the way back; Z takes the last change back. */
import { say, send, unanswered } from "./requests.js";

/** How long a line stays, in milliseconds. */
const STAY = 6000;

class EnToast extends HTMLElement {
  #last = "";

  connectedCallback(): void {
    document.addEventListener("en:toast", this.#show);
    document.addEventListener("en:undo", this.#undoLast);
    document.addEventListener("htmx:error", this.#lost);
    document.addEventListener("en:unanswered", this.#lost);
    document.addEventListener("htmx:response:error", this.#refused);
    this.addEventListener("click", (event) => {
      const toast = (event.target as Element).closest("[data-undo]")?.closest<HTMLElement>(".toast");
      if (toast) void this.#undo(toast.dataset.undoId ?? "", toast);
    });
    for (const toast of this.querySelectorAll<HTMLElement>(":scope > .toast")) this.#keep(toast);
  }

  disconnectedCallback(): void {
    document.removeEventListener("en:toast", this.#show);
    document.removeEventListener("en:undo", this.#undoLast);
    document.removeEventListener("htmx:error", this.#lost);
    document.removeEventListener("en:unanswered", this.#lost);
    document.removeEventListener("htmx:response:error", this.#refused);
  }

  #show = (event: Event): void => {
    const { text, tone = "good", undo = "" } = (event as CustomEvent<{ text: string; tone?: string; undo?: string }>).detail;
    const toast = this.querySelector("template")!.content.firstElementChild!.cloneNode(true) as HTMLElement;
    toast.querySelector("[data-text]")!.textContent = text;
    toast.querySelector("[data-icon]")!.classList.add(`tx-${tone}`);
    toast.dataset.undoId = undo;
    if (!undo) toast.querySelector("[data-undo]")?.remove();
    this.append(toast);
    this.#keep(toast);
  };

  #keep(toast: HTMLElement): void {
    if (toast.dataset.undoId) this.#claim(toast);
    let timer = window.setTimeout(() => toast.remove(), STAY);
    toast.addEventListener("mouseenter", () => clearTimeout(timer));
    toast.addEventListener("focusin", () => clearTimeout(timer));
    toast.addEventListener("mouseleave", () => (timer = window.setTimeout(() => toast.remove(), STAY)));
  }

  /** Z takes back the newest change only: older lines keep their button and lose the key. */
  #claim(toast: HTMLElement): void {
    this.#last = toast.dataset.undoId!;
    for (const key of this.querySelectorAll("[data-undo] kbd")) if (!toast.contains(key)) key.remove();
  }

  /** An action without an answer is said once, however often it was tried; the standing sign stays. */
  #lost = (event: Event): void => {
    if ((event as CustomEvent<{ said?: boolean } | null>).detail?.said === false) return;
    const text = this.getAttribute("lost") ?? "";
    for (const toast of this.querySelectorAll(":scope > .toast")) if (toast.textContent?.includes(text)) toast.remove();
    say(text, "bad");
  };

  /** An answer that is not swapped in is said; a form that comes back carries its reasons itself. */
  #refused = (event: Event): void => {
    const { ctx } = (event as CustomEvent<{ ctx: { response: { status: number; headers: Headers }; text: string } }>).detail;
    if (ctx.response.status === 401) return location.reload();
    if (ctx.response.headers.get("Content-Type")?.startsWith("text/plain")) return say(ctx.text, "bad");
    if (ctx.response.status === 422 || ctx.response.status === 400) return;
    const page = new DOMParser().parseFromString(ctx.text, "text/html");
    const reason = (page.querySelector("[role=alert], .empty-state p") ?? page.body).textContent?.trim() ?? "";
    say(reason && reason.length < 300 ? reason : (this.getAttribute("failed") ?? ""), "bad");
  };

  #undoLast = (): void => {
    if (this.#last) void this.#undo(this.#last, this.querySelector<HTMLElement>(`[data-undo-id="${CSS.escape(this.#last)}"]`));
  };

  async #undo(id: string, toast: HTMLElement | null): Promise<void> {
    toast?.remove();
    this.#last = "";
    try {
      const response = await send(this.getAttribute("undo-url") ?? "", { id });
      if (response.ok) {
        if (!response.headers.has("HX-Trigger")) say(this.getAttribute("undone") ?? "");
        document.dispatchEvent(new CustomEvent("en:changed"));
      } else say((await response.text()) || (this.getAttribute("failed") ?? ""), "bad");
    } catch {
      this.#last = id;
      unanswered();
    }
  }
}

customElements.define("en-toast", EnToast);
