import type { Command, Input } from "../../contract/commands.ts";
import { isSameMoney, money, subtractMoney, type Money } from "../../contract/money.ts";
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
import { openSale, showRefusal } from "./open-sale.ts";

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
  useUi.setState({ taking: null });
  const isOver = openSale()?.saleId !== sale.saleId;
  if (isOver && useUi.getState().place === "tender") {
    useUi.setState({ place: "sale" });
    if (refusal !== null) showRefusal(refusal, "");
  }
  return refusal;
}

async function complete({ saleId, cashLeft }: SaleView, given: Money) {
  const input = { saleId, total: cashLeft, given };
  const { answer, wasLost } = await askToTheEnd("sales.pay-cash", input);
  if (answer.ok) return showPaid(answer.value);
  const receipt = wasLost ? await receiptOf(saleId) : null;
  // What another window took is given back there.
  const isOurs = receipt?.tenders.some((paid) => isSameCash(paid, given)) ?? false;
  return receipt !== null && isOurs ? showPaid(receipt) : answer.refusal;
}

const isSameCash = (paid: ReceiptView["tenders"][number], given: Money): boolean =>
  paid.tender === "cash" && isSameMoney(paid.given, given);

/**
 * The receipt of a sale that the register may have ended before its answer was lost: asked again it
 * refuses what a manager approved once. Null where it is not the newest.
 */
export async function receiptOf(saleId: SaleView["saleId"]): Promise<ReceiptView | null> {
  const view = await askUntilAnswered("register.view", {});
  const receipt = view.ok ? view.value.lastReceipt : null;
  return receipt?.saleId === saleId ? receipt : null;
}

/** Answers null, as whoever has nothing to refuse. */
export function showPaid(receipt: ReceiptView): null {
  useUi.setState({ place: "change", paid: receipt, panel: null });
  return null;
}

async function takePart({ saleId, left }: SaleView, amount: Money, given: Money) {
  const input = { saleId, partId: newPartId(), left, amount, given };
  const { answer, wasLost } = await askToTheEnd("payments.take-cash", input);
  if (!answer.ok && !(wasLost && (await isTaken(input)))) return answer.refusal;
  const change = subtractMoney(given, amount);
  useUi.setState({ givenDigits: "" });
  useTender.setState({ owed: change.minor > 0 ? change : null });
  return null;
}

/** Whether a part stands although its answer was lost: see `receiptOf`. */
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
export async function askToTheEnd<C extends Repeatable & Command>(
  command: C,
  input: Input<C>,
): Promise<Readonly<{ answer: Answer<C>; wasLost: boolean }>> {
  for (let wasLost = false; ; wasLost = true) {
    const answer = await (wasLost ? api(command, input) : askAllowed(command, input));
    if (answer.ok || answer.refusal !== "connection-lost") return { answer, wasLost };
    await registerConnected();
  }
}

export async function askUntilAnswered<C extends Repeatable & Command>(
  command: C,
  input: Input<C>,
): Promise<Answer<C>> {
  return (await askToTheEnd(command, input)).answer;
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
