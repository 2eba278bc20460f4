import { rmSync } from "node:fs";
import { mkdtemp, open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Control } from "../control/control.ts";
import { createLineSplitter, saveState } from "../kept-state.ts";
import { createStateReader } from "../state-lines.ts";
import type { World } from "../world.ts";
import type { Answer } from "./answer.ts";
import { jsonAnswer } from "./answer.ts";

/**
 * The whole state goes out as it is at this moment, as lines of JSON. A year of trade is gigabytes
 * of them, and whoever asks may read slowly: they go by way of a file, so that neither their number
 * nor a payment that comes meanwhile matters. Throws what the disk says when it takes no more.
 */
export async function sendState(world: World, response: ServerResponse): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tillside-sandbox-"));
  try {
    const path = join(folder, "state.ndjson");
    saveState(path, world.state);
    const file = await open(path);
    response.writeHead(200, { "Content-Type": "application/x-ndjson; charset=utf-8" });
    await pipeline(file.createReadStream(), response);
  } catch (error) {
    if (!isGoneAway(error)) throw error;
  } finally {
    // At once: a sandbox that is being closed may not come back to it.
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whoever asked has heard enough. */
function isGoneAway(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET" || code === "EPIPE";
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
