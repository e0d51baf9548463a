// Unpack the browser and the libraries that come with it, and write a script that starts it with them.
import { createReadStream, createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-fs";

const here = new URL(".", import.meta.url).pathname;
const packed = (name) => createReadStream(`${here}node_modules/@sparticuz/chromium/bin/${name}.br`);
const folders = { "al2023.tar": "libraries", "swiftshader.tar": "program", "fonts.tar": "fonts" };

mkdirSync(`${here}program`, { recursive: true });
for (const [archive, folder] of Object.entries(folders))
  await pipeline(packed(archive), createBrotliDecompress(), extract(here + folder));
const program = `${here}program/chromium`;
await pipeline(packed("chromium"), createBrotliDecompress(), createWriteStream(program, { mode: 0o755 }));
const libraries = `LD_LIBRARY_PATH="${here}libraries/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`;
writeFileSync(`${here}chromium`, `#!/bin/sh\n${libraries} exec "${program}" "$@"\n`, { mode: 0o755 });
