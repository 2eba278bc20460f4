import type { Command, RegisterEvent } from "../../../contract/commands.ts";
import { Currency, money } from "../../../contract/money.ts";
import { LineId, ProductId, RegisterId, SaleId, UserId } from "../../../contract/ids.ts";
import type { LineView, ReceiptView, RegisterView, SaleView } from "../../../contract/views.ts";
import type { Answer } from "../../../renderer/transports/answer.ts";
import type { Transport, TransportListener } from "../../../renderer/transports/transport.ts";

export const eur = Currency.parse("EUR");
const euros = (minor: number) => money(minor, eur);

const line: LineView = {
  lineId: LineId.parse("line_1"),
  productId: ProductId.parse("prod_1"),
  name: "Flat white",
  detail: "take away",
  quantity: 1,
  unitPrice: euros(360),
  discount: null,
  total: euros(360),
  taxCode: "A",
};

export function saleOf(saleId: string, lines: readonly LineView[] = [line]): SaleView {
  const total = euros(360 * lines.length);
  return {
    saleId: SaleId.parse(saleId),
    lines,
    itemCount: lines.length,
    subtotal: total,
    discount: null,
    discountTotal: euros(0),
    taxes: [],
    total,
    cashTotal: total,
    ...{ taken: [], left: total, cashLeft: total },
    canUndo: false,
  };
}

export function receiptOf(sale: SaleView): ReceiptView {
  const { saleId, lines, itemCount, subtotal, discount, discountTotal, taxes, total } = sale;
  return {
    ...{ saleId, lines, itemCount, subtotal, discount, discountTotal, taxes, total },
    receiptNumber: "2-1",
    atMs: 1_795_000_000_000,
    clerk: "Mara",
    rounding: euros(0),
    tenders: [{ tender: "cash", amount: total, given: total, change: euros(0) }],
    seq: 2,
    hash: "ab".repeat(32),
  };
}

export function registerOf(sale: SaleView): RegisterView {
  return {
    registerId: RegisterId.parse("reg_1"),
    registerName: "Till 1",
    mode: "shop",
    shop: {
      name: "Shop",
      addressLines: [],
      currency: eur,
      taxName: "VAT",
      taxMode: "inclusive",
      taxClasses: [{ code: "A", rateBasisPoints: 2_300 }],
      cashStepMinor: 5,
      notesMinor: [500],
      coinsMinor: [5],
    },
    seat: {
      clerk: { userId: UserId.parse("user_1"), name: "Mara", role: "clerk" },
      autoLockMs: null,
    },
    day: {
      session: null,
      isSessionRequired: false,
      nextZNumber: 1,
      firstSeq: 1,
      parkedCount: 0,
      isTraining: false,
      clockBehindMs: 0,
    },
    sale,
    payment: null,
    lanes: [],
    creditSpend: null,
    exchange: null,
    topUp: null,
    attention: [],
    status: {
      relay: { state: "online", lastGoodMs: 0 },
      reader: {
        ...{ state: "ready", label: "Counter 1", simulatorUrl: null },
        ...{ way: "direct", trouble: null },
      },
      unsent: 0,
      clockOffMs: 0,
    },
    lastReceipt: null,
  };
}

/** A register by script: the test answers its commands and speaks as its carrier. */
export function createFakeTill(sale: SaleView) {
  const asked: Command[] = [];
  const inputs: unknown[] = [];
  const answers: Partial<Record<Command, () => Answer<Command> | Promise<Answer<Command>>>> = {
    "register.view": () => ({ ok: true, value: registerOf(sale) }),
    "catalog.keys": () => ({ ok: true, value: [] }),
    "sales.find": () => ({ ok: true, value: [] }),
  };
  let listener: TransportListener | null = null;
  const transport: Transport = {
    start: (started) => {
      listener = started;
    },
    ask: (command, input) => {
      asked.push(command);
      inputs.push(input);
      const answer = answers[command]?.() ?? { ok: false, refusal: "unknown-command" };
      return Promise.resolve(answer);
    },
  };
  return {
    transport,
    asked,
    /** What was said with each command that was asked. */
    inputs,
    answers,
    connect: () => listener?.onConnected(),
    lose: () => listener?.onLost(),
    tell: (event: RegisterEvent) => listener?.onEvent(event),
  };
}
