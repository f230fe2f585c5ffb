/**
 * Takes files: chosen, dropped or pasted. With `page` the answer is the next page, with progress meanwhile;
 * otherwise each file is kept by the server and its id goes along with the form.
 */
import { csrfToken, send } from "./requests.js";

class EnDrop extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", (event) => {
      const input = event.target as HTMLInputElement;
      if (input.type === "file" && input.files?.length) void this.#take([...input.files]);
    });
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.classList.add("over");
    });
    this.addEventListener("dragleave", () => this.classList.remove("over"));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.classList.remove("over");
      void this.#take([...(event.dataTransfer?.files ?? [])]);
    });
    this.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("[data-paste]");
      if (button) this.#field(button);
    });
    this.addEventListener("submit", (event) => {
      const form = event.target as HTMLFormElement;
      if (!form.matches(".paste")) return;
      event.preventDefault();
      this.#text(form.querySelector("textarea")?.value ?? "");
    });
    if (this.hasAttribute("page")) document.addEventListener("paste", this.#pasted);
  }

  disconnectedCallback(): void {
    document.removeEventListener("paste", this.#pasted);
  }

  #pasted = (event: ClipboardEvent): void => {
    if (event.target instanceof Element && event.target.closest("input, textarea")) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.includes("\t") || text.includes("\n")) this.#text(text);
    else if (files.length) void this.#take(files);
  };

  /** Opens the field to paste into, which a finger can do as well. */
  #field(button: Element): void {
    const form = this.querySelector<HTMLFormElement>(".paste");
    if (!form) return;
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("textarea")?.focus();
  }

  #text(text: string): void {
    const url = this.getAttribute("paste-url");
    const form = new FormData();
    form.append("text", text);
    if (url && text.trim()) this.#send(url, form);
  }

  async #take(files: File[]): Promise<void> {
    if (!files.length) return;
    const url = this.getAttribute("url") ?? "";
    const name = this.getAttribute("name") ?? "file";
    if (this.hasAttribute("page")) {
      if (files[0]!.size > Number(this.getAttribute("limit") || Infinity)) return this.#fail(this.getAttribute("too-large") ?? "");
      const form = new FormData();
      form.append(name, files[0]!);
      return this.#send(url, form, files[0]!.name);
    }
    for (const file of files) await this.#keep(url, name, file);
  }

  /** Uploads one file; the server answers its id and name. */
  async #keep(url: string, name: string, file: File): Promise<void> {
    const form = new FormData();
    form.append(name, file);
    const response = await send(url, form);
    const place = this.querySelector<HTMLElement>("[data-files]")!;
    const badge = document.createElement("span");
    badge.className = response.ok ? "bd out" : "bd bad";
    if (response.ok) {
      const kept = (await response.json()) as { id: string; name: string };
      badge.append(Object.assign(document.createElement("input"), { type: "hidden", name: `${name}_id`, value: kept.id }), kept.name);
    } else badge.textContent = await response.text();
    place.append(badge);
  }

  /** Uploads with progress and goes where the server sends us. */
  #send(url: string, form: FormData, fileName = ""): void {
    const bar = this.querySelector<HTMLProgressElement>("[data-progress]");
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.onprogress = (event) => {
      if (!bar) return;
      bar.classList.remove("vh");
      bar.setAttribute("aria-label", (this.getAttribute("sending") ?? "").replace("{name}", fileName));
      bar.value = event.total ? event.loaded / event.total : 0;
    };
    request.onload = () => {
      if (request.status < 400) location.assign(request.getResponseHeader("HX-Redirect") ?? request.responseURL);
      else this.#fail(new DOMParser().parseFromString(request.responseText, "text/html").querySelector("[role=alert], .err, p")?.textContent ?? "");
    };
    request.onerror = () => this.#fail("");
    request.send(form);
  }

  #fail(reason: string): void {
    this.querySelector("[data-progress]")?.classList.add("vh");
    const line = this.querySelector<HTMLElement>("[data-error]");
    if (!line) return;
    line.hidden = false;
    line.textContent = reason.trim() || this.getAttribute("failed");
  }
}

customElements.define("en-drop", EnDrop);
