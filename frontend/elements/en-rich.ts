/**
 * Formatted text in a form: what is seen is edited, the textarea below it keeps the HTML. Without script the textarea is
 * what it is. Only what the server keeps comes in, also by pasting.
 */
const KEPT = new Set("P BR STRONG B EM I U S UL OL LI BLOCKQUOTE PRE CODE H2 H3 H4 HR A TABLE THEAD TBODY TR TH TD DIV".split(" "));
const ADDRESS = /^(?:https?:|mailto:|tel:)/i;

class EnRich extends HTMLElement {
  #sheet = document.createElement("div");

  connectedCallback(): void {
    const box = this.#box;
    if (this.contains(this.#sheet)) return;
    const label = box.id ? document.querySelector<HTMLLabelElement>(`label[for="${CSS.escape(box.id)}"]`) : null;
    Object.assign(this.#sheet, { className: "input rich", contentEditable: "true", role: "textbox", ariaMultiLine: "true" });
    this.#sheet.setAttribute("aria-label", label?.textContent?.trim() || box.getAttribute("aria-label") || "");
    for (const name of ["aria-invalid", "aria-describedby"]) if (box.hasAttribute(name)) this.#sheet.setAttribute(name, box.getAttribute(name)!);
    if (box.required) this.#sheet.setAttribute("aria-required", "true");
    this.#sheet.append(...settled(box.value));
    label?.addEventListener("click", () => this.#sheet.focus());
    this.#sheet.addEventListener("input", () => this.#keep());
    this.#sheet.addEventListener("paste", (event) => this.#paste(event));
    this.#tools.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    this.#tools.addEventListener("click", (event) => {
      const what = (event.target as Element).closest<HTMLElement>("[data-do]")?.dataset.do;
      if (!what) return;
      this.#sheet.focus();
      document.execCommand(what);
    });
    box.after(this.#sheet);
    box.hidden = true;
    this.#tools.hidden = false;
    if (box.autofocus) this.#sheet.focus();
  }

  get #box(): HTMLTextAreaElement {
    return this.querySelector("textarea")!;
  }

  get #tools(): HTMLElement {
    return this.querySelector<HTMLElement>("[role=toolbar]")!;
  }

  #keep(): void {
    this.#box.value = this.#sheet.textContent?.trim() || this.#sheet.querySelector("hr") ? this.#sheet.innerHTML : "";
  }

  #paste(event: ClipboardEvent): void {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const holder = document.createElement("div");
    holder.append(...settled(html));
    document.execCommand("insertHTML", false, holder.innerHTML);
  }
}

/** The nodes of this HTML that may stand in formatted text; of others their words. */
function settled(html: string): Node[] {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const element of [...body.querySelectorAll("*")].reverse()) {
    if (["SCRIPT", "STYLE", "TEMPLATE"].includes(element.tagName)) element.remove();
    else if (!KEPT.has(element.tagName)) element.replaceWith(...element.childNodes);
    else
      for (const { name, value } of [...element.attributes])
        if (!(name === "href" && ADDRESS.test(value.trim())) && name !== "colspan" && name !== "rowspan") element.removeAttribute(name);
  }
  return [...body.childNodes];
}

customElements.define("en-rich", EnRich);
