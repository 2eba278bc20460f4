import { randomUUID } from "node:crypto";
import { TroubleError } from "../../contract/trouble.ts";
import { answerRequest } from "../../register/answer-request.ts";
import { createLog } from "../../register/create-log.ts";
import type { HostEnv } from "../../register/host-env.ts";
import { openHostedRegister } from "../../register/open-hosted-register.ts";
import { troubleFrom } from "../../register/trouble-from.ts";
import type { FromRegister, ToRegister } from "../register-messages.ts";
import { carryReaderWindow } from "./carry-reader-window.ts";

/** The register in a process of its own: SQLite's fsync must not hold up a window. */
type Running = Readonly<{ receive: (message: ToRegister) => void; close: () => void }>;

const log = createLog("register", () => new Date().toISOString());
const newId = (prefix: string) => `${prefix}_${randomUUID()}`;
const tell = (message: FromRegister) => process.parentPort.postMessage(message);
let running: Running | undefined;

process.parentPort.on("message", ({ data }) => {
  const message = data as ToRegister;
  if ("start" in message) void start(message.start);
  else if ("stop" in message) stop();
  else running?.receive(message);
});

async function start(env: HostEnv): Promise<void> {
  try {
    running = await open(env);
    tell({ ready: true });
  } catch (thrown) {
    const trouble = troubleFrom(thrown);
    if (!(trouble instanceof TroubleError)) throw trouble;
    tell({ trouble: { code: trouble.code, message: trouble.message } });
  }
}

function stop(): void {
  running?.close();
  process.exit(0);
}

async function open(env: HostEnv): Promise<Running> {
  const { register, till } = await openHostedRegister(env, {
    ...{ now: Date.now, newId, log },
    // The window starts it again, and a start restores what the relay has seen.
    onDiverged: () => process.exit(1),
  });
  const newBugId = () => newId("bug");
  const reader = carryReaderWindow(register.readerWindows, (toReader) => tell({ toReader }));
  register.onEvent((told) => tell({ told }));
  register.customerDisplays.follow((shown) => tell({ shown }));
  return {
    receive(message) {
      if ("request" in message) {
        const { request } = message;
        tell({ answer: answerRequest(request, { register, who: till, log, newBugId }) });
      } else {
        reader.receive(message);
      }
    },
    close: register.close,
  };
}
