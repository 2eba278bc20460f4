import type { RegisterId } from "../../contract/ids.ts";
import {
  isCopyAnswer,
  type CopiedEntry,
  type CopyAnswer,
  type CopyHead,
} from "../../contract/ledger-copy-protocol.ts";
import { FromRelay, PROTOCOL_VERSION, type ToRelay } from "../../contract/relay-protocol.ts";
import type { OpenSocket, RelaySocket } from "../sync/relay-socket.ts";

/** A line of its own, before the register is open, that asks for nothing but copies. */
export type RecoveryLine = Readonly<{
  /** The newest entry that the relay has on its disk. */
  head: CopyHead;
  /** The copies after an entry, a page; empty after the last. Rejects where the line is lost. */
  page: (after: Pick<CopyHead, "seq">) => Promise<readonly CopiedEntry[]>;
  close: () => void;
}>;

type Asked = Readonly<{ openSocket: OpenSocket; registerId: RegisterId; timeoutMs: number }>;

/** Undefined where the relay does not answer in time, or refuses. */
export async function openRecoveryLine(asked: Asked): Promise<RecoveryLine | undefined> {
  const line = openLine(asked);
  const first = await line.next();
  if (first?.type !== "ledger-head") {
    line.close();
    return undefined;
  }
  return { head: first.head, page: ({ seq }) => pageAfter(line, seq), close: line.close };
}

type Line = Readonly<{
  send: (message: ToRelay) => void;
  /** Undefined when the line is lost or silent for too long. */
  next: () => Promise<CopyAnswer | undefined>;
  close: () => void;
}>;

async function pageAfter(line: Line, afterSeq: number): Promise<readonly CopiedEntry[]> {
  line.send({ type: "ask-copies", afterSeq });
  const answer = await line.next();
  if (answer?.type !== "copies") throw new Error("the relay's copy could not be read to its end");
  return answer.entries;
}

/** One question at a time, so one waiting reader at most. */
function openLine({ openSocket, registerId, timeoutMs }: Asked): Line {
  const heard: (CopyAnswer | undefined)[] = [];
  let waiting: ((answer: CopyAnswer | undefined) => void) | undefined;
  const tell = (answer: CopyAnswer | undefined) => {
    if (waiting === undefined) heard.push(answer);
    else waiting(answer);
    waiting = undefined;
  };
  const socket: RelaySocket = openSocket({
    open: () => {
      const hello = { protocol: PROTOCOL_VERSION, registerId, cursor: 0 } as const;
      send({ type: "hello", ...hello, purpose: "recover" });
    },
    message: (text) => {
      const frame = FromRelay.safeParse(parseJson(text));
      if (!frame.success || frame.data.type === "goodbye") tell(undefined);
      else if (isCopyAnswer(frame.data)) tell(frame.data);
    },
    close: () => tell(undefined),
  });
  const send = (message: ToRelay) => void socket.send(JSON.stringify(message));

  function next(): Promise<CopyAnswer | undefined> {
    if (heard.length > 0) return Promise.resolve(heard.shift());
    return new Promise((resolve) => {
      const limit = setTimeout(() => tell(undefined), timeoutMs);
      waiting = (answer) => {
        clearTimeout(limit);
        resolve(answer);
      };
    });
  }
  return { send, next, close: () => socket.close() };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON fits no schema: the caller hangs up.
    return undefined;
  }
}
