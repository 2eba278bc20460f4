import type { RegisterEvent } from "../../contract/commands.ts";
import { RegisterId, TopUpId, type CreditAccountId } from "../../contract/ids.ts";
import { PROTOCOL_VERSION, type ToRelay } from "../../contract/relay-protocol.ts";
import type { CreditAccountView, CreditSpendView } from "../../contract/store-credit-views.ts";
import type { RegisterConfig } from "../../register/ports.ts";
import { relaySocketOpener } from "../../register/sync/relay-socket.ts";
import { relayRows } from "../server/support/relay-rows.ts";
import { deviceTokens, openRelayWorld } from "../server/support/relay-world.ts";
import { euros } from "./day.ts";
import { ledgerHead } from "./copied-world.ts";
import { beans, openWorld, temporaryFolder, type World } from "./world.ts";

type Till = "reg_1" | "reg_2";

/** A real relay with two registers, each on a disk of its own, that share their store credit. */
export async function openCreditWorld() {
  const {
    relay,
    folder: relayFolder,
    stop: stopRelay,
  } = await openRelayWorld({ hasWebhooks: false });
  const socketOf = (till: Till) => {
    const { tillUrl: url, caPem, caPin } = relay;
    const deviceToken = deviceTokens[till];
    return { openSocket: relaySocketOpener({ url, caPem, caPins: [caPin], deviceToken }) };
  };
  const open = async (till: Till, more: Partial<RegisterConfig> = {}): Promise<World> => {
    const config = { ...more, registerId: RegisterId.parse(till) };
    const world = openWorld({ folder: temporaryFolder(), relay: socketOf(till), config });
    await until(world, () => world.act("register.view", {}).status.relay.state === "online");
    return world;
  };

  /** Waits until the relay has this till's whole book. */
  async function untilCopied(world: World, till: Till): Promise<void> {
    for (;;) {
      const [head] = relayRows<{ seq: number }>(relayFolder, copiedHead(till));
      if ((head?.seq ?? 0) >= ledgerHead(world.folder).seq) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Opens an account at a till and puts credit on it for cash. */
  async function openAccount(world: World, till: Till, minor: number): Promise<CreditAccountId> {
    const { accountId } = world.act("credit.open", { name: "Ada Byron" });
    world.act("credit.top-up", topUpOf(accountId, minor));
    await untilCopied(world, till);
    return accountId;
  }
  /** A till that asks the relay to hold something and is never heard of again. */
  async function holdAndVanish(till: Till, request: ToRelay): Promise<void> {
    const cursor = 0;
    const hello = { type: "hello", protocol: PROTOCOL_VERSION, registerId: till, cursor };
    await new Promise<void>((resolve) => {
      const socket = socketOf(till).openSocket({
        open: () => void socket.send(JSON.stringify(hello)),
        message(text) {
          const { type } = JSON.parse(text) as { type: string };
          if (type === "welcome") socket.send(JSON.stringify(request));
          if (type.endsWith("-held")) socket.close();
        },
        close: () => resolve(),
      });
    });
  }
  return { relayFolder, open, untilCopied, openAccount, holdAndVanish, stopRelay };
}

const copiedHead = (till: Till) =>
  `SELECT coalesce(max(seq), 0) AS seq FROM ledger_copy WHERE register_id = '${till}'`;

export function topUpOf(accountId: CreditAccountId, minor: number, topUpId = "topup_1") {
  const by = { tender: "cash" } as const;
  return { topUpId: TopUpId.parse(topUpId), accountId, amount: euros(minor), by };
}

/** Waits for an event after which the condition holds; it may hold already. */
export async function until(world: World, holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise<void>((resolve) => {
      const stop = world.register.onEvent(() => {
        stop();
        resolve();
      });
    });
  }
}

/** Puts one bag of beans (24.50) on the ticket and pays it from the account. */
export function payByCredit(world: World, accountId: CreditAccountId): CreditSpendView {
  const { saleId } = world.sale();
  world.act("sales.scan", { saleId, code: beans, quantity: 1 });
  return world.act("credit.pay", { saleId, accountId, total: world.sale().total });
}

/** How an attempt ended, waiting for it. */
export async function endOf(world: World, spend: CreditSpendView): Promise<CreditSpendView> {
  const ended = () =>
    spendsTold(world).findLast((told) => told.reservationId === spend.reservationId);
  await until(world, () => (ended()?.phase ?? "asked") !== "asked");
  return ended() ?? spend;
}

/** What the relay says of an account. */
export async function readCredit(
  world: World,
  accountId: CreditAccountId,
): Promise<CreditAccountView> {
  const before = world.events.length;
  world.act("credit.read", { accountId });
  const told = () =>
    world.events.slice(before).flatMap((event) => (isCredit(event) ? [event.view] : []));
  await until(world, () => told().length > 0);
  const [view] = told();
  if (view === undefined) throw new Error("the relay said nothing");
  return view;
}

const isCredit = (
  event: RegisterEvent,
): event is Extract<RegisterEvent, { event: "credit-changed" }> => event.event === "credit-changed";

function spendsTold({ events }: World): readonly CreditSpendView[] {
  return events.flatMap((event) => (event.event === "credit-spend-changed" ? [event.view] : []));
}
