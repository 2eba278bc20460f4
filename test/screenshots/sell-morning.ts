import { openBridge } from "../support/bridge-client.ts";
import type { Demo } from "../support/demo.ts";
import { addToSale, payCash } from "../support/selling.ts";

/** Enough sales for lists and reports to look like a morning's. */
export async function sellMorning(demo: Demo): Promise<void> {
  const till = await openBridge(demo);
  const baskets = [["flat white"], ["rye", "brie"], ["gooseneck"], ["kenya", "filter papers 02"]];
  for (const basket of [...baskets, ["hot chocolate", "cinnamon bun"], ["decaf"]]) {
    for (const name of basket) await addToSale(till, name);
    const { sale } = await till.value("register.view", {});
    await payCash(till, sale);
  }
  till.close();
}
