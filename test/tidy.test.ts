import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { contract, doorRefusals } from "../contract/commands.ts";
import { relayRefusals } from "../contract/relay-protocol.ts";
import { troubleCodes } from "../contract/trouble.ts";
import { relayErrorCodes } from "../server/relay-error.ts";
import { webhookRefusals } from "../server/routes/webhook-bounds.ts";
import { shellCodes } from "../sandbox/shell-page.ts";
import { lockFaults } from "./support/lock-file.ts";

const root = resolve(import.meta.dirname, "..");
const rooms = ["contract", "ledger", "register", "renderer", "server", "electron", "sandbox"];
const programFolders = [...rooms, "test", "bench"];

/** New files count before they are committed; ignored ones never do. */
function projectFiles(): string[] {
  const arguments_ = ["-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"];
  const listed = execFileSync("git", arguments_, { cwd: root, encoding: "utf8" });
  return listed.split("\0").filter((path) => path !== "" && existsSync(resolve(root, path)));
}

const files = projectFiles();
const read = (path: string) => readFileSync(resolve(root, path), "utf8");
const isCode = (path: string) => /\.(ts|tsx|js|cjs|mjs|css|html)$/.test(path);
const isText = (path: string) => isCode(path) || /\.(md|json|ya?ml|sh)$|\.ci\/run$/.test(path);
const code = files.filter(isCode);
const text = files.filter((path) => isText(path) && path !== "package-lock.json");

/** `path:line` of every line that matches. This file spells its patterns so as not to match. */
function linesMatching(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
}

describe("the tree", () => {
  it("is seen by this test", () => {
    expect(code.length).toBeGreaterThan(20);
  });

  it("has every room of the house, each its own TypeScript project", () => {
    const solution = JSON.parse(read("tsconfig.json")) as { references: { path: string }[] };
    expect(solution.references.map(({ path }) => path).toSorted()).toEqual(
      programFolders.toSorted(),
    );
    for (const folder of programFolders) expect(files).toContain(`${folder}/tsconfig.json`);
  });

  it("says in a README what an empty room is for", () => {
    const isEmpty = (folder: string) =>
      !code.some((path) => path.startsWith(`${folder}/`)) && !files.includes(`${folder}/README.md`);
    expect(programFolders.filter(isEmpty)).toEqual([]);
  });

  it("has the pages that a newcomer looks for", () => {
    const pages = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "docs/errors.md", ".ci/run"];
    expect(pages.filter((page) => !files.includes(page))).toEqual([]);
  });

  it("keeps every file of code at 300 lines or fewer", () => {
    const tooLong = code.filter((path) => read(path).trimEnd().split("\n").length > 300);
    expect(tooLong).toEqual([]);
  });

  it("leaves no work behind in comments", () => {
    expect(linesMatching(text, /\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b/)).toEqual([]);
  });

  it("silences no check", () => {
    const silencers = /eslint-disabl[e]|@ts-(ignor[e]|expect-erro[r]|nochec[k])|prettier-ignor[e]/;
    expect(linesMatching(text, silencers)).toEqual([]);
  });

  it("runs every test it has", () => {
    const tests = code.filter((path) => path.startsWith("test/"));
    expect(linesMatching(tests, /\b(it|test|describe)\.(onl[y]|tod[o]|fixm[e])\b/)).toEqual([]);
  });

  it("names no folder of the machine it was written on", () => {
    const homes = /(^|[^\w.])\/(wor[k]|roo[t]|hom[e]\/\w+|User[s]\/\w+)\//;
    expect(linesMatching(text, homes)).toEqual([]);
  });
});

describe("package-lock.json", () => {
  it("installs for strangers: no registry, no compiler", () => {
    expect(lockFaults(resolve(root, "package-lock.json"))).toEqual([]);
  });
});

describe("docs/errors.md", () => {
  it("has a heading for every code that a person can meet", () => {
    const refusals = Object.values(contract).flatMap(({ refusals }) => refusals);
    const relay = [...relayRefusals, ...relayErrorCodes, ...Object.keys(webhookRefusals)];
    const till = [...refusals, ...doorRefusals, ...troubleCodes, ...shellCodes];
    const codes = new Set([...till, ...relay]);
    const page = read("docs/errors.md");
    const missing = [...codes].filter((name) => !new RegExp(`^#+ \`${name}\``, "m").test(page));
    expect(missing).toEqual([]);
  });
});

describe("README.md", () => {
  it("names the two commands", () => {
    const page = read("README.md");
    expect(page).toContain("npm ci && npm start");
    expect(page).toContain("npm ci && npm test");
  });
});
