/**
 * A number that is read after the page, when it comes into sight, and counted anew when the person at the page has changed
 * something. Nothing is shown for zero. What was read stays when the list around it is read again.
 */
import { read } from "./requests.js";

class EnCount extends HTMLElement {
  static observedAttributes = ["src"];
  #watch: IntersectionObserver | undefined;
  #kept = new MutationObserver(() => this.#show());
  #text = "";

  connectedCallback(): void {
    this.#watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#watch?.disconnect();
      void this.#fill();
    });
    this.#watch.observe(this);
    this.#kept.observe(this, { childList: true });
    document.addEventListener("en:changed", this.#again);
  }

  disconnectedCallback(): void {
    this.#watch?.disconnect();
    this.#kept.disconnect();
    document.removeEventListener("en:changed", this.#again);
  }

  attributeChangedCallback(_name: string, before: string | null): void {
    if (before !== null && this.isConnected) void this.#fill();
  }

  #again = (): void => void this.#fill(true);

  async #fill(anew = false): Promise<void> {
    const url = new URL(this.getAttribute("src") ?? "", location.href);
    if (anew) url.searchParams.set("anew", "1");
    try {
      const text = (await read(url.href)).trim();
      this.#text = text === "0" ? "" : text;
      this.#show();
    } catch {
      // what was known stays
    }
  }

  #show(): void {
    if (this.textContent !== this.#text) this.textContent = this.#text;
  }
}

customElements.define("en-count", EnCount);
