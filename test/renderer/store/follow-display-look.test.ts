import { beforeEach, expect, test } from "vitest";
import { carryBy } from "../../../renderer/api.ts";
import { followDisplayLook } from "../../../renderer/store/follow-display-look.ts";
import { useRegister } from "../../../renderer/store/register-store.ts";
import { useSettings } from "../../../renderer/store/settings-store.ts";
import { createFakeTill, saleOf } from "../support/fake-till.ts";

let till: ReturnType<typeof createFakeTill>;

beforeEach(() => {
  useRegister.setState(useRegister.getInitialState(), true);
  useSettings.setState(useSettings.getInitialState(), true);
  till = createFakeTill(saleOf("sale_1"));
  carryBy(till.transport);
  followDisplayLook();
});

const usual = { language: "en", theme: "light", contrast: "normal" };

test("the register hears how the till is shown at each connection, and at each change of it", () => {
  useSettings.setState({ worn: "dark" });
  expect(till.inputs).toEqual([]);
  useRegister.setState({ connection: "connected" });
  expect(till.inputs).toEqual([{ ...usual, theme: "dark" }]);
  useSettings.setState({ worn: "light" });
  useSettings.setState({ sounds: "off" });
  expect(till.inputs.slice(1)).toEqual([usual]);
  useRegister.setState({ connection: "restarting" });
  useRegister.setState({ connection: "connected" });
  expect(till.inputs.slice(2)).toEqual([usual]);
});
