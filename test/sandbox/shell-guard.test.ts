import { describe, expect, it } from "vitest";
import { createShellGuard } from "../../sandbox/shell-guard.ts";

const guard = createShellGuard({ launchToken: "the-token-of-this-launch", port: 4710 });

describe("createShellGuard", () => {
  it("knows its two own names and no other", () => {
    const isOurs = (host?: string) => guard.isOurHost(host === undefined ? {} : { host });
    expect(isOurs("127.0.0.1:4710")).toBe(true);
    expect(isOurs("localhost:4710")).toBe(true);
    expect(isOurs("127.0.0.1:4711")).toBe(false);
    expect(isOurs("till.attacker.example:4710")).toBe(false);
    expect(isOurs("127.0.0.1")).toBe(false);
    expect(isOurs()).toBe(false);
  });

  it("takes the origin of the page that it served, and no other", () => {
    const isOurs = (origin?: string) =>
      guard.isOurOrigin({ host: "localhost:4710", ...(origin === undefined ? {} : { origin }) });
    expect(isOurs("http://localhost:4710")).toBe(true);
    expect(isOurs("http://127.0.0.1:4710")).toBe(false);
    expect(isOurs("https://localhost:4710")).toBe(false);
    expect(isOurs("null")).toBe(false);
    expect(isOurs()).toBe(false);
  });

  it("finds its cookie among others, and refuses a near one", () => {
    const pair = guard.cookie.split(";")[0] ?? "";
    expect(guard.hasCookie({ cookie: `theme=dark; ${pair}` })).toBe(true);
    expect(guard.hasCookie({ cookie: `${pair}x` })).toBe(false);
    expect(guard.hasCookie({ cookie: pair.slice(0, -1) })).toBe(false);
    expect(guard.hasCookie({ cookie: `x${pair}` })).toBe(false);
    expect(guard.hasCookie({})).toBe(false);
  });

  it("keeps the cookie from scripts and from other sites", () => {
    expect(guard.cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it("has a cookie of its own on each port, because browsers share them between ports", () => {
    const beside = createShellGuard({ launchToken: "the-token-of-this-launch", port: 4711 });
    expect(beside.cookie.split("=")[0]).not.toBe(guard.cookie.split("=")[0]);
  });

  it("makes the same cookie again after a restart with the same token", () => {
    const again = createShellGuard({ launchToken: "the-token-of-this-launch", port: 4710 });
    const other = createShellGuard({ launchToken: "the-token-of-the-next-one", port: 4710 });
    expect(again.cookie).toBe(guard.cookie);
    expect(other.cookie).not.toBe(guard.cookie);
    expect(guard.cookie).not.toContain("the-token-of-this-launch");
  });

  it("takes the token only whole and only as one text", () => {
    expect(guard.isToken("the-token-of-this-launch")).toBe(true);
    expect(guard.isToken("the-token-of-this-launc")).toBe(false);
    expect(guard.isToken(["the-token-of-this-launch"])).toBe(false);
    expect(guard.isToken("")).toBe(false);
    expect(guard.isToken(undefined)).toBe(false);
  });
});
