/**
 * The standing sign of a lost connection. Whoever gets no answer raises `en:unanswered`; whether the server can be
 * reached is then asked of the server itself, and again until it answers: `en:connected` lets the page catch up.
 */

/** Pause between two questions while all is well, in milliseconds. */
const CALM = 20_000;
/** Pause while there is no connection. */
const LOST = 2_000;
/** How long an answer may take. */
const PATIENCE = 10_000;
/** A proxy says so when the server behind it cannot be reached. */
const BEHIND = [502, 503, 504];

class EnConnection extends HTMLElement {
  #timer = 0;
  #asking = false;

  connectedCallback(): void {
    for (const name of ["online", "offline"]) window.addEventListener(name, this.#ask);
    for (const name of ["en:unanswered", "htmx:error", "visibilitychange"]) document.addEventListener(name, this.#ask);
    this.#timer = window.setTimeout(this.#ask, CALM);
  }

  disconnectedCallback(): void {
    for (const name of ["online", "offline"]) window.removeEventListener(name, this.#ask);
    for (const name of ["en:unanswered", "htmx:error", "visibilitychange"]) document.removeEventListener(name, this.#ask);
    clearTimeout(this.#timer);
  }

  #ask = async (): Promise<void> => {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    if (!document.hidden) this.#show(await this.#reached());
    this.#asking = false;
    if (this.isConnected) this.#timer = window.setTimeout(this.#ask, this.#lost ? LOST : CALM);
  };

  async #reached(): Promise<boolean> {
    try {
      const answer = await fetch(this.getAttribute("src") ?? "", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return !BEHIND.includes(answer.status);
    } catch {
      return false;
    }
  }

  get #lost(): boolean {
    return document.body.classList.contains("no-connection");
  }

  #show(reached: boolean): void {
    if (this.#lost !== reached) return;
    document.body.classList.toggle("no-connection", !reached);
    this.querySelector("[data-said]")!.textContent = reached ? "" : this.getAttribute("lost");
    if (reached) document.dispatchEvent(new CustomEvent("en:connected"));
  }
}

customElements.define("en-connection", EnConnection);
