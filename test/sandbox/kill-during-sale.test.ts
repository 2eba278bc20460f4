import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SaleView } from "../../contract/views.ts";
import { letIn, openBridge, type BridgeClient } from "../support/bridge-client.ts";
import { startDemo, type Demo } from "../support/demo.ts";
import { createRandom } from "../support/random.ts";
import { addToSale, allSales, payCash } from "../support/selling.ts";
import { verifyFolder } from "../support/verify-ledger.ts";

const ROUNDS = 12;
/** The supervisor gives up after five deaths within a minute; a new demo starts the count again. */
const DEATHS_PER_DEMO = 4;
const SEED = Number(process.env["TILLSIDE_SEED"] ?? 20_261_122);

/** What the till was told, so what the register owes it after any crash. */
type Acknowledged = { receipts: Map<string, string>; draft: SaleView | undefined };

/** Sells until the connection breaks; writes down each answer the moment it comes. */
async function sellUntilCut(
  till: BridgeClient,
  told: Acknowledged,
  onFirstSale: () => void,
): Promise<string> {
  let doing = "nothing";
  const soldBefore = told.receipts.size;
  try {
    for (;;) {
      doing = "sales.add";
      told.draft = await addToSale(till);
      doing = "sales.pay-cash";
      const receipt = await payCash(till, told.draft);
      told.receipts.set(receipt.saleId, receipt.receiptNumber);
      told.draft = undefined;
      if (told.receipts.size === soldBefore + 1) onFirstSale();
    }
  } catch (error) {
    if (error instanceof Error && error.message === "the bridge is closed") return doing;
    throw error;
  }
}

/** The draft is as the till was told, or has the one line more whose answer was cut off. */
function expectDraft(sale: SaleView, draft: SaleView, doing: string): void {
  if (doing === "sales.add" && sale.itemCount === draft.itemCount + 1) {
    expect(sale.saleId).toBe(draft.saleId);
    return;
  }
  expect(sale).toEqual(draft);
}

describe(`kill -9 of the register while it sells (TILLSIDE_SEED=${SEED})`, () => {
  const random = createRandom(SEED);
  const told: Acknowledged = { receipts: new Map(), draft: undefined };
  let demo: Demo;
  beforeAll(async () => (demo = await startDemo()));
  afterAll(() => demo.stop());

  for (let round = 1; round <= ROUNDS; round += 1) {
    it(`keeps the draft and every acknowledged sale, round ${round}`, async () => {
      if (round % DEATHS_PER_DEMO === 0) {
        await demo.stop();
        demo = await startDemo({ data: demo.data });
      }
      const Cookie = await letIn(demo);
      const till = await openBridge(demo, { Cookie });
      const killAfterMs = 5 + random(250);
      const doing = await sellUntilCut(till, told, () => {
        setTimeout(demo.killRegisterNow, killAfterMs);
      });
      await demo.restarted();

      const again = await openBridge(demo, { Cookie });
      const sales = await allSales(again);
      const inLedger = new Map<string, string>(
        sales.map(({ saleId, receiptNumber }) => [saleId, receiptNumber]),
      );
      for (const [saleId, number] of told.receipts) {
        expect([saleId, inLedger.get(saleId)]).toEqual([saleId, number]);
      }
      // At most the one sale whose answer the kill cut off may be there beside those.
      const unheard = sales.filter(({ saleId }) => !told.receipts.has(saleId));
      expect(unheard.length).toBeLessThanOrEqual(doing === "sales.pay-cash" ? 1 : 0);
      for (const { saleId, receiptNumber } of unheard) told.receipts.set(saleId, receiptNumber);

      const { sale } = await again.value("register.view", {});
      expect(inLedger.has(sale.saleId)).toBe(false);
      if (told.draft && !inLedger.has(told.draft.saleId)) expectDraft(sale, told.draft, doing);

      const verdict = verifyFolder(demo.data);
      expect(verdict).toMatchObject({ ok: true, fault: null, headSeq: told.receipts.size + 2 });
      again.close();
    });
  }
});
