import type { CDPSession } from "@playwright/test";
import { addByName, searchField } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

async function nodesKept(devtools: CDPSession): Promise<number> {
  await devtools.send("HeapProfiler.collectGarbage");
  const { nodes } = await devtools.send("Memory.getDOMCounters");
  return nodes;
}

test("the till keeps nothing of the screens that it has left, sale after sale", async ({
  till: { page },
}) => {
  const sell = async (count: number) => {
    for (let sale = 0; sale < count; sale += 1) {
      await addByName(page, "flat white");
      await page.keyboard.press("F9");
      await page.getByRole("heading", { name: "Pay by cash" }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("give back").first().waitFor();
      await page.keyboard.press("Enter");
      await expect(searchField(page)).toBeFocused();
    }
  };
  const devtools = await page.context().newCDPSession(page);
  await sell(6);
  const before = await nodesKept(devtools);
  await sell(12);
  const after = await nodesKept(devtools);
  // A screen of the till has some 500 nodes; what is let go with each sale is more than this.
  expect(after - before).toBeLessThan(400);
});
