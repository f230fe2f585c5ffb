/** Service worker: the quick log opens without a connection. Besides it only built files are kept. */
const SHELF = "enishi-quick-log-1";
const worker = self as unknown as {
  addEventListener(type: "install" | "activate" | "fetch", listener: (event: WorkerEvent) => void): void;
  skipWaiting(): Promise<void>;
};

interface WorkerEvent {
  request: Request;
  waitUntil(done: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/enishi/")) event.respondWith(shelfFirst(event.request));
  else if (url.pathname === "/quick-log") event.respondWith(networkFirst(event.request));
});

/** Built files never change under their address. */
async function shelfFirst(request: Request): Promise<Response> {
  const shelf = await caches.open(SHELF);
  const kept = await shelf.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await shelf.put(request, fresh.clone());
  return fresh;
}

/** The form itself: fresh when possible; its copy carries today's proposals and is replaced at each visit. */
async function networkFirst(request: Request): Promise<Response> {
  const shelf = await caches.open(SHELF);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected) await shelf.put(request, fresh.clone());
    return fresh;
  } catch (problem) {
    const kept = await shelf.match(request);
    if (kept) return kept;
    throw problem;
  }
}

export {};
