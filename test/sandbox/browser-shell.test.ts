import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openBrowserShell } from "../../sandbox/browser-shell.ts";
import { demoClerk } from "../../sandbox/demo-shop.ts";
import { letIn } from "../support/bridge-client.ts";
import { closeShells, launchToken, log, newRegister, openShell } from "../support/shell.ts";

afterEach(closeShells);

/** A request whose Host is our choice: fetch would set the true one. */
async function get(port: number, path: string, headers: Record<string, string> = {}) {
  const sent = request({ host: "127.0.0.1", port, path, headers });
  sent.end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const chunks = await answer.toArray();
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: Buffer.concat(chunks as Buffer[]).toString(),
  };
}

describe("the browser shell's pages", () => {
  it("trades the token in the address for a cookie and serves the till by it", async () => {
    const shell = await openShell();
    const answer = await fetch(shell.url, { redirect: "manual" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/");
    const page = await get(shell.port, "/", { Cookie: await letIn(shell) });
    expect(page.status).toBe(200);
    expect(page.text).toContain("the till");
  });

  it("answers 401 wrong-token to a wrong token, none, an old cookie, and two tokens", async () => {
    const { port } = await openShell();
    const paths = [
      "/?token=wrong",
      "/",
      `/?token=${launchToken}&token=x`,
      `/assets/?token=${launchToken}`,
    ];
    for (const path of paths) {
      const answer = await get(port, path, { Cookie: `tillside-${port}=old` });
      expect([path, answer.status, answer.headers["tillside-code"]]).toEqual([
        path,
        401,
        "wrong-token",
      ]);
      expect(answer.text).toContain("npm start");
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });

  it("answers 403 wrong-host to another name for this address, even with the cookie", async () => {
    const shell = await openShell();
    const cookie = await letIn(shell);
    for (const host of ["till.attacker.example", `0.0.0.0:${shell.port}`, `[::1]:${shell.port}`]) {
      const answer = await get(shell.port, "/", { Cookie: cookie, Host: host });
      expect([answer.status, answer.headers["tillside-code"]]).toEqual([403, "wrong-host"]);
    }
  });

  it("lets the page load its own files only, and be framed by nobody", async () => {
    const shell = await openShell();
    const { headers } = await get(shell.port, "/", { Cookie: await letIn(shell) });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["x-powered-by"]).toBeUndefined();
  });

  it("has the page asked for each time and the assets kept", async () => {
    const shell = await openShell();
    const Cookie = await letIn(shell);
    const page = await get(shell.port, "/", { Cookie });
    const asset = await get(shell.port, "/assets/page-abc.js", { Cookie });
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(asset.headers["cache-control"]).toBe("private, max-age=31536000, immutable");
  });

  it("serves nothing outside its folder", async () => {
    const shell = await openShell();
    const Cookie = await letIn(shell);
    for (const path of [
      "/../package.json",
      "/..%2f..%2fpackage.json",
      "/assets/%2e%2e/%2e%2e/x",
      "/%00",
      "/%E0%A4%A",
    ]) {
      const { status, text } = await get(shell.port, path, { Cookie });
      expect([400, 403, 404]).toContain(status);
      expect(text).not.toContain("node_modules");
    }
  });

  it("listens on 127.0.0.1 and on no other address of the machine", async () => {
    const { port } = await openShell();
    const elsewhere = connect({ host: "127.0.0.2", port });
    const [error] = (await once(elsewhere, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toMatch(/^E(CONNREFUSED|ADDRNOTAVAIL|TIMEDOUT)$/);
  });

  it("refuses a taken port as port-in-use and names another", async () => {
    const { port } = await openShell();
    const options = {
      register: newRegister(),
      staticFolder: ".",
      port,
      readerPort: 0,
      launchToken,
      log,
    };
    const second = openBrowserShell({ ...options, who: { caller: "till", ...demoClerk } });
    await expect(second).rejects.toMatchObject({ code: "port-in-use" });
    await expect(second).rejects.toThrow(`--port ${port + 1}`);
  });
});
