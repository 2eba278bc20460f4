import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mutants } from "./mutants.ts";

const root = join(import.meta.dirname, "../..");

describe("the planted bugs", () => {
  it("each fit one place of the file that they are planted in", () => {
    const astray = mutants.filter(({ file, from }) => {
      const text = readFileSync(join(root, file), "utf8");
      return text.split(from).length !== 2;
    });
    expect(astray.map(({ name }) => name)).toEqual([]);
  });

  it("have names of their own", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });
});
