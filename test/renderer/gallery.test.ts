import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const renderer = resolve(import.meta.dirname, "../../renderer");
const read = (path: string) => readFileSync(join(renderer, path), "utf8");

test("every component of renderer/components stands in the gallery", () => {
  const files = readdirSync(join(renderer, "components")).filter((name) => name.endsWith(".tsx"));
  const components = files.flatMap((name) =>
    [...read(`components/${name}`).matchAll(/^export (?:function|const) ([A-Z]\w*)/gm)].map(
      ([, component]) => component,
    ),
  );
  const shown = [...read("gallery/specimens.tsx").matchAll(/states\("(\w+)"/g)];
  expect(components.length).toBeGreaterThan(20);
  expect(shown.map(([, component]) => component).toSorted()).toEqual(components.toSorted());
});

test("every icon that a screen draws stands in the gallery, and no other", () => {
  const files = readdirSync(renderer, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.tsx?$/.test(name) && !/(^|[\\/])(\.tsc|gallery)[\\/]/.test(name),
  );
  const names = (source: string) =>
    [...source.matchAll(/import \{([^}]*)\} from "lucide-react"/g)].flatMap(([, list = ""]) =>
      list.split(",").map((name) => name.trim().replace(/ as .*/, "")),
    );
  const isIcon = (name: string) => name !== "" && !name.startsWith("type ");
  const drawn = new Set(files.flatMap((name) => names(read(name))).filter(isIcon));
  const shown = names(read("gallery/icons.ts")).filter(isIcon);
  expect(shown.toSorted()).toEqual([...drawn].toSorted());
});
