/** Light or dark, kept in a cookie so that the server writes it into the next page. */

/** How long the choice is kept, in seconds. */
const YEAR = 31_536_000;

class EnTheme extends HTMLElement {
  #flip = (): void => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `enishi_theme=${root.dataset.theme}; path=/; max-age=${YEAR}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  };

  connectedCallback(): void {
    this.addEventListener("click", this.#flip);
    document.addEventListener("en:theme", this.#flip);
  }

  disconnectedCallback(): void {
    this.removeEventListener("click", this.#flip);
    document.removeEventListener("en:theme", this.#flip);
  }
}

customElements.define("en-theme", EnTheme);
