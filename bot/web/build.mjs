// Builds the two scripts of the widget: `node build.mjs [directory]`, by default into dist/.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const output = process.argv[2] ?? join(here, "dist");
const BUILD_FILES = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"];
// Most bytes after gzip: of the loader, and of both scripts together.
const MOST_LOADER_BYTES = 5_000;
const MOST_BYTES = 45_000;

const cssAsText = {
  name: "css-as-text",
  setup(building) {
    building.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await transform(source, { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/** The files that decide what is built, as paths from here with forward slashes, sorted. */
async function sourceFiles() {
  const found = await readdir(join(here, "src"), { recursive: true, withFileTypes: true });
  const sources = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(here.length));
  return [...BUILD_FILES, ...sources.map((path) => path.replaceAll("\\", "/"))].sort();
}

async function fingerprint() {
  const hash = createHash("sha256");
  for (const path of await sourceFiles()) {
    hash.update(`${path}\0`).update(await readFile(join(here, path))).update("\0");
  }
  return hash.digest("hex");
}

async function gzippedSize(name) {
  return gzipSync(await readFile(join(output, name)), { level: 9 }).length;
}

await mkdir(output, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: ["src/widget.ts", "src/osteo-chat.ts"],
  outdir: output,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2021",
  charset: "utf8",
  legalComments: "external",
  plugins: [cssAsText],
});
await writeFile(join(output, "sources.sha256"), `${await fingerprint()}\n`);

const loader = await gzippedSize("widget.js");
const total = loader + (await gzippedSize("osteo-chat.js"));
console.log(`widget.js ${loader} bytes, both scripts ${total} bytes after gzip`);
if (loader > MOST_LOADER_BYTES || total > MOST_BYTES) {
  throw new Error(`Too large: at most ${MOST_LOADER_BYTES} and ${MOST_BYTES} bytes after gzip.`);
}
