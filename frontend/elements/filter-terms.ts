/** Conditions as the builder reads and writes them, and what the server offers to ask. */

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Rule | Figure | Having;

export interface Rule {
  field: string;
  op: string;
  value?: unknown;
}

/** What a line of the builder shows; with `where` a number of related records. */
export type Term = Rule & { where?: Condition };

/** How many related records there are for which `where` holds. */
export interface Figure {
  count: string;
  where?: Condition;
  op: string;
  value?: unknown;
}

export interface Operator {
  op: string;
  label: string;
  value: "none" | "one" | "two" | "list";
}

/** That there is a related record for which `where` holds. */
export interface Having {
  some: string;
  where?: Condition;
}

export interface Field {
  /** The way to a field; for the number of related records the way to them and `.#`. */
  path: string;
  label: string;
  group: string;
  operators: Operator[];
  choices: { key: string; label: string }[];
  url: string;
  temporal: boolean;
  numeric: boolean;
  /** Only found by searching. */
  rare: boolean;
}

export interface Problems {
  problems: { at: number; text: string }[];
  text: string;
}

export interface Offer {
  fields: Field[];
  dates: { value: string; label: string }[];
}

/** A term as a line shows it: that there are related records, or none, is said without a number. */
export function asRule(term: Rule | Figure | Having, scope: string): Term {
  if ("field" in term) return { ...term, field: scope + term.field };
  if ("some" in term) return { field: `${scope}${term.some}.#`, where: term.where, op: "any" };
  const { where, op, value } = term;
  const field = `${scope}${term.count}.#`;
  if (op === "gte" && String(value) === "1") return { field, where, op: "any" };
  if (op === "is" && String(value) === "0") return { field, where, op: "none" };
  return { field, where, op, value };
}

/** Whether a path leads to the number of related records. */
export function counts(path: string): boolean {
  return path.endsWith(".#");
}

/** The way to the related records that this part of the builder asks of, with its dot. */
export function scopeOf(at: Element): string {
  return at.closest<HTMLElement>("[data-scope]")?.dataset.scope ?? "";
}

export function pathOf(rule: Element): string {
  return rule.querySelector<HTMLInputElement>("[data-field] > input[type=hidden]")!.value;
}

/** The field with the way to it, as the chips name it. */
export function named(field: Field): string {
  return field.group && field.path.includes(".") ? `${field.group} › ${field.label}` : field.label;
}

export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
