/** Sending to the server, and what its answer says besides the content. */

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

export type Values = Record<string, string> | FormData;

/** A request that was answered with a refusal; the message is the server's sentence, if it gave one. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Raised when the server did not answer at all: the standing sign is told, and a line when `said`, for an action. */
export function unanswered(said = true): void {
  document.dispatchEvent(new CustomEvent("en:unanswered", { detail: { said } }));
}

/** Sends a form; the answer's events (HX-Trigger) are raised on the document. Throws only without a connection. */
export async function send(url: string, values: Values = {}): Promise<Response> {
  const body = values instanceof FormData ? values : new URLSearchParams(values);
  const response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" } });
  raise(response.headers.get("HX-Trigger"));
  return response;
}

/** Reads a part of a page. Throws `Refusal` for a refusal, and what fetch throws without a connection. */
export async function read(url: string, signal?: AbortSignal): Promise<string> {
  const response = await fetch(url, { headers: { "HX-Request": "true" }, signal: signal ?? null });
  if (!response.ok) throw new Refusal(response.status, response.headers.get("Content-Type")?.startsWith("text/plain") ? await response.text() : "");
  return response.text();
}

/** The nodes of an answer; scripts in it never run. */
export function nodes(html: string): Node[] {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}

function raise(header: string | null): void {
  if (!header?.startsWith("{")) return;
  for (const [name, detail] of Object.entries(JSON.parse(header) as Record<string, unknown>)) {
    document.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Shows a line for six seconds; with an undo id it can be taken back. */
export function say(text: string, tone = "good", undo = ""): void {
  document.dispatchEvent(new CustomEvent("en:toast", { detail: { text, tone, undo } }));
}

/** Every write of htmx carries the token. */
document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = (event as CustomEvent<{ ctx: { request: { method: string; headers: Record<string, string> } } }>).detail;
  if (ctx.request.method !== "GET") ctx.request.headers["X-CSRFToken"] = csrfToken();
});

/** The address of a search from this page: what is typed, and the record the page is about. */
export function asking(base: string, typed: string): string {
  const url = new URL(base, location.href);
  url.searchParams.set("q", typed);
  const record = document.querySelector<HTMLElement>("main[data-record]")?.dataset.record;
  if (record) url.searchParams.set("on", record);
  return url.href;
}
