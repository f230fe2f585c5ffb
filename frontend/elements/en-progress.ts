/** How far a job is: reads its state again until the server sends one without `src`. */
import htmx from "htmx.org/dist/htmx.esm.js";

/** Pause between two readings, in milliseconds. */
const PAUSE = 800;

class EnProgress extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const url = this.getAttribute("src");
    if (url) this.#timer = window.setTimeout(() => void htmx.ajax("GET", url, { target: this, swap: "outerHTML" }), PAUSE);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }
}

customElements.define("en-progress", EnProgress);
