import type { ErrorResponse, Reader, Terminal } from "@stripe/terminal-js";
import type { SandboxLine } from "./sandbox-line.ts";
import { setConnection, setPayment, type PaymentWord, type Simulated } from "./simulated-state.ts";

type Methods = Pick<
  Terminal,
  | "discoverReaders"
  | "connectReader"
  | "disconnectReader"
  | "getConnectedReader"
  | "clearCachedCredentials"
>;

type Open = Readonly<{ session: string; reader: Reader; close: () => void }>;

/** Discovery and the one session with a reader; its loss is told as Stripe's program tells it. */
export function simulatedConnection(state: Simulated, line: SandboxLine) {
  let open: Open | null = null;

  function lose(session: string): void {
    if (open?.session !== session) return;
    open = null;
    end(state);
    const message = "The reader was disconnected unexpectedly.";
    state.props.onUnexpectedReaderDisconnect?.({ error: { code: "reader_error", message } });
  }

  async function connect(reader: Reader, failIfInUse: boolean): Promise<Opened> {
    setConnection(state, "connecting");
    let session = "";
    const asked = { readerId: reader.id, failIfInUse };
    const answer = await line.open(asked, {
      status: (status) => setPayment(state, status as PaymentWord),
      lost: () => lose(session),
    });
    if ("error" in answer) {
      end(state);
      return answer;
    }
    session = answer.session;
    open = { ...answer, reader };
    setConnection(state, "connected");
    setPayment(state, "ready");
    return { reader };
  }

  const methods: Methods = {
    discoverReaders: () => line.ask("/readers", {}),
    connectReader: async (reader, options) =>
      open === null
        ? connect(reader, options?.fail_if_in_use === true)
        : failure("already_connected", "A reader is connected already."),
    disconnectReader: () => {
      const { close } = open ?? {};
      open = null;
      end(state);
      close?.();
      return Promise.resolve({});
    },
    getConnectedReader: () => open?.reader as Reader,
    clearCachedCredentials: () => {
      line.forget();
      return Promise.resolve({});
    },
  };
  return { methods, session: () => open?.session ?? null };
}

type Opened = ErrorResponse | { reader: Reader };

function end(state: Simulated): void {
  setConnection(state, "not_connected");
  setPayment(state, "not_ready");
}

function failure(code: string, message: string): ErrorResponse {
  return { error: { code, message } };
}
