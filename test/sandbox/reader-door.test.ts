import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { closeShells, launchToken, openShell } from "../support/shell.ts";

afterEach(closeShells);

type Shell = Awaited<ReturnType<typeof openShell>>;

/** The cookie that a browser holds after it brought the token to the till's page. */
async function cookieOf({ url }: Shell): Promise<string> {
  const answer = await fetch(url, { redirect: "manual" });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

const at = (port: number) => `http://127.0.0.1:${port}`;

type Knocked = Readonly<{ outcome: string; hello: object | null }>;

/** Opens a door, or is refused; the first thing that is said behind it. */
function knock(port: number, path: string, headers: Record<string, string>): Promise<Knocked> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  return new Promise((resolve) => {
    socket.on("error", (error) => resolve({ outcome: String(error), hello: null }));
    socket.on("message", (data: Buffer) => {
      resolve({ outcome: "open", hello: JSON.parse(data.toString("utf8")) as object });
      socket.terminate();
    });
  });
}

describe("the reader's door of the browser shell", () => {
  it("answers the reader's own origin, and has nothing of the till behind it", async () => {
    const shell = await openShell();
    const headers = { Cookie: await cookieOf(shell), Origin: at(shell.readerPort) };
    const door = await knock(shell.readerPort, "/reader-bridge", headers);
    expect(door.hello).toEqual({ type: "hello" });
    expect((await knock(shell.readerPort, "/bridge", headers)).outcome).toContain("404");
  });

  it("keeps the reader's page off the till's door, and the till's off the reader's", async () => {
    const shell = await openShell();
    const cookie = await cookieOf(shell);
    const asReader = { Cookie: cookie, Origin: at(shell.readerPort) };
    expect((await knock(shell.port, "/bridge", asReader)).outcome).toContain("403");
    const asTill = { Cookie: cookie, Origin: at(shell.port) };
    expect((await knock(shell.readerPort, "/reader-bridge", asTill)).outcome).toContain("403");
  });

  it("wants the till's cookie, or its token", async () => {
    const shell = await openShell();
    const origin = { Origin: at(shell.readerPort) };
    expect((await knock(shell.readerPort, "/reader-bridge", origin)).outcome).toContain("401");
    const page = `${at(shell.readerPort)}/reader/index.html`;
    expect((await fetch(page)).status).toBe(401);
    const letIn = await fetch(`${page}?token=${launchToken}`, { redirect: "manual" });
    expect(letIn.status).toBe(303);
  });

  it("may be framed by the till alone, and takes its script from itself and from Stripe", async () => {
    const shell = await openShell();
    const page = await fetch(`${at(shell.readerPort)}/none`);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`frame-ancestors ${at(shell.port)}`);
    expect(policy).toContain("script-src 'self' https://js.stripe.com;");
    const till = await fetch(`${at(shell.port)}/none`);
    const tillPolicy = till.headers.get("content-security-policy") ?? "";
    expect(tillPolicy).toContain(`frame-src ${at(shell.readerPort)};`);
    expect(tillPolicy).not.toContain("stripe");
  });
});
