import type { Input } from "../../contract/commands.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { RefusalCode } from "../format/words.ts";
import { useCredit } from "../store/credit-store.ts";
import { useTopUp } from "../store/top-up-store.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { closeTopUp, showAccount } from "./credit-history.ts";

/** Answers why not, or null once it is started; what the card comes to is told by events. */
export async function chargeTopUp(
  input: Input<"credit.charge-top-up">,
): Promise<RefusalCode | null> {
  const { account } = useCredit.getState();
  useUi.setState({ payingRefusal: null });
  const answer = await askAllowed("credit.charge-top-up", input);
  if (!answer.ok) return answer.refusal;
  const name = account?.accountId === input.accountId ? account.name : useTopUp.getState().name;
  useTopUp.setState({ payment: answer.value, name });
  closeTopUp();
  return null;
}

/** Proven dead, the same top-up may be tried by a card once more: it is still added once. */
export async function chargeTopUpAgain({ topUp, amount }: PaymentView): Promise<void> {
  if (topUp === undefined) return;
  useUi.setState({ payingRefusal: await chargeTopUp({ ...topUp, amount }) });
}

/** The payment that is shown moves on; one that was left may have changed the account shown. */
export function followTopUp(payment: PaymentView): void {
  const { payment: shown } = useTopUp.getState();
  if (shown?.paymentId === payment.paymentId) {
    useTopUp.setState({ payment });
    return;
  }
  const { account } = useCredit.getState();
  if (account !== null && account.accountId === payment.topUp?.accountId) void showAccount(account);
}

/**
 * At the start, or after a lost connection: one that waits for its card is shown where it can be
 * cancelled. One that ended meanwhile is laid down: the account's history says what it came to.
 */
export function resumeTopUp(open: PaymentView | null): void {
  const { payment: shown } = useTopUp.getState();
  if (open !== null && open.paymentId === shown?.paymentId) useTopUp.setState({ payment: open });
  else if (open !== null && asksForCard(open)) show(open);
  else if (shown !== null && !isFinal(shown)) leaveTopUp();
}

/** In the place of an earlier try of the same top-up, or of what the screen shows else. */
function show(open: PaymentView): void {
  const { payment: shown, name } = useTopUp.getState();
  const isSame = shown?.topUp?.topUpId === open.topUp?.topUpId;
  useTopUp.setState({ payment: open, name: isSame ? name : "" });
  useUi.setState({ place: "credit", panel: null, paid: null });
}

const asksForCard = ({ phase }: PaymentView): boolean =>
  phase === "waiting" || phase === "declined";

const isFinal = ({ phase }: PaymentView): boolean => phase === "captured" || phase === "cancelled";

/** Back to the account. What is not known yet goes on being looked up. */
export function leaveTopUp(): void {
  const { payment, name } = useTopUp.getState();
  useTopUp.setState(useTopUp.getInitialState(), true);
  useUi.setState({ payingRefusal: null });
  if (payment?.topUp === undefined || useUi.getState().place !== "credit") return;
  const { accountId } = payment.topUp;
  void showAccount({ accountId, name, balance: null, available: null });
}
