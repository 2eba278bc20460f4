import type { IncomingMessage, ServerResponse } from "node:http";
import { createLineSplitter } from "../kept-state.ts";
import { createStateReader, statePieces } from "../state-lines.ts";
import type { World } from "../world.ts";
import type { Control } from "../control/control.ts";
import { jsonAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";

/** The whole state goes out as it is at this moment, as lines of JSON. */
export function sendState(world: World, response: ServerResponse): void {
  const pieces = [...statePieces(world.state)];
  response.writeHead(200, { "Content-Type": "application/x-ndjson; charset=utf-8" });
  for (const piece of pieces) response.write(piece);
  response.end();
}

/** A state that was saved comes in; it takes the old one's place when it has come whole. */
export async function takeState(control: Control, request: IncomingMessage): Promise<Answer> {
  const reader = createStateReader();
  const lines = createLineSplitter(reader.take);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) lines.push(chunk);
    lines.end();
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    request.resume();
    return jsonAnswer(400, { error: { message: "That is not a saved state." } });
  }
  const state: Partial<ReturnType<typeof reader.state>> = reader.state();
  if (typeof state.seed !== "string" || state.account === undefined) {
    return jsonAnswer(400, { error: { message: "That is not a saved state." } });
  }
  control.loadState(reader.state());
  return jsonAnswer(200, { ok: true });
}
