import type { Input } from "../../contract/commands.ts";
import { money } from "../../contract/money.ts";
import type { SaleView } from "../../contract/views.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { useRegister } from "../store/register-store.ts";
import { useUi } from "../store/ui-store.ts";
import type { Answer } from "../transports/answer.ts";

/** Completes the sale for cash. Answers the refusal to show, or null once the change is shown. */
export async function takeCash(sale: SaleView, givenMinor: number): Promise<RefusalCode | null> {
  const { saleId, cashTotal: total } = sale;
  const given = money(givenMinor, total.currency);
  useUi.setState({ taking: sale });
  const answer = await payUntilAnswered({ saleId, total, given });
  useUi.setState({ taking: null });
  if (!answer.ok) return answer.refusal;
  useUi.setState({ place: "change", paid: answer.value, panel: null });
  return null;
}

/**
 * The till may be restarted between the commit and its answer. The register answers the same
 * receipt to the same question, so it is asked again until it has said what became of the money.
 */
async function payUntilAnswered(input: Input<"sales.pay-cash">): Promise<Answer<"sales.pay-cash">> {
  for (;;) {
    const answer = await api("sales.pay-cash", input);
    if (answer.ok || answer.refusal !== "connection-lost") return answer;
    await registerConnected();
  }
}

function registerConnected(): Promise<void> {
  return new Promise((resolve) => {
    if (useRegister.getState().connection === "connected") {
      resolve();
      return;
    }
    const stop = useRegister.subscribe(({ connection }) => {
      if (connection !== "connected") return;
      stop();
      resolve();
    });
  });
}
