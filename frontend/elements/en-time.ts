/** A moment as the distance from now ("3 minutes ago"); the exact time stays in the title. */

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

class EnTime extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const at = new Date(this.getAttribute("datetime") ?? "");
    if (Number.isNaN(at.getTime())) return;
    const lang = document.documentElement.lang;
    this.title = new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "short" }).format(at);
    const show = (): void => {
      const seconds = (at.getTime() - Date.now()) / 1000;
      const [unit, size] = UNITS.find(([, one]) => Math.abs(seconds) >= one) ?? ["minute", 60];
      this.textContent = new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(Math.round(seconds / size), unit);
    };
    show();
    this.#timer = window.setInterval(show, 60_000);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }
}

customElements.define("en-time", EnTime);
