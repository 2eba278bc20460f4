import type { ServerResponse } from "node:http";

type Watcher = { response: ServerResponse; view: () => unknown; last: string };

export type Watchers = ReturnType<typeof createWatchers>;

/**
 * Pages that look on, by Server-Sent Events: each gets its whole view whenever that
 * changed, and null when there is nothing to see any more.
 */
export function createWatchers() {
  const watchers = new Set<Watcher>();

  function tell(watcher: Watcher): void {
    const text = JSON.stringify(watcher.view());
    // The clock alone is no change.
    const seen = text.replace(/"nowMs":\d+/, "");
    if (seen === watcher.last) return;
    watcher.last = seen;
    watcher.response.write(`data: ${text}\n\n`);
  }

  return {
    add: (response: ServerResponse, view: () => unknown): void => {
      const watcher = { response, view, last: "" };
      response.writeHead(200, {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
      });
      watchers.add(watcher);
      response.on("close", () => watchers.delete(watcher));
      tell(watcher);
    },
    tellAll: (): void => watchers.forEach(tell),
    close: (): void => watchers.forEach(({ response }) => response.end()),
  };
}
