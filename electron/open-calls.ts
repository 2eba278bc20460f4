import type { BridgeAnswer, BridgeRequest } from "../contract/bridge.ts";
import type { Command } from "../contract/commands.ts";
import type { TillReply } from "../contract/till-bridge.ts";

/** Commands on their way to the register, each until its answer comes or the register is lost. */
export function createOpenCalls() {
  const waiting = new Map<number, (reply: TillReply) => void>();
  let lastId = 0;
  return {
    open(command: Command, input: unknown, send: (request: BridgeRequest) => void) {
      lastId += 1;
      const request = { id: lastId, command, input };
      const reply = new Promise<TillReply>((resolve) => waiting.set(request.id, resolve));
      send(request);
      return reply;
    },
    settle({ id, ...reply }: BridgeAnswer): void {
      waiting.get(id)?.(reply);
      waiting.delete(id);
    },
    /** Nobody knows what became of them; each hears so, and the page asks again. */
    lose(): void {
      const unanswered = [...waiting.values()];
      waiting.clear();
      for (const answer of unanswered) answer({ lost: "register" });
    },
  };
}
