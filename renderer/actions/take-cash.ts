import type { Command, Input } from "../../contract/commands.ts";
import { money, subtractMoney, type Money } from "../../contract/money.ts";
import type { ReceiptView, SaleView } from "../../contract/views.ts";
import { api } from "../api.ts";
import { newPartId } from "../format/new-id.ts";
import { isCashPart } from "../format/split-shares.ts";
import type { RefusalCode } from "../format/words.ts";
import { useRegister } from "../store/register-store.ts";
import { useTender } from "../store/tender-store.ts";
import { useUi } from "../store/ui-store.ts";
import type { Answer } from "../transports/answer.ts";
import { askAllowed } from "./approve.ts";
import { openSale } from "./open-sale.ts";

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
  return whileTaking(sale, () =>
    isCashPart(sale, amount) ? takePart(sale, amount, given) : complete(sale, given),
  );
}

/**
 * Keeps the screen on the sale until it is known what became of it. It may end meanwhile, while a
 * manager is asked: its tender then does not go on with the next sale.
 */
export async function whileTaking(
  sale: SaleView,
  take: () => Promise<RefusalCode | null>,
): Promise<RefusalCode | null> {
  useUi.setState({ taking: sale });
  const refusal = await take();
  const { place } = useUi.getState();
  const isOver = openSale()?.saleId !== sale.saleId;
  useUi.setState({ taking: null, ...(place === "tender" && isOver && { place: "sale" }) });
  return refusal;
}

async function complete({ saleId, cashLeft }: SaleView, given: Money) {
  const answer = await askUntilAnswered("sales.pay-cash", { saleId, total: cashLeft, given });
  if (!answer.ok) return showIfPaid(answer.refusal, saleId);
  showPaid(answer.value);
  return null;
}

/**
 * A refusal of a sale that is paid all the same: by another window, or by the first of two calls
 * whose answer was lost, where the second one was not approved any more. Answers null then.
 */
export async function showIfPaid(
  refusal: RefusalCode,
  saleId: SaleView["saleId"],
): Promise<RefusalCode | null> {
  const view = await askUntilAnswered("register.view", {});
  const receipt = view.ok ? view.value.lastReceipt : null;
  if (receipt?.saleId !== saleId) return refusal;
  showPaid(receipt);
  return null;
}

export function showPaid(receipt: ReceiptView): void {
  useUi.setState({ place: "change", paid: receipt, panel: null });
}

async function takePart({ saleId, left }: SaleView, amount: Money, given: Money) {
  const input = { saleId, partId: newPartId(), left, amount, given };
  const answer = await askUntilAnswered("payments.take-cash", input);
  if (!answer.ok && !(await isTaken(input))) return answer.refusal;
  const change = subtractMoney(given, amount);
  useUi.setState({ givenDigits: "" });
  useTender.setState({ owed: change.minor > 0 ? change : null });
  return null;
}

/** Whether a part stands although the call that took it was refused: see `showIfPaid`. */
export async function isTaken({
  saleId,
  partId,
}: Pick<Input<"payments.take-cash">, "saleId" | "partId">): Promise<boolean> {
  const view = await askUntilAnswered("register.view", {});
  const sale = view.ok ? view.value.sale : null;
  return sale?.saleId === saleId && sale.taken.some((part) => part.partId === partId);
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
 * same question, so it is asked again until it has said what became of the money. What a manager
 * approved was approved once: no second yes is asked for what may be done already.
 */
export async function askUntilAnswered<C extends Repeatable & Command>(
  command: C,
  input: Input<C>,
): Promise<Answer<C>> {
  for (let wasLost = false; ; wasLost = true) {
    const answer = await (wasLost ? api(command, input) : askAllowed(command, input));
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
