/** Elements of a few lines: the phone's menu, forms that send themselves, Caps Lock, printing. */
import htmx from "htmx.org/dist/htmx.esm.js";
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
customElements.define("en-caps", EnCaps);
customElements.define("en-print", EnPrint);
