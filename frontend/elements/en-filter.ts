/**
 * Builds the condition of a list: field, comparison, value, in nested groups of all, any and none.
 * What is possible comes as JSON from the server; the result goes into the address as JSON.
 */
type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Rule;

interface Rule {
  field: string;
  op: string;
  value?: unknown;
}

interface Operator {
  name: string;
  label: string;
  control: "none" | "text" | "number" | "date" | "choice" | "choices" | "record";
}

interface Field {
  name: string;
  label: string;
  operators: Operator[];
  choices?: [string, string][];
  url?: string;
}

class EnFilter extends HTMLElement {
  #fields: Field[] = [];

  connectedCallback(): void {
    this.#fields = JSON.parse(this.getAttribute("fields") || "[]") as Field[];
    const builder = this.querySelector<HTMLElement>(".builder")!;
    builder.addEventListener("toggle", (event) => {
      if ((event as ToggleEvent).newState === "open") this.#begin();
    });
    builder.addEventListener("click", (event) => this.#click(event));
    builder.addEventListener("change", (event) => this.#change(event));
    builder.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing && (event.target as Element).matches("input")) this.#apply();
    });
  }

  get #root(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-root]")!;
  }

  #begin(): void {
    const text = this.getAttribute("condition");
    const kept = JSON.parse(text || "{}") as Partial<Condition>;
    const condition = (Object.keys(kept).length ? kept : { all: [] }) as Condition;
    this.#root.replaceChildren(this.#group("all" in condition || "any" in condition || "not" in condition ? condition : { all: [condition] }));
    const button = this.querySelector<HTMLElement>("[popovertarget]")!.getBoundingClientRect();
    const builder = this.querySelector<HTMLElement>(".builder")!;
    builder.style.top = `${button.bottom + 4}px`;
    builder.style.left = `${Math.max(8, Math.min(button.left, innerWidth - builder.offsetWidth - 8))}px`;
    if (!this.#root.querySelector(".rule")) this.#root.querySelector<HTMLElement>("[data-add]")?.click();
    this.#root.querySelector<HTMLElement>("[data-field]")?.focus();
  }

  #copy(name: "group" | "rule"): HTMLElement {
    return this.querySelector<HTMLTemplateElement>(`template[data-${name}]`)!.content.firstElementChild!.cloneNode(true) as HTMLElement;
  }

  #group(condition: Condition): HTMLElement {
    const none = "not" in condition;
    const inner = none ? condition.not : condition;
    const members = "all" in inner ? inner.all : "any" in inner ? inner.any : [inner];
    const made = this.#copy("group");
    made.querySelector<HTMLSelectElement>(".joint")!.value = none ? "none" : "any" in inner ? "any" : "all";
    const list = made.querySelector("[data-list]")!;
    for (const member of members) list.append("field" in member ? this.#rule(member) : this.#group(member));
    return made;
  }

  #rule(rule?: Rule): HTMLElement {
    const made = this.#copy("rule");
    const select = made.querySelector<HTMLSelectElement>("[data-field]")!;
    select.append(...this.#fields.map((field) => new Option(field.label, field.name)));
    if (rule) select.value = rule.field;
    this.#operators(made, rule);
    return made;
  }

  #fieldOf(rule: Element): Field | undefined {
    return this.#fields.find((field) => field.name === rule.querySelector<HTMLSelectElement>("[data-field]")!.value);
  }

  #operators(made: Element, rule?: Rule): void {
    const select = made.querySelector<HTMLSelectElement>("[data-operator]")!;
    select.replaceChildren(...(this.#fieldOf(made)?.operators ?? []).map((op) => new Option(op.label, op.name)));
    if (rule) select.value = rule.op;
    this.#value(made, rule);
  }

  #value(made: Element, rule?: Rule): void {
    const field = this.#fieldOf(made);
    const name = made.querySelector<HTMLSelectElement>("[data-operator]")!.value;
    const control = field?.operators.find((op) => op.name === name)?.control ?? "text";
    const place = made.querySelector<HTMLElement>("[data-value]")!;
    place.dataset.control = control;
    if (control === "none") return place.replaceChildren();
    const made2 = control === "choice" || control === "choices" ? this.#choices(field!, control === "choices") : this.#text(control);
    made2.setAttribute("aria-label", place.dataset.label ?? "");
    const value = rule?.value;
    if (made2 instanceof HTMLSelectElement && Array.isArray(value)) {
      for (const option of made2.options) option.selected = value.map(String).includes(option.value);
    } else if (value !== undefined) made2.value = String(value);
    place.replaceChildren(made2);
  }

  #choices(field: Field, many: boolean): HTMLSelectElement {
    const select = document.createElement("select");
    select.className = "select";
    select.multiple = many;
    select.append(...(field.choices ?? []).map(([value, label]) => new Option(label, value)));
    return select;
  }

  #text(control: string): HTMLInputElement {
    const input = document.createElement("input");
    input.className = "input";
    if (control === "number") input.inputMode = "decimal";
    return input;
  }

  #click(event: Event): void {
    const at = event.target as Element;
    const list = at.closest(".grp")?.querySelector(":scope > [data-list]");
    if (at.closest("[data-add]")) list?.append(this.#rule());
    else if (at.closest("[data-add-group]")) list?.append(this.#group({ any: [] }));
    else if (at.closest("[data-remove]")) at.closest(".rule, .grp")?.remove();
    else if (at.closest("[data-clear]")) this.#go(undefined);
    else if (at.closest("[data-apply]")) this.#apply();
  }

  #change(event: Event): void {
    const at = event.target as Element;
    const rule = at.closest(".rule");
    if (rule && at.matches("[data-field]")) this.#operators(rule);
    if (rule && at.matches("[data-operator]")) this.#value(rule);
  }

  #apply(): void {
    const group = this.#root.querySelector(":scope > .grp");
    this.#go(group ? this.#read(group) : undefined);
  }

  #read(group: Element): Condition | undefined {
    const members = [...group.querySelector(":scope > [data-list]")!.children]
      .map((child) => (child.matches(".grp") ? this.#read(child) : this.#readRule(child)))
      .filter((member): member is Condition => member !== undefined);
    if (!members.length) return undefined;
    const joint = group.querySelector<HTMLSelectElement>(".joint")!.value;
    return joint === "none" ? { not: { any: members } } : joint === "any" ? { any: members } : { all: members };
  }

  #readRule(rule: Element): Rule | undefined {
    const field = rule.querySelector<HTMLSelectElement>("[data-field]")!.value;
    const op = rule.querySelector<HTMLSelectElement>("[data-operator]")!.value;
    const place = rule.querySelector<HTMLElement>("[data-value]")!;
    if (place.dataset.control === "none") return { field, op };
    const control = place.querySelector<HTMLInputElement | HTMLSelectElement>("input, select");
    if (control instanceof HTMLSelectElement && control.multiple) return { field, op, value: [...control.selectedOptions].map((o) => o.value) };
    const text = control?.value.trim() ?? "";
    if (!text) return undefined;
    return { field, op, value: place.dataset.control === "number" && text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text };
  }

  #go(condition: Condition | undefined): void {
    const url = new URL(this.getAttribute("target") ?? "", location.href);
    if (condition) url.searchParams.set("filter", JSON.stringify(condition));
    else url.searchParams.delete("filter");
    location.assign(url);
  }
}

customElements.define("en-filter", EnFilter);
