import type { Command, Input } from "../contract/commands.ts";
import type { Answer } from "./transports/answer.ts";
import type { Transport } from "./transports/transport.ts";

let carrier: Transport | null = null;

/** Chooses what carries commands. Once, before the first screen asks for anything. */
export function carryBy(transport: Transport): void {
  carrier = transport;
}

/** Sends a command to the register. It resolves always: trouble comes as a refusal, too. */
export async function api<C extends Command>(command: C, input: Input<C>): Promise<Answer<C>> {
  if (carrier === null) return { ok: false, refusal: "connection-lost" };
  // The carrier moves JSON; the contract says what the answer to this command is made of.
  return (await carrier.ask(command, input)) as Answer<C>;
}
