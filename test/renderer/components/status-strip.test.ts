import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { StatusStrip } from "../../../renderer/components/status-strip.tsx";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { registerOf, saleOf } from "../support/fake-till.ts";

/** The words of the strip's buttons, in their order. */
function wordsWhile(connection: "connected" | "restarting"): readonly (string | undefined)[] {
  const { day, ...view } = registerOf(saleOf("sale_1"));
  const state = { connection, view: { ...view, day: { ...day, isSessionRequired: true } } };
  // What is drawn without a browser reads the store's initial state.
  Object.assign(useRegister.getInitialState(), state);
  const markup = renderToStaticMarkup(createElement(StatusStrip));
  return [...markup.matchAll(/<button.*?<span class="word">(.*?)<\/span>/g)].map(
    ([, word]) => word,
  );
}

test("the strip names its parts always in the same order", () => {
  const parts = ["Network", "Relay", "Reader", "Drawer: closed", "Unsent 0"];
  expect(wordsWhile("connected")).toEqual(parts);
});

test("while the register restarts, relay and reader are not known, and the book is as it was", () => {
  const parts = ["Network", "Relay: not known", "Reader: not known", "Drawer: closed", "Unsent 0"];
  expect(wordsWhile("restarting")).toEqual(parts);
});
