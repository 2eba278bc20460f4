import { openBridge } from "../support/bridge-client.ts";
import { createRandom } from "../support/random.ts";
import { allSales } from "../support/selling.ts";
import { verifyFolder } from "../support/verify-ledger.ts";
import { addByName, figure } from "../support/till-page.ts";
import { expect, test } from "./till.ts";

const SEED = Number(process.env["TILLSIDE_SEED"] ?? 20_261_122);

test.describe("kill -9 of the register", () => {
  test(`while the cash is taken: paid once, shown as paid (TILLSIDE_SEED=${SEED})`, async ({
    till: { page, demo },
  }) => {
    const random = createRandom(SEED);
    const ROUNDS = 4;
    for (let round = 1; round <= ROUNDS; round += 1) {
      await addByName(page, "flat white");
      await page.keyboard.press("F9");
      await expect(figure(page, "Cash given")).toHaveText("3.60");
      // The commit takes a few milliseconds; the kill falls before, into or after it.
      const killed = new Promise<void>((resolve) => {
        setTimeout(() => {
          demo.killRegisterNow();
          resolve();
        }, random(12));
      });
      await page.keyboard.press("Enter");
      await killed;
      await demo.restarted();
      await expect(figure(page, "Paid")).toHaveText("3.60");
      await page.keyboard.press("Enter");
      await expect(page.getByText("Till ready")).toBeVisible();
    }
    const sales = await allSales(await openBridge(demo));
    expect(sales.map(({ receiptNumber }) => receiptNumber)).toEqual(["2-4", "2-3", "2-2", "2-1"]);
    await demo.stop();
    expect(verifyFolder(demo.data)).toMatchObject({ ok: true, headSeq: ROUNDS + 2 });
  });
});
