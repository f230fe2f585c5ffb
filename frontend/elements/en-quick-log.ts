/** The quick log on the phone: keeps the draft, and without a connection keeps the entry until there is one. */
import { csrfToken } from "./requests.js";

const DRAFT = "quick-log:draft";
const QUEUE = "quick-log:queue";
/** Signed out, a stale form, too many at once: the entry waits. */
const LATER = [401, 403, 408, 429];

type Entry = [string, string][];

function queue(): Entry[] {
  return JSON.parse(localStorage.getItem(QUEUE) ?? "[]") as Entry[];
}

/** The server took it, cannot take it now, or refuses it and says why. */
type Outcome = "sent" | "offline" | { refused: string };

function keyOf(entry: Entry): string | undefined {
  return entry.find(([name]) => name === "idempotency_key")?.[1];
}

class EnQuickLog extends HTMLElement {
  connectedCallback(): void {
    const form = this.#form;
    this.#recall();
    form.addEventListener("input", () => this.#keep());
    form.addEventListener("change", () => this.#links());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
    window.addEventListener("online", this.#flush);
    document.addEventListener("en:connected", this.#flush);
    void this.#flush();
    this.#links();
    if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/worker.js").catch(() => undefined);
  }

  disconnectedCallback(): void {
    window.removeEventListener("online", this.#flush);
    document.removeEventListener("en:connected", this.#flush);
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  /** Said beside the button, where the thumb is; what was kept or refused stands out. */
  #status(text: string | null, tone = ""): void {
    const line = this.querySelector<HTMLElement>("[data-status]")!;
    line.textContent = text;
    line.closest("p")!.className = tone ? `note ${tone}` : "fs12 mu3";
  }

  #values(): Entry {
    return [...new FormData(this.#form)].filter(([name]) => name !== "csrfmiddlewaretoken").map(([name, value]) => [name, String(value)]);
  }

  #keep(): void {
    localStorage.setItem(DRAFT, JSON.stringify(this.#values()));
    this.#status(this.getAttribute(navigator.onLine ? "draft" : "offline"));
  }

  #recall(): void {
    const kept = JSON.parse(localStorage.getItem(DRAFT) ?? "[]") as Entry;
    const text = kept.find(([name]) => name === "text")?.[1];
    const area = this.#form.querySelector("textarea")!;
    if (text && !area.value) area.value = text;
  }

  /** Map and telephone of the person chosen; the date field when a date is wanted. */
  #links(): void {
    const who = this.#form.querySelector<HTMLInputElement>("[name=who]:checked");
    const set = (selector: string, href: string): void => {
      const link = this.querySelector<HTMLAnchorElement>(selector);
      if (!link) return;
      link.hidden = !href;
      link.href = href;
    };
    set("[data-map-link]", who?.dataset.map ?? "");
    set("[data-phone-link]", who?.dataset.phone ? `tel:${who.dataset.phone}` : "");
    const date = this.#form.querySelector<HTMLInputElement>("[name=next_date]");
    if (date) date.hidden = this.#form.querySelector<HTMLInputElement>("[name=next]:checked")?.value !== "date";
  }

  /** Says what is missing and goes there, before anything is sent or kept for later. */
  #missing(): boolean {
    const text = this.#form.querySelector<HTMLTextAreaElement>("[name=text]")!;
    const other = this.#form.querySelector<HTMLInputElement>("[name=other]");
    const person = this.querySelector<HTMLElement>("en-combobox .input")!;
    const noOne = !other?.value && !this.#form.querySelector("[name=who]:checked");
    const noText = !text.value.trim();
    text.setAttribute("aria-invalid", String(noText));
    person.setAttribute("aria-invalid", String(noOne));
    if (!noOne && !noText) return false;
    this.#status(this.getAttribute(noOne ? "no-one" : "no-text"), "bad");
    (noOne ? person : text).focus();
    return true;
  }

  #refused(why: string): void {
    this.#status(`${why} ${this.getAttribute("kept") ?? ""}`.trim(), "bad");
  }

  async #save(): Promise<void> {
    if (this.#missing()) return;
    const entry: Entry = [...this.#values(), ["idempotency_key", crypto.randomUUID()]];
    const outcome = await this.#send(entry);
    if (typeof outcome === "object") return this.#refused(outcome.refused);
    if (outcome === "offline") localStorage.setItem(QUEUE, JSON.stringify([...queue(), entry]));
    localStorage.removeItem(DRAFT);
    this.#form.reset();
    this.#links();
    this.#status(this.getAttribute(outcome === "sent" ? "sent" : "queued"), outcome === "sent" ? "good" : "warn");
    if (outcome === "sent") location.assign(this.getAttribute("close-url") ?? "/");
  }

  async #send(entry: Entry): Promise<Outcome> {
    try {
      const response = await fetch(this.#form.action, {
        method: "POST",
        body: new URLSearchParams(entry),
        headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
      });
      if (response.ok) return "sent";
      if (response.status >= 500) return "offline";
      const plain = response.headers.get("Content-Type")?.startsWith("text/plain");
      // A refusal of the product is a sentence; any other 403 is a form that was open for too long.
      if (LATER.includes(response.status) && !(response.status === 403 && plain)) return "offline";
      return { refused: plain ? await response.text() : "" };
    } catch {
      return "offline";
    }
  }

  /** Sends what was kept, in order; the key makes a second arrival harmless. What is refused stays and is said. */
  #flush = async (): Promise<void> => {
    let refused = "";
    const waiting = queue();
    for (const entry of waiting) {
      const outcome = await this.#send(entry);
      if (outcome === "offline") return;
      if (typeof outcome === "object") refused = outcome.refused || " ";
      else localStorage.setItem(QUEUE, JSON.stringify(queue().filter((kept) => keyOf(kept) !== keyOf(entry))));
    }
    if (refused) this.#refused(refused);
    else if (waiting.length) this.#status(this.getAttribute("sent"), "good");
    else if (localStorage.getItem(DRAFT)) this.#status(this.getAttribute("draft"));
  };
}

customElements.define("en-quick-log", EnQuickLog);
