import type { Command } from "../../contract/commands.ts";
import type { TillBridge, TillReply } from "../../contract/till-bridge.ts";
import type { Answer } from "./answer.ts";
import type { Transport } from "./transport.ts";

/** Carries commands over the desktop window's preload. The host restarts the register by itself. */
export function createPreloadTransport(till: TillBridge): Transport {
  return {
    start({ onConnected, onLost, onEvent }) {
      till.subscribe((message) => {
        if ("event" in message) onEvent(message);
        else if ("hello" in message) onConnected();
        else onLost();
      });
    },
    async ask(command: Command, input: unknown) {
      return answerOf(await till.invoke(command, input));
    },
  };
}

function answerOf(reply: TillReply): Answer<Command> {
  if ("outcome" in reply) return reply.outcome;
  if ("bug" in reply) return { ok: false, refusal: "till-bug", detail: reply.bug };
  return { ok: false, refusal: "connection-lost" };
}
