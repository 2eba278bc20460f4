import { beforeEach, expect, test } from "vitest";
import { carryBy } from "../../../renderer/api.ts";
import { followDisplayLook } from "../../../renderer/store/follow-display-look.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useSettings } from "../../../renderer/store/settings-store.ts";
import { createFakeTill, saleOf } from "../support/fake-till.ts";

let till: ReturnType<typeof createFakeTill>;
let kept: Map<string, string>;

beforeEach(() => {
  useRegister.setState(useRegister.getInitialState(), true);
  useSettings.setState(useSettings.getInitialState(), true);
  till = createFakeTill(saleOf("sale_1"));
  till.answers["display.wear"] = () => ({ ok: true, value: usual });
  carryBy(till.transport);
  kept = new Map();
  followDisplayLook({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  });
});

const usual = { language: "en", theme: "light", contrast: "normal" } as const;
const answered = () => new Promise((resolve) => setImmediate(resolve));

test("the register hears how the till is shown at each connection, and at each change of it", async () => {
  useSettings.setState({ worn: "dark" });
  expect(till.inputs).toEqual([]);
  useRegister.setState({ connection: "connected" });
  await answered();
  expect(till.inputs).toEqual([{ look: { ...usual, theme: "dark" }, isChosen: false }]);
  useSettings.setState({ worn: "light" });
  useSettings.setState({ sounds: "off" });
  await answered();
  expect(till.inputs.slice(1)).toEqual([{ look: usual, isChosen: true }]);
  useRegister.setState({ connection: "restarting" });
  useRegister.setState({ connection: "connected" });
  expect(till.inputs.slice(2)).toEqual([{ look: usual, isChosen: false }]);
});

test("a look that was chosen before the page was loaded again was chosen", async () => {
  const arabic = JSON.stringify({ ...usual, language: "ar" });
  kept.set("tillside-told-look", arabic);
  useRegister.setState({ connection: "connected" });
  expect(till.inputs.at(-1)).toEqual({ look: usual, isChosen: true });
  await answered();
  expect(kept.get("tillside-told-look")).toBe(JSON.stringify(usual));
});
