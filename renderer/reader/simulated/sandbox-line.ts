import type { ErrorResponse, ExposedError } from "@stripe/terminal-js";

/** The sandbox's side of the SDK, by HTTP. */
export type SandboxLine = ReturnType<typeof createSandboxLine>;

type Fetch = typeof fetch;
type First = Readonly<{ session: string }>;
type Listener = Readonly<{
  status: (status: string) => void;
  /** The stream of the session has ended. */
  lost: () => void;
}>;

/** Speaks to the sandbox for one page. `token` is asked for whenever the sandbox wants a fresh one. */
export function createSandboxLine(
  { origin, fetch }: Readonly<{ origin: string; fetch: Fetch }>,
  token: () => Promise<string>,
) {
  let kept: string | null = null;

  /** A token of before the sandbox's restart is none any more: once more with a fresh one. */
  async function post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
    const response = await send(path, body, signal);
    return response.status === 401 ? send(path, body, signal) : response;
  }

  async function send(path: string, body: object, signal?: AbortSignal): Promise<Response> {
    kept ??= await token();
    const response = await fetch(`${origin}/_terminal${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${kept}` },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status === 401) kept = null;
    return response;
  }

  return {
    forget: (): void => {
      kept = null;
    },
    async ask<Answer extends object>(path: string, body: object): Promise<Answer | ErrorResponse> {
      return guarded(async () => (await (await post(path, body)).json()) as Answer | ErrorResponse);
    },
    /** Opens a session; its id, or why there is none. `close` ends it. */
    async open(
      body: object,
      listener: Listener,
    ): Promise<Readonly<{ session: string; close: () => void }> | ErrorResponse> {
      const ended = new AbortController();
      return guarded(async () => {
        const response = await post("/sessions", body, ended.signal);
        const isStream = response.headers.get("content-type") === "application/x-ndjson";
        if (!isStream || response.body === null) return (await response.json()) as ErrorResponse;
        const lines = linesOf(response.body);
        const first = await lines.next();
        const { session } = JSON.parse(first.done === true ? "{}" : first.value) as First;
        void follow(lines, listener);
        return { session, close: () => ended.abort() };
      });
    },
  };
}

async function guarded<Answer>(work: () => Promise<Answer>): Promise<Answer | ErrorResponse> {
  try {
    return await work();
  } catch (error) {
    return { error: troubleOf(error) };
  }
}

function troubleOf(error: unknown): ExposedError {
  const message = String(error);
  const isToken = error instanceof Error && error.message.includes("token");
  return { code: isToken ? "failed_fetch_connection_token" : "network_error", message };
}

async function follow(lines: AsyncGenerator<string, void>, listener: Listener): Promise<void> {
  try {
    for await (const line of lines)
      listener.status((JSON.parse(line) as { status: string }).status);
  } catch {
    // The connection broke, or we ended it: either way the session is over.
  }
  listener.lost();
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
