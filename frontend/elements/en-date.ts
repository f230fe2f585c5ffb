/** A date typed as people write it, also in Japanese years; shows while it is typed how it is understood, so that nothing
 * moves away under the button that is pressed next. */

/** First year of each Japanese era, minus one: Reiwa 1 is 2019. */
const ERAS: Record<string, number> = { R: 2018, 令和: 2018, 令: 2018, H: 1988, 平成: 1988, 平: 1988, S: 1925, 昭和: 1925, 昭: 1925, T: 1911, 大正: 1911, 大: 1911, M: 1867, 明治: 1867, 明: 1867 };

/** Reads a date; undefined when it is none. A day without a year is the nearest one to come. */
export function parseDate(typed: string, today = new Date()): Date | undefined {
  const text = typed.normalize("NFKC").trim().replace(/元年/, "1年").replace(/[年月.\-\s]+/g, "/").replace(/日.*$/, "");
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (packed) return real(Number(packed[1]), Number(packed[2]), Number(packed[3]));
  const era = /^(令和|平成|昭和|大正|明治|[令平昭大明RHSTM])\/?(\d{1,2})\/(\d{1,2})\/(\d{1,2})$/i.exec(text);
  if (era) return real((ERAS[era[1]!.toUpperCase()] ?? 0) + Number(era[2]), Number(era[3]), Number(era[4]));
  const full = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (full) return real(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (!short) return undefined;
  const date = real(today.getFullYear(), Number(short[1]), Number(short[2]));
  return date && date < new Date(today.getFullYear(), today.getMonth(), today.getDate()) ? real(today.getFullYear() + 1, Number(short[1]), Number(short[2])) : date;
}

function real(year: number, month: number, day: number): Date | undefined {
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
}

/** As the server writes a day into its field: 2026/11/24 in Japanese, else 2026-11-24. */
function written(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0"));
  return parts.join(document.documentElement.lang === "ja" ? "/" : "-");
}

/** In words, as pages write a day with its weekday: 2026年11月24日（火）, Tue 24 November 2026. */
function inWords(date: Date): string {
  const part = (lang: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(lang, options).format(date);
  if (document.documentElement.lang === "ja") return `${part("ja", { dateStyle: "long" })}（${part("ja", { weekday: "short" })}）`;
  return `${part("en-GB", { weekday: "short" })} ${part("en-GB", { dateStyle: "long" })}`;
}

class EnDate extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    input?.addEventListener("input", () => this.#read(input));
    input?.addEventListener("change", () => this.#read(input, true));
  }

  #read(input: HTMLInputElement, left = false): void {
    const date = parseDate(input.value);
    let line = this.querySelector<HTMLElement>(".read");
    if (!date) return line?.remove();
    if (left) input.value = written(date);
    if (!line) {
      line = document.createElement("span");
      line.className = "read";
      this.append(line);
    }
    line.textContent = inWords(date);
  }
}

customElements.define("en-date", EnDate);
