/**
 * A number that is read after the page, when it comes into sight, and once more when something on the page has been
 * changed. Nothing is shown for zero.
 */
import { read } from "./requests.js";

class EnCount extends HTMLElement {
  #watch: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.#watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#watch?.disconnect();
      void this.#fill();
    });
    this.#watch.observe(this);
    document.addEventListener("en:changed", this.#again);
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
    document.removeEventListener("en:changed", this.#again);
  }

  #again = (): void => {
    if (this.closest("main")) void this.#fill();
  };

  async #fill(): Promise<void> {
    try {
      const text = (await read(this.getAttribute("src") ?? "")).trim();
      this.textContent = text === "0" ? "" : text;
    } catch {
      this.textContent = "";
    }
  }
}

customElements.define("en-count", EnCount);
