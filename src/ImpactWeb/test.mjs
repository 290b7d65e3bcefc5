// Bundles tests/*.test.ts and runs them with Node's own runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";

const out = "obj/tests";
await rm(out, { recursive: true, force: true });
const tests = (await readdir("tests")).filter(name => name.endsWith(".test.ts"));
await build({ entryPoints: tests.map(name => `tests/${name}`), bundle: true, platform: "node", format: "esm", outdir: out, outExtension: { ".js": ".mjs" } });
process.exit(spawnSync(process.execPath, ["--test", ...tests.map(name => `${out}/${name.replace(/\.ts$/, ".mjs")}`)], { stdio: "inherit" }).status ?? 1);
