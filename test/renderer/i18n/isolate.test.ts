import { expect, it } from "vitest";
import { isolate } from "../../../renderer/i18n/isolate.ts";

it.each(["2-6", "−4.10", "3.60", "1/2", "23 %"])("keeps %s as figures run", (figure) => {
  expect(isolate(figure)).toBe(`\u2066${figure}\u2069`);
});

it.each(["Ada Byron", "عبير", "14 Custom House Quay", "日本"])(
  "lets %s run by its letters",
  (name) => {
    expect(isolate(name)).toBe(`\u2068${name}\u2069`);
  },
);
