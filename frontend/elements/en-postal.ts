/** A postal code that fills prefecture, city and street of its form; with several towns behind it the person chooses. */
import { read } from "./requests.js";

interface Town {
  prefecture: string;
  city: string;
  street: string;
}

class EnPostal extends HTMLElement {
  #asked: AbortController | undefined;
  #filled: Partial<Town> = {};

  connectedCallback(): void {
    this.#input.addEventListener("input", () => void this.#ask());
    this.#input.addEventListener("change", () => void this.#ask());
    this.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-town]");
      if (button) this.#take(JSON.parse(button.dataset.town ?? "{}") as Town);
    });
  }

  get #input(): HTMLInputElement {
    return this.querySelector("input")!;
  }

  get #choice(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-towns]")!;
  }

  async #ask(): Promise<void> {
    this.#asked?.abort();
    const code = this.#input.value.normalize("NFKC").replace(/\D/g, "");
    if (code.length !== 7) return this.#offer([]);
    const asked = (this.#asked = new AbortController());
    try {
      const towns = JSON.parse(await read(`${this.getAttribute("url")}?code=${code}`, asked.signal)) as Town[];
      if (towns.length === 1) this.#take(towns[0]!);
      else this.#offer(towns);
    } catch {
      this.#offer([]);
    }
  }

  #offer(towns: Town[]): void {
    this.#choice.hidden = towns.length === 0;
    const buttons = towns.map((town) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.dataset.town = JSON.stringify(town);
      button.textContent = `${town.prefecture}${town.city}${town.street}`;
      return button;
    });
    this.#choice.querySelector("[data-list]")!.replaceChildren(...buttons);
  }

  /** Fills what is empty or what an earlier code filled; what a person wrote stays. */
  #take(town: Town): void {
    for (const name of ["prefecture", "city", "street"] as const) {
      const field = this.closest("form")?.querySelector<HTMLInputElement>(`[name="${name}"]`);
      if (!field || (field.value && field.value !== this.#filled[name])) continue;
      field.value = town[name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.#filled = town;
    this.#offer([]);
  }
}

customElements.define("en-postal", EnPostal);
