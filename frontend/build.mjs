// Builds the front end: elements and htmx into one script, styles into sheets, icons into one sprite.
// Every file gets its content hash in its name; manifest.json maps the logical name to the file.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(process.argv[2] ?? join(HERE, "../src/enishi/screens/static/enishi"));
const LUCIDE = join(HERE, "node_modules/lucide-static");
/** What a browser may have to read before the first page works, in bytes after gzip. */
const SCRIPT_BUDGET = 100 * 1024;

const manifest = {};
const sizes = [];

/** Writes one file under its content hash and notes it in the manifest. */
function put(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const ext = extname(name);
  const file = `${name.slice(0, -ext.length)}.${hash}${ext}`;
  writeFileSync(join(OUT, file), bytes);
  manifest[name] = file;
  sizes.push([name, bytes.length, gzipSync(bytes, { level: 9 }).length]);
  return file;
}

async function bundle(entry, name, options = {}) {
  const result = await build({
    entryPoints: [join(HERE, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    legalComments: "none",
    target: ["chrome123", "firefox128", "safari17.5"],
    logLevel: "warning",
    ...options,
  });
  return put(name, result.outputFiles[0].contents);
}

/** One <symbol> per name in icons.txt. Both licence notices stay in the file. */
function sprite() {
  const names = readFileSync(join(HERE, "icons.txt"), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  const symbols = names.map((name) => {
    const svg = readFileSync(join(LUCIDE, "icons", `${name}.svg`), "utf8");
    const body = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${body.replace(/\s+/g, " ").replace(/ ?\/> ?/g, "/>").trim()}</symbol>`;
  });
  const licence = readFileSync(join(LUCIDE, "LICENSE"), "utf8").replace(/-{2,}/g, "");
  return `<svg xmlns="http://www.w3.org/2000/svg">\n<!--\nIcons by Lucide.\n\n${licence}\n-->\n${symbols.join("\n")}\n</svg>\n`;
}

/** The web app manifest names the hashed icons. */
function webManifest(icons) {
  return JSON.stringify({
    name: "Enishi",
    short_name: "Enishi",
    id: "/",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f6f5f3",
    theme_color: "#f6f5f3",
    icons: [
      { src: icons.mark, type: "image/svg+xml", sizes: "any" },
      { src: icons.small, type: "image/png", sizes: "192x192" },
      { src: icons.large, type: "image/png", sizes: "512x512", purpose: "any maskable" },
    ],
  });
}

mkdirSync(OUT, { recursive: true });
for (const file of readdirSync(OUT)) rmSync(join(OUT, file));

await bundle("elements/index.ts", "app.js", { format: "esm", banner: { js: "/*! htmx 4.0.1, Zero-Clause BSD */" } });
await bundle("styles/main.css", "main.css");
await bundle("styles/patterns/print-card.css", "print-card.css");
await bundle("styles/patterns/print-list.css", "print-list.css");
await bundle("elements/worker.ts", "worker.js", { format: "iife" });
put("icons.svg", sprite());
const mark = put("mark.svg", readFileSync(join(HERE, "assets/mark.svg")));
put("apple-touch-icon.png", readFileSync(join(HERE, "assets/icon-180.png")));
const small = put("icon-192.png", readFileSync(join(HERE, "assets/icon-192.png")));
const large = put("icon-512.png", readFileSync(join(HERE, "assets/icon-512.png")));
put("app.webmanifest", webManifest({ mark, small, large }));
writeFileSync(join(OUT, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");

for (const [name, raw, packed] of sizes) console.log(`${name.padEnd(22)} ${String(raw).padStart(8)} B ${String(packed).padStart(8)} B gzip`);
const script = sizes.find(([name]) => name === "app.js")[2];
if (script > SCRIPT_BUDGET) {
  console.error(`app.js is ${script} B after gzip; the budget is ${SCRIPT_BUDGET} B.`);
  process.exit(1);
}
