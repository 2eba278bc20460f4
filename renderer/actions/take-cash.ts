import type { Command, Input } from "../../contract/commands.ts";
import { money, subtractMoney, type Money } from "../../contract/money.ts";
import type { SaleView } from "../../contract/views.ts";
import { newPartId } from "../format/new-id.ts";
import { isCashPart } from "../format/split-shares.ts";
import type { RefusalCode } from "../format/words.ts";
import { useRegister } from "../store/register-store.ts";
import { useTender } from "../store/tender-store.ts";
import { useUi } from "../store/ui-store.ts";
import type { Answer } from "../transports/answer.ts";
import { askAllowed } from "./approve.ts";

/**
 * Takes cash for the sale: all that is left completes it, less is a part of it. Answers the refusal
 * to show, or null once it is taken.
 */
export async function takeCash(
  sale: SaleView,
  amount: Money,
  givenMinor: number,
): Promise<RefusalCode | null> {
  const given = money(givenMinor, amount.currency);
  useUi.setState({ taking: sale });
  const refusal = await (isCashPart(sale, amount)
    ? takePart(sale, amount, given)
    : complete(sale, given));
  useUi.setState({ taking: null });
  return refusal;
}

async function complete({ saleId, cashLeft }: SaleView, given: Money) {
  const answer = await askUntilAnswered("sales.pay-cash", { saleId, total: cashLeft, given });
  if (!answer.ok) return answer.refusal;
  useUi.setState({ place: "change", paid: answer.value, panel: null });
  return null;
}

async function takePart({ saleId, left }: SaleView, amount: Money, given: Money) {
  const input = { saleId, partId: newPartId(), left, amount, given };
  const answer = await askUntilAnswered("payments.take-cash", input);
  if (!answer.ok) return answer.refusal;
  const change = subtractMoney(given, amount);
  useUi.setState({ givenDigits: "" });
  useTender.setState({ owed: change.minor > 0 ? change : null });
  return null;
}

type Repeatable =
  | "sales.pay-cash"
  | "payments.take-cash"
  | "payments.take-other"
  | "exchange.begin"
  | "refunds.quote"
  | "register.view";

/**
 * The till may be restarted between the commit and its answer. The register answers the same to the
 * same question, so it is asked again until it has said what became of the money.
 */
export async function askUntilAnswered<C extends Repeatable & Command>(
  command: C,
  input: Input<C>,
): Promise<Answer<C>> {
  for (;;) {
    const answer = await askAllowed(command, input);
    if (answer.ok || answer.refusal !== "connection-lost") return answer;
    await registerConnected();
  }
}

export function registerConnected(): Promise<void> {
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
