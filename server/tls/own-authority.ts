import { createHash, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "selfsigned";
import type { Clock } from "../ports.ts";

type Deps = Readonly<{ now: Clock; dateOf: DateOf }>;
type Pair = Readonly<{ cert: string; key: string }>;

/** The certificate maker wants dates, and only a host may make one. */
export type DateOf = (atMs: number) => NonNullable<Validity["notAfterDate"]>;
type Validity = NonNullable<Parameters<typeof generate>[1]>;

/** What a listener serves with, and what a register pins. */
export type OwnAuthority = Readonly<{
  caPem: string;
  /** SHA-256 of the authority's public key (SPKI, DER), base64, as in RFC 7469. */
  pin: string;
  leaf: Pair;
}>;

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
const LEAF_DAYS = 397;
/** A leaf with less left than this is replaced at the next start; the pinned authority stays. */
const RENEW_DAYS = 30;

/**
 * The relay's own certificate authority, made at the first start: registers pin its key, so that a
 * new leaf strands nobody. Keys are readable by the owner alone. `ca.pem` and `ca.pin` are for
 * registers.
 */
export async function openOwnAuthority(deps: Deps, folder: string): Promise<OwnAuthority> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = readPair(folder, "ca") ?? keepPair(folder, "ca", await makeAuthority(deps));
  const kept = readPair(folder, "relay");
  const leaf =
    kept && isUsable(deps, kept.cert, authority.cert)
      ? kept
      : keepPair(folder, "relay", await makeLeaf(deps, authority));
  const pin = spkiPin(authority.cert);
  keep(join(folder, "ca.pin"), `${pin}\n`);
  return { caPem: authority.cert, pin, leaf };
}

/** The pin of a certificate, PEM or DER. */
export function spkiPin(cert: string | Buffer): string {
  const spki = new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest("base64");
}

function isUsable({ now }: Deps, certPem: string, authorityPem: string): boolean {
  const leaf = new X509Certificate(certPem);
  const isLasting = leaf.validToDate.getTime() - now() > RENEW_DAYS * DAY_MS;
  return isLasting && leaf.verify(new X509Certificate(authorityPem).publicKey);
}

async function makeAuthority(deps: Deps): Promise<Pair> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "Tillside relay" }], {
    ...keyKind,
    ...validFor(deps, AUTHORITY_DAYS),
    extensions: [
      { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key, cert };
}

async function makeLeaf(deps: Deps, authority: Pair): Promise<Pair> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    ...keyKind,
    ...validFor(deps, LEAF_DAYS),
    ca: authority,
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { key, cert };
}

const keyKind = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;

/** From a day ago: the clocks of tills are not exact. */
function validFor({ now, dateOf }: Deps, days: number): Validity {
  const atMs = now();
  return { notBeforeDate: dateOf(atMs - DAY_MS), notAfterDate: dateOf(atMs + days * DAY_MS) };
}

function readPair(folder: string, name: string): Pair | undefined {
  const [certPath, keyPath] = pathsOf(folder, name);
  if (!existsSync(certPath) || !existsSync(keyPath)) return undefined;
  return { cert: readFileSync(certPath, "utf8"), key: readFileSync(keyPath, "utf8") };
}

/** The certificate comes last: a pair without it is half made and is made again. */
function keepPair(folder: string, name: string, pair: Pair): Pair {
  const [certPath, keyPath] = pathsOf(folder, name);
  keep(keyPath, pair.key);
  keep(certPath, pair.cert);
  return pair;
}

const pathsOf = (folder: string, name: string) =>
  [join(folder, `${name}.pem`), join(folder, `${name}-key.pem`)] as const;

/** Under another name first: half a key misleads. */
function keep(path: string, text: string): void {
  writeFileSync(`${path}.part`, text, { mode: 0o600 });
  renameSync(`${path}.part`, path);
}
