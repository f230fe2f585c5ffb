/**
 * Builds the condition of a list: field, comparison, value, in nested groups of all, any and none. What may be asked is
 * read when the builder first opens; the server looks the result over, says at the field what it cannot read, and gives
 * the text that goes into the address.
 * The number of related records is asked like a field, with conditions of its own on which of them count. Members that
 * have no controls here, such as sums, stay as they are.
 */
import type { EnCombobox } from "./en-combobox.js";
import { asRule, counts, folded, named, pathOf, scopeOf } from "./filter-terms.js";
import type { Condition, Field, Offer, Operator, Problems, Rule, Term } from "./filter-terms.js";
import { read, send, unanswered } from "./requests.js";

class EnFilter extends HTMLElement {
  #offer: Offer | undefined;
  /** The lines that the condition was read from, in the order of its terms. */
  #lines: HTMLElement[] = [];
  /** The place of the condition whose chip opened the builder; -1 where none did. */
  #at = -1;

  connectedCallback(): void {
    this.closest(".filters")?.addEventListener("click", (event) => {
      const chip = (event.target as Element).closest<HTMLElement>("[data-term]");
      if (!chip) return;
      this.#at = Number(chip.dataset.term);
      this.#builder.showPopover();
    });
    this.#builder.addEventListener("toggle", (event) => {
      if ((event as ToggleEvent).newState === "open") void this.#begin();
    });
    this.#builder.addEventListener("click", (event) => this.#click(event));
    this.#builder.addEventListener("change", (event) => this.#change(event));
    this.#builder.addEventListener("input", (event) => {
      // at once and not on leaving the field: what moves then is missed by the click that left it
      const rule = (event.target as Element).closest<HTMLElement>(".rule");
      if (rule) this.#wrong(rule, "");
    });
    this.#builder.addEventListener("keydown", (event) => {
      const at = event.target as Element;
      if (event.key === "Enter" && !event.isComposing && at.matches("input:not([role=combobox])")) void this.#apply();
    });
  }

  get #builder(): HTMLElement {
    return this.querySelector<HTMLElement>(".builder")!;
  }

  get #root(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-root]")!;
  }

  #json<T>(name: string, otherwise: T): T {
    const text = this.getAttribute(name);
    return text ? (JSON.parse(text) as T) : otherwise;
  }

  async #begin(): Promise<void> {
    const button = this.querySelector<HTMLElement>("[popovertarget]")!.getBoundingClientRect();
    this.#builder.style.top = `${button.bottom + 4}px`;
    this.#builder.style.left = `${Math.max(8, Math.min(button.left, innerWidth - this.#builder.offsetWidth - 8))}px`;
    try {
      this.#offer ??= JSON.parse(await read(this.getAttribute("fields-url") ?? "")) as Offer;
    } catch {
      this.#builder.hidePopover();
      unanswered();
      return;
    }
    const dates = this.querySelector("datalist")!;
    dates.replaceChildren(...this.#offer.dates.map((date) => new Option(undefined, date.label)));
    const condition = this.#json<Condition>("condition", { all: [] });
    const group = "all" in condition || "any" in condition || "not" in condition ? condition : { all: [condition] };
    this.#root.replaceChildren(this.#group(Object.keys(group).length ? group : { all: [] }));
    if (!this.#root.querySelector(".rule")) this.#root.querySelector<HTMLElement>("[data-add]")?.click();
    const chosen = this.#root.querySelectorAll(":scope > .grp > [data-list] > *")[this.#at];
    this.#at = -1;
    const value = chosen?.querySelector<HTMLElement>("[data-value] :is(input:not([type=hidden]), select)");
    (value ?? (chosen ?? this.#root).querySelector<HTMLElement>("[data-field] [role=combobox]"))?.focus();
  }

  #copy(name: "group" | "where" | "rule" | "other" | "record"): HTMLElement {
    const found = this.querySelector<HTMLTemplateElement>(`template[data-${name}]`)!.content.firstElementChild!;
    return document.importNode(found, true) as HTMLElement;
  }

  #group(condition: Condition, scope = "", made = this.#copy("group")): HTMLElement {
    const none = "not" in condition;
    const inner = none ? condition.not : condition;
    const members = "all" in inner ? inner.all : "any" in inner ? inner.any : [inner];
    made.querySelector<HTMLSelectElement>(".joint")!.value = none ? "none" : "any" in inner ? "any" : "all";
    made.querySelector("[data-list]")!.append(...members.map((member) => this.#member(member, scope)));
    return made;
  }

  /** `scope` is the way to the related records whose fields are asked, with its dot; "" for the list's own. */
  #member(member: Condition, scope: string): HTMLElement {
    if ("all" in member || "any" in member || "not" in member) return this.#group(member, scope);
    const rule = asRule(member, scope);
    const field = this.#offer!.fields.find((one) => one.path === rule.field);
    if (field?.operators.some(({ op }) => op === rule.op)) return this.#rule(rule, scope);
    const made = this.#copy("other");
    made.dataset.raw = JSON.stringify(member);
    return made;
  }

  #rule(rule?: Term, scope = ""): HTMLElement {
    const made = this.#copy("rule");
    const combo = made.querySelector<EnCombobox>("[data-field]")!;
    combo.setAttribute("name", `field-${performance.now()}`);
    const offered = this.#offered(scope);
    combo.source = (typed) => this.#proposed(typed, offered);
    const field = rule ? this.#offer!.fields.find((one) => one.path === rule.field) : offered[0];
    const shown = combo.querySelector<HTMLInputElement>("[role=combobox]")!;
    combo.querySelector<HTMLInputElement>("input[type=hidden]")!.value = field?.path ?? "";
    shown.value = shown.dataset.chosen = field ? named(field) : "";
    this.#operators(made, rule);
    return made;
  }

  /** What may be asked of the list, or of related records: their own fields, called without the way to them. */
  #offered(scope: string): Field[] {
    if (!scope) return this.#offer!.fields;
    return this.#offer!.fields.filter(({ path }) => path.startsWith(scope) && !counts(path));
  }

  /** The fields whose name or way holds every word typed, under the way to them. */
  #proposed(typed: string, offered: Field[]): Node[] {
    const words = folded(typed).split(/[\s›]+/).filter(Boolean);
    const fits = (field: Field): boolean => words.every((word) => folded(named(field)).includes(word));
    const groups = new Map<string, HTMLElement>();
    for (const field of offered.filter((one) => (words.length ? fits(one) : !one.rare))) {
      let place = groups.get(field.group);
      if (!place) {
        place = document.createElement("div");
        if (field.group) {
          place.setAttribute("role", "group");
          place.setAttribute("aria-label", field.group);
          place.append(Object.assign(document.createElement("div"), { className: "navsec", ariaHidden: "true", textContent: field.group }));
        } else place.setAttribute("role", "presentation");
        groups.set(field.group, place);
      }
      const option = Object.assign(document.createElement("div"), { role: "option", textContent: field.label });
      option.dataset.value = field.path;
      option.dataset.label = named(field);
      place.append(option);
    }
    if (groups.size) return [...groups.values()];
    const nothing = this.querySelector("template[data-rule]") as HTMLTemplateElement;
    const text = nothing.content.querySelector("[data-field]")!.getAttribute("nothing") ?? "";
    return [Object.assign(document.createElement("p"), { className: "nohit", textContent: text })];
  }

  #fieldOf(rule: Element): Field | undefined {
    return this.#offer!.fields.find((field) => field.path === pathOf(rule));
  }

  #operators(made: Element, rule?: Term): void {
    made.querySelector(":scope > .where")?.remove();
    const path = pathOf(made);
    if (counts(path)) {
      const where = this.#copy("where");
      where.dataset.scope = path.slice(0, -1);
      made.append(this.#group(rule?.where ?? { all: [] }, where.dataset.scope, where));
    }
    const select = made.querySelector<HTMLSelectElement>("[data-operator]")!;
    select.replaceChildren(...(this.#fieldOf(made)?.operators ?? []).map((op) => new Option(op.label, op.op)));
    if (rule) select.value = rule.op;
    this.#value(made, rule);
  }

  #modeOf(rule: Element): Operator["value"] {
    const name = rule.querySelector<HTMLSelectElement>("[data-operator]")!.value;
    return this.#fieldOf(rule)?.operators.find((op) => op.op === name)?.value ?? "one";
  }

  #value(made: Element, rule?: Rule): void {
    const field = this.#fieldOf(made);
    const place = made.querySelector<HTMLElement>(":scope > [data-value]")!;
    const mode = this.#modeOf(made);
    if (mode === "none" || !field) return place.replaceChildren();
    const given = rule?.value === undefined ? [] : Array.isArray(rule.value) ? rule.value.map(String) : [String(rule.value)];
    const controls = this.#controls(field, mode, given);
    for (const control of controls) {
      const named = control.matches("input, select, [role=group]") ? control : control.querySelector("input:not([type=hidden])");
      named?.setAttribute("aria-label", place.dataset.label ?? "");
    }
    place.replaceChildren(...controls);
  }

  #controls(field: Field, mode: Operator["value"], given: string[]): HTMLElement[] {
    if (field.choices.length && mode !== "two") return [mode === "list" ? this.#several(field, given) : this.#choice(field, given)];
    if (field.url && mode !== "two") return [mode === "list" ? this.#records(field, given) : this.#record(field, given[0] ?? "")];
    if (mode === "two") return [this.#text(field, given[0]), this.#text(field, given[1])];
    return [this.#text(field, given.join(", "))];
  }

  #choice(field: Field, given: string[]): HTMLSelectElement {
    const select = document.createElement("select");
    select.className = "select";
    select.append(...field.choices.map((choice) => new Option(choice.label, choice.key)));
    if (given[0] !== undefined) select.value = given[0];
    return select;
  }

  /** Every choice in view, to be ticked. */
  #several(field: Field, given: string[]): HTMLElement {
    const group = Object.assign(document.createElement("span"), { className: "ticks" });
    group.setAttribute("role", "group");
    group.append(
      ...field.choices.map((choice) => {
        const label = document.createElement("label");
        label.append(Object.assign(document.createElement("input"), { type: "checkbox", value: choice.key, checked: given.includes(choice.key) }), choice.label);
        return label;
      }),
    );
    return group;
  }

  #records(field: Field, given: string[]): HTMLElement {
    const made = this.#copy("record") as EnCombobox;
    made.setAttribute("url", field.url);
    made.setAttribute("multiple", "");
    made.querySelector("input[type=hidden]")!.remove();
    for (const value of given) made.add(value, this.#labelOf(field, value));
    return made;
  }

  #labelOf(field: Field, value: string): string {
    return this.#json<Record<string, string>>("labels", {})[`${field.path}:${value}`] ?? value;
  }

  #record(field: Field, given: string): HTMLElement {
    const made = this.#copy("record");
    made.setAttribute("url", field.url);
    made.querySelector<HTMLInputElement>("input[type=hidden]")!.value = given;
    made.querySelector<HTMLInputElement>("[role=combobox]")!.value = given ? this.#labelOf(field, given) : "";
    return made;
  }

  #text(field: Field, value = ""): HTMLInputElement {
    const input = document.createElement("input");
    input.className = "input";
    input.value = field.temporal ? this.#labelOf(field, value) : value;
    if (field.numeric) input.inputMode = "decimal";
    if (field.temporal) input.setAttribute("list", "filter-dates");
    return input;
  }

  #click(event: Event): void {
    const at = event.target as Element;
    const list = at.closest(".grp")?.querySelector(":scope > [data-list]");
    const scope = scopeOf(at);
    if (at.closest("[data-add]")) list?.append(this.#rule(undefined, scope));
    else if (at.closest("[data-add-group]")) list?.append(this.#group({ any: [] }, scope));
    else if (at.closest("[data-remove]")) at.closest(".rule, .grp")?.remove();
    else if (at.closest("[data-clear]")) void this.#go(undefined);
    else if (at.closest("[data-apply]")) void this.#apply();
  }

  #change(event: Event): void {
    const at = event.target as Element;
    const rule = at.closest<HTMLElement>(".rule");
    if (rule && at.matches("[data-field]")) this.#operators(rule);
    if (rule && at.matches("[data-operator]")) this.#value(rule);
  }

  async #apply(): Promise<void> {
    const group = this.#root.querySelector(":scope > .grp");
    this.#lines = [];
    await this.#go(group ? this.#read(group) : undefined);
  }

  #read(group: Element): Condition | undefined {
    const members = [...group.querySelector(":scope > [data-list]")!.children]
      .map((child) => (child.matches(".grp") ? this.#read(child) : this.#line(child as HTMLElement)))
      .filter((member): member is Condition => member !== undefined);
    if (!members.length) return undefined;
    const joint = group.querySelector<HTMLSelectElement>(".joint")!.value;
    return joint === "none" ? { not: { any: members } } : joint === "any" ? { any: members } : { all: members };
  }

  #line(rule: HTMLElement): Condition | undefined {
    this.#wrong(rule, "");
    const before = this.#lines.length;
    const found = this.#readRule(rule);
    this.#lines.length = before; // what stands inside a line is part of it
    if (found) this.#lines.push(rule);
    return found;
  }

  /** Says what is wrong with a line, or with "" that nothing is. */
  #wrong(rule: HTMLElement, text: string): void {
    const said = rule.querySelector<HTMLElement>(".err")!;
    said.textContent = text;
    said.hidden = !text;
    for (const input of rule.querySelectorAll(":scope > [data-value] input")) input.setAttribute("aria-invalid", String(Boolean(text)));
  }

  #readRule(rule: HTMLElement): Condition | undefined {
    if (rule.dataset.raw) return JSON.parse(rule.dataset.raw) as Condition;
    const path = pathOf(rule);
    const field = path.slice(scopeOf(rule).length);
    const op = rule.querySelector<HTMLSelectElement>("[data-operator]")!.value;
    const mode = this.#modeOf(rule);
    if (counts(path)) {
      const asked = op === "any" ? { op: "gte", value: 1 } : op === "none" ? { op: "is", value: 0 } : undefined;
      const values = this.#values(rule);
      if (!asked && values.length < (mode === "two" ? 2 : 1)) return undefined;
      const where = this.#read(rule.querySelector(":scope > .where")!);
      return { count: field.slice(0, -2), ...(where && { where }), ...(asked ?? { op, value: mode === "two" ? values : values[0] }) };
    }
    if (mode === "none") return { field, op };
    const values = this.#values(rule);
    if (!values.length || (mode === "two" && values.length < 2)) return undefined;
    if (mode === "one") return { field, op, value: values[0] };
    return { field, op, value: mode === "list" ? values.flatMap((value) => value.split(/\s*[,、]\s*/)).filter(Boolean) : values };
  }

  #values(rule: Element): string[] {
    const place = rule.querySelector(":scope > [data-value]")!;
    const select = place.querySelector("select");
    if (select) return [select.value];
    if (place.querySelector(".ticks")) return [...place.querySelectorAll<HTMLInputElement>("input:checked")].map((tick) => tick.value);
    const inputs = [...place.querySelectorAll<HTMLInputElement>(place.querySelector("en-combobox") ? "input[type=hidden]" : "input")];
    return inputs.map((input) => input.value.trim()).filter(Boolean);
  }

  async #go(condition: Condition | undefined): Promise<void> {
    const url = new URL(this.getAttribute("target") ?? "", location.href);
    url.searchParams.delete("filter");
    if (condition) {
      const response = await send(this.getAttribute("keep-url") ?? "", { filter: JSON.stringify(condition) }).catch(() => undefined);
      if (response?.status === 422) return this.#refused((await response.json()) as Problems);
      if (!response?.ok) {
        unanswered();
        return;
      }
      url.searchParams.set("filter", (await response.text()).trim());
    }
    location.assign(url);
  }

  /** The builder stays open with all that was typed. */
  #refused({ problems, text }: Problems): void {
    const lines = problems.map(({ at, text: told }) => [this.#lines[at], told] as const).filter(([line]) => line);
    for (const [line, told] of lines) this.#wrong(line!, told);
    const whole = this.#builder.querySelector<HTMLElement>("[data-wrong]")!;
    whole.textContent = lines.length ? "" : text;
    whole.hidden = lines.length > 0;
    lines[0]?.[0]?.querySelector<HTMLElement>(":scope > [data-value] input:not([type=hidden])")?.focus();
  }
}

customElements.define("en-filter", EnFilter);
