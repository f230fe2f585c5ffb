/**
 * How far a job is: reads its state again until the server sends one without `src`. Without an answer it goes on
 * asking; that the job goes on by itself, the page says as long as there is no connection.
 */
import htmx from "htmx.org/dist/htmx.esm.js";
import { unanswered } from "./requests.js";

/** Pause between two readings, in milliseconds. */
const PAUSE = 800;

class EnProgress extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.addEventListener("htmx:error", this.#missed);
    this.#wait();
  }

  disconnectedCallback(): void {
    this.removeEventListener("htmx:error", this.#missed);
    clearTimeout(this.#timer);
  }

  /** The standing sign tells; a line for each reading would be too much. */
  #missed = (event: Event): void => {
    if (event.target !== this) return;
    event.stopPropagation();
    unanswered(false);
  };

  #wait(): void {
    if (this.hasAttribute("src")) this.#timer = window.setTimeout(() => void this.#read(), PAUSE);
  }

  async #read(): Promise<void> {
    await htmx.ajax("GET", this.getAttribute("src") ?? "", { source: this, target: this, swap: "outerHTML" }).catch(() => undefined);
    if (this.isConnected) this.#wait();
  }
}

customElements.define("en-progress", EnProgress);
