import type { Page } from "@playwright/test";
import type { TillBridge } from "../../contract/till-bridge.ts";
import type { Command } from "../../contract/commands.ts";
import { figure, addByName } from "../support/till-page.ts";
import { expect, test } from "./desktop.ts";

type OurWindow = Window & { till: TillBridge; readerDoor: unknown };

/** What a page can reach beyond the web: names that a preload or Node would put there. */
function reachable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const names = ["till", "readerDoor", "require", "process", "ipcRenderer", "electron", "module"];
    return names.filter((name) => name in window);
  });
}

/** The message that a call of the till's door rejects with, or "" where it went well. */
function failureOf(page: Page, command: string, input: "plain" | "function"): Promise<string> {
  return page.evaluate(
    async ([name, kind]) => {
      const { till } = window as unknown as OurWindow;
      const given = kind === "function" ? { id: () => 1 } : {};
      return till.invoke(name as Command, given).then(
        () => "",
        (error: unknown) => String(error),
      );
    },
    [command, input] as const,
  );
}

test.describe("the doors of the windows", () => {
  test("give the till commands and events, the reader its messages, and no more", async ({
    till,
    reader,
  }) => {
    expect(await reachable(till)).toEqual(["till"]);
    expect(await reachable(reader)).toEqual(["readerDoor"]);
    const keys = await till.evaluate(() => Object.keys((window as unknown as OurWindow).till));
    expect(keys).toEqual(["invoke", "subscribe"]);
    const doors = await reader.evaluate(() =>
      Object.keys((window as unknown as { readerDoor: object }).readerDoor),
    );
    expect(doors).toEqual(["send", "onMessage"]);
  });

  test("cannot be changed by the page", async ({ till }) => {
    const isFrozen = await till.evaluate(() => {
      const { till: door } = window as unknown as OurWindow;
      const wish = Object.getOwnPropertyDescriptor(window, "till");
      return Object.isFrozen(door) && wish?.writable === false && wish.configurable === false;
    });
    expect(isFrozen).toBe(true);
  });

  test("carry no command that the contract does not give the till", async ({ till }) => {
    expect(await failureOf(till, "register.view", "plain")).toBe("");
    expect(await failureOf(till, "register.wipe", "plain")).toContain("No handler registered");
    expect(await failureOf(till, "../reader:sent", "plain")).toContain("No handler registered");
  });

  test("refuse what cannot be cloned, and parse what can", async ({ till }) => {
    expect(await failureOf(till, "register.view", "function")).toContain("could not be cloned");
    const refused = await till.evaluate(() =>
      (window as unknown as OurWindow).till.invoke("sales.clear", { saleId: 7 }),
    );
    expect(refused).toMatchObject({ outcome: { ok: false, refusal: "bad-input" } });
  });

  test("are refused to a frame inside the window", async ({ till }) => {
    const inside = await till.evaluate(() => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      const names = Object.keys(frame.contentWindow ?? {});
      frame.remove();
      return names.includes("till");
    });
    expect(inside).toBe(false);
  });

  test("tell every change, so that the screen follows the register", async ({ till }) => {
    await addByName(till, "flat white");
    await expect(figure(till, "Total")).toHaveText("3.60");
  });
});
