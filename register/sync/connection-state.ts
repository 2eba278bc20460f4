import type { ConnectionView, ListedReader } from "../../contract/reader-views.ts";
import type { ReaderChoice } from "../ports.ts";

/** The line to the relay as the till sees it. `lastGoodMs`: when the relay was last heard. */
export type Connection = Readonly<{
  state: "offline" | "connecting" | "online";
  lastGoodMs: number | null;
  /** The relay's clock less ours, as of the last welcome. */
  aheadMs: number;
  connections: readonly ConnectionView[];
}>;

export type ConnectionFact =
  | Readonly<{ kind: "opened" }>
  | Readonly<{
      kind: "welcomed";
      atMs: number;
      relayTimeMs: number;
      connections: readonly ConnectionView[];
    }>
  | Readonly<{ kind: "heard"; atMs: number }>
  | Readonly<{ kind: "listed"; name: string; readers: readonly ListedReader[] }>
  | Readonly<{ kind: "closed" }>;

export const offline: Connection = {
  state: "offline",
  lastGoodMs: null,
  aheadMs: 0,
  connections: [],
};

/** Only a welcome makes the line usable: an open socket proves nothing yet. */
export function nextConnection(connection: Connection, fact: ConnectionFact): Connection {
  switch (fact.kind) {
    case "opened":
      return { ...connection, state: "connecting" };
    case "welcomed": {
      const { atMs: lastGoodMs, relayTimeMs, connections } = fact;
      return { state: "online", lastGoodMs, aheadMs: relayTimeMs - lastGoodMs, connections };
    }
    case "heard":
      return { ...connection, lastGoodMs: fact.atMs };
    case "listed":
      return {
        ...connection,
        connections: connection.connections.map((each) => relisted(each, fact)),
      };
    case "closed":
      return { ...connection, state: "offline" };
  }
}

type Listed = Extract<ConnectionFact, { kind: "listed" }>;

function relisted(connection: ConnectionView, { name, readers }: Listed): ConnectionView {
  if (connection.name !== name) return connection;
  return { ...connection, readers: readers.map(({ heldBy: _heldBy, ...reader }) => reader) };
}

/** The connection that this register was set to, where the relay has it. */
export function knownConnection({ connections }: Connection, wanted?: string): string | null {
  return connections.find(({ name }) => name === wanted)?.name ?? null;
}

/**
 * The reader that this register was set to, and no other: an amount on another counter's reader is
 * another customer's. Its name may be missing while Stripe cannot be listed; the relay checks the
 * id. Only a register that was set to none takes the connection's first.
 */
export function chooseReader(
  { connections }: Connection,
  wanted: Readonly<{ connection: string; readerId: string | null }>,
): ReaderChoice | null {
  const connection = connections.find(({ name }) => name === wanted.connection);
  if (connection === undefined) return null;
  const { name, readers } = connection;
  const readerId = wanted.readerId ?? readers[0]?.readerId;
  if (readerId === undefined) return null;
  const label = readers.find((reader) => reader.readerId === readerId)?.label ?? readerId;
  const isGone = readers.length > 0 && label === readerId;
  return isGone ? null : { connection: name, readerId, label };
}
