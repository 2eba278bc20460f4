import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { request } from "node:https";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { openListener } from "../../../server/listener.ts";
import { openOwnAuthority, spkiPin, type OwnAuthority } from "../../../server/tls/own-authority.ts";

const DAY_MS = 86_400_000;
const dateOf = (atMs: number) => new Date(atMs);
const open = (folder: string, nowMs = Date.now()) =>
  openOwnAuthority({ now: () => nowMs, dateOf }, folder);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tillside-tls-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function serve(authority: OwnAuthority): Promise<string> {
  const listener = await openListener(
    { host: "127.0.0.1", port: 0, tls: true },
    authority,
    (_req, res) => res.end("served"),
  );
  onTestFinished(listener.close);
  return listener.url;
}

/** Asks as a register does: the chain, the name, and the authority's key by its pin. */
async function ask(url: string, { caPem, pin }: Readonly<{ caPem: string; pin: string }>) {
  const checkPinned = (host: string, cert: PeerCertificate) => {
    const { issuerCertificate: issuer } = cert as DetailedPeerCertificate;
    const isPinned = spkiPin(issuer.raw) === pin;
    return checkServerIdentity(host, cert) ?? (isPinned ? undefined : new Error("wrong pin"));
  };
  const req = request(url, { ca: caPem, checkServerIdentity: checkPinned, agent: false });
  req.end();
  const [res] = (await once(req, "response")) as [IncomingMessage];
  return res.statusCode;
}

describe("openOwnAuthority", () => {
  it("makes an authority whose leaf serves 127.0.0.1 and localhost", async () => {
    const authority = await open(newFolder());
    const url = await serve(authority);
    expect(await ask(url, authority)).toBe(200);
    expect(await ask(url.replace("127.0.0.1", "localhost"), authority)).toBe(200);
  });

  it("is refused by whoever trusts another authority, or pins another key", async () => {
    const authority = await open(newFolder());
    const other = await open(newFolder());
    const url = await serve(authority);
    await expect(ask(url, other)).rejects.toThrow();
    await expect(ask(url, { ...authority, pin: other.pin })).rejects.toThrow("wrong pin");
  });

  it("keeps its keys for the owner's eyes, and the same pin over restarts", async () => {
    const folder = newFolder();
    const first = await open(folder);
    const again = await open(folder);
    expect(again).toEqual(first);
    expect(readFileSync(join(folder, "ca.pin"), "utf8").trim()).toBe(first.pin);
    expect(readFileSync(join(folder, "ca.pem"), "utf8")).toBe(first.caPem);
    for (const name of ["ca-key.pem", "relay-key.pem"]) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
  });

  it("renews a leaf that is about to end, and strands no register by it", async () => {
    const folder = newFolder();
    const first = await open(folder);
    const later = await open(folder, Date.now() + 380 * DAY_MS);
    expect(later.leaf.cert).not.toBe(first.leaf.cert);
    expect(later.pin).toBe(first.pin);
  });
});
