/* Builds css/app.css, js/app.js and js/scan.js into the static folder of the web package. */
import { readFile, readdir, rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build, context } from "esbuild";

const OUT = "src/clearinghouse/web/static/dist";
/* Compressed; the first view of a page has 60 kB for everything. htmx is fetched later, by the editor only. */
const LIMIT_BYTES = { "app.css": 14_000, "app.js": 8_000, "scan.js": 2_500 };

const options = {
  entryPoints: ["frontend/js/app.js", "frontend/js/scan.js", "frontend/css/app.css"],
  entryNames: "[name]",
  outdir: OUT,
  bundle: true,
  minify: true,
  splitting: true,
  format: "esm",
  charset: "utf8",
  legalComments: "eof",
  chunkNames: "later-[hash]",
  target: ["chrome109", "firefox115", "safari16.4"],
  logLevel: "info",
};

if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await rm(OUT, { recursive: true, force: true });
  await build(options);
  await report();
}

async function report() {
  for (const name of (await readdir(OUT)).sort()) {
    const size = gzipSync(await readFile(`${OUT}/${name}`), { level: 9 }).length;
    console.log(`${name}: ${size} bytes compressed`);
    if (size > (LIMIT_BYTES[name] ?? Infinity)) {
      console.error(`${name} is over its ${LIMIT_BYTES[name]} bytes.`);
      process.exitCode = 1;
    }
  }
}
