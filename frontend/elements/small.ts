/** Elements of a few lines: the phone's menu, forms that send themselves, choices, Caps Lock, printing. */
import htmx from "htmx.org/dist/htmx.esm.js";
import { composing } from "./keyboard.js";
import { send } from "./requests.js";

/** The scrim behind the side bar on a phone; buttons with data-nav open and close it. */
class EnNav extends HTMLElement {
  #toggle = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest("[data-nav]")) document.body.classList.toggle("nav-open");
  };

  #escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") document.body.classList.remove("nav-open");
  };

  connectedCallback(): void {
    document.addEventListener("click", this.#toggle);
    document.addEventListener("keydown", this.#escape);
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.#toggle);
    document.removeEventListener("keydown", this.#escape);
  }
}

/** Sends its form when a value changes: as a page, quietly (`quiet`), or reading a part again (`refresh`) under the hand of
 * the person, so that what has the focus keeps it. */
class EnAutosubmit extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", () => {
      const form = this.querySelector("form");
      const part = this.getAttribute("refresh");
      if (!form) return;
      if (part) {
        const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
        void htmx.ajax("POST", form.action, { target: part, select: part, swap: "outerMorph", values: { ...values, preview: "1" } });
      } else if (this.hasAttribute("quiet")) void send(form.action, new FormData(form));
      else form.requestSubmit();
    });
  }
}

/** Shows of a question only what is asked with the answers given so far; what is not shown is not sent. */
class EnAsked extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", this.#show);
    this.#show();
  }

  #show = (): void => {
    for (const field of this.querySelectorAll<HTMLElement>("[data-when]")) {
      const [name = "", values = ""] = field.dataset.when!.split("=");
      const given = this.querySelector<HTMLSelectElement>(`select[name="${name}"]`)?.value ?? "";
      field.hidden = !values.split(" ").includes(given);
      for (const control of field.querySelectorAll<HTMLInputElement>("input, select, textarea")) control.disabled = field.hidden;
    }
  };
}

/** The choices of a field: one more from the template, one less, Enter goes on to the next. */
class EnOptions extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const at = event.target as Element;
      if (at.closest("[data-add]")) this.#add();
      at.closest("[data-remove]")?.closest("li")?.remove();
    });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || composing(event) || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      this.#add();
    });
    if (!this.querySelector("li")) this.#add(false);
  }

  #add(focus = true): void {
    const line = (this.querySelector("template")!.content.cloneNode(true) as DocumentFragment).querySelector("li")!;
    line.draggable = true;
    this.querySelector("ol")!.append(line);
    if (focus) line.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
  }
}

/** Says that Caps Lock is on while a password is typed. */
class EnCaps extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keyup", (event) => {
      const hint = this.querySelector<HTMLElement>(".hint");
      if (hint) hint.hidden = !event.getModifierState("CapsLock");
    });
  }
}

/** Prints the page. */
class EnPrint extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => window.print());
  }
}

customElements.define("en-nav", EnNav);
customElements.define("en-autosubmit", EnAutosubmit);
customElements.define("en-asked", EnAsked);
customElements.define("en-options", EnOptions);
customElements.define("en-caps", EnCaps);
customElements.define("en-print", EnPrint);
