import type { RegisterId } from "../../contract/ids.ts";
import { HOLD_FOR_MS, type ListedReader, type ReaderView } from "../../contract/reader-views.ts";
import type { ToRelay } from "../../contract/relay-protocol.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Tx } from "../storage/storage.ts";
import { accepted, readerRefusal, type Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";

type Named = Extract<ToRelay, { type: "hold-reader" | "connection-token" }>;
type List = Extract<ToRelay, { type: "list-readers" }>;

/**
 * A register drives this reader itself from now on, and no other: what it held before is free. A
 * payment that another register has on it by the relay is not pushed away.
 */
export async function holdReader(
  deps: PaymentDeps,
  registerId: RegisterId,
  { connection, readerId }: Named,
): Promise<Outcome> {
  if (!deps.accounts.has(connection)) return refuse("unknown-connection", connection);
  return deps.storage.transaction(async (tx) => {
    const holder = await holderOf(tx, { connection, readerId }, deps.now());
    if (holder !== undefined && holder !== registerId) {
      return refuse("lease-held", deps.nameOf(holder));
    }
    await tx.holds.release(registerId);
    await tx.holds.take({ connection, readerId, registerId, untilMs: deps.now() + HOLD_FOR_MS });
    return accepted;
  });
}

export async function releaseReaders(
  { storage }: PaymentDeps,
  registerId: RegisterId,
): Promise<Outcome> {
  await storage.transaction((tx) => tx.holds.release(registerId));
  return accepted;
}

/** Only the register that holds the reader is let at it, and at its location's readers alone. */
export async function connectionToken(
  deps: PaymentDeps,
  registerId: RegisterId,
  { connection, readerId }: Named,
): Promise<Outcome> {
  const account = deps.accounts.get(connection);
  if (!account) return refuse("unknown-connection", connection);
  const hold = await deps.storage.transaction((tx) => tx.holds.select(connection, readerId));
  if (hold?.registerId !== registerId || hold.untilMs <= deps.now()) {
    return refuse("no-lease", readerId);
  }
  const location = await account.readers.locationOf(readerId);
  if (location.kind === "unknown") return refuse("stripe-unreachable", location.why);
  if (location.kind === "refused") return refuse(readerRefusal(location.code), location.code);
  if (location.value === null) return refuse("unknown-reader", "it stands at no location");
  const token = await account.readers.connectionToken(location.value);
  if (token.kind === "unknown") return refuse("stripe-unreachable", token.why);
  if (token.kind === "refused") return refuse("stripe-refused", token.code);
  return ok({ type: "connection-token", secret: token.value });
}

export async function listReaders(
  deps: PaymentDeps,
  registerId: RegisterId,
  { connection }: List,
): Promise<Outcome> {
  const account = deps.accounts.get(connection);
  if (!account) return refuse("unknown-connection", connection);
  const listed = await account.readers.list();
  if (listed.kind === "unknown") return refuse("stripe-unreachable", listed.why);
  if (listed.kind === "refused") return refuse("stripe-refused", listed.code);
  const readers = await deps.storage.transaction((tx) =>
    Promise.all(
      listed.value.map((reader) => withHolder(deps, tx, { registerId, connection, reader })),
    ),
  );
  return ok({ type: "readers", connection, readers });
}

type Listed = Readonly<{ registerId: RegisterId; connection: string; reader: ReaderView }>;

async function withHolder(
  { now, nameOf }: PaymentDeps,
  tx: Tx,
  { registerId, connection, reader }: Listed,
): Promise<ListedReader> {
  const holder = await holderOf(tx, { connection, readerId: reader.readerId }, now());
  const isAnothers = holder !== undefined && holder !== registerId;
  return { ...reader, heldBy: isAnothers ? nameOf(holder) : null };
}

type Where = Readonly<{ connection: string; readerId: string }>;

/** Whoever drives the reader, or has a refund or a payment on it. */
async function holderOf(
  tx: Tx,
  { connection, readerId }: Where,
  nowMs: number,
): Promise<RegisterId | undefined> {
  const hold = await tx.holds.select(connection, readerId);
  if (hold && hold.untilMs > nowMs) return hold.registerId;
  const refund = await tx.readerRefunds.selectAt(connection, readerId);
  return refund?.registerId ?? (await tx.leases.select(connection, readerId))?.registerId;
}
