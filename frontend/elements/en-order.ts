/** A list whose lines change places: by dragging, or by Alt and an arrow. The order of the controls is what is sent. */
import { composing } from "./keyboard.js";

class EnOrder extends HTMLElement {
  #dragged: HTMLElement | undefined;

  connectedCallback(): void {
    for (const line of this.#lines) line.draggable = true;
    this.addEventListener("dragstart", (event) => {
      this.#dragged = this.#line(event);
      event.dataTransfer?.setData("text/plain", "");
      this.#dragged?.classList.add("ghosted");
    });
    this.addEventListener("dragover", (event) => this.#over(event));
    this.addEventListener("drop", (event) => event.preventDefault());
    this.addEventListener("dragend", () => {
      this.#dragged?.classList.remove("ghosted");
      if (this.#dragged) this.#say(this.#dragged);
      this.#dragged = undefined;
    });
    this.addEventListener("keydown", (event) => this.#key(event));
  }

  get #lines(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("li")];
  }

  #line(event: Event): HTMLElement | undefined {
    return (event.target as Element).closest<HTMLElement>("li") ?? undefined;
  }

  #over(event: DragEvent): void {
    const at = this.#line(event);
    if (!this.#dragged || !at) return;
    event.preventDefault();
    if (at === this.#dragged) return;
    const box = at.getBoundingClientRect();
    at.parentElement!.insertBefore(this.#dragged, event.clientY < box.top + box.height / 2 ? at : at.nextElementSibling);
  }

  #key(event: KeyboardEvent): void {
    const line = this.#line(event);
    if (!line || !event.altKey || composing(event) || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const focused = document.activeElement as HTMLElement | null;
    if (event.key === "ArrowUp") line.previousElementSibling?.before(line);
    else line.nextElementSibling?.after(line);
    focused?.focus();
    this.#say(line);
  }

  #say(line: HTMLElement): void {
    const place = this.#lines.indexOf(line) + 1;
    const text = (this.getAttribute("moved") ?? "").replace("{name}", line.textContent?.trim() ?? "").replace("{place}", String(place));
    this.querySelector("[data-said]")!.textContent = text;
  }
}

customElements.define("en-order", EnOrder);
