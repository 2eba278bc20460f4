/**
 * Proves an export of a Tillside ledger, and needs nothing of Tillside: one file, Node's standard
 * library, no import of ours. docs/ledger.md says what it checks, so anybody can write another.
 *
 *   node standalone-verifier.mjs ledger.jsonl [--key <public key>]… [--head <seq>:<hash>]
 *   node standalone-verifier.mjs --certificate certificate.json [ledger.jsonl]
 *
 * `--key`: a public half that the relay keeps for this register (32 bytes, base64url). With one or
 * more, a Z signed by any other key, or by none, is a fault; without, the keys that the book
 * announces are used, and named, so that somebody can compare them. `--head`: a head that a witness
 * has seen; the chain must hold it, which is how a cut-off tail is noticed. Reads standard input
 * where the file is `-`.
 * Exit codes: 0 proven, 1 broken (it says where), 2 cannot be read.
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { parseArgs } from "node:util";

class Fault extends Error {}

const state = {
  seq: 0,
  hash: "0".repeat(64),
  ticks: -1,
  receipts: 0,
  zCount: 0,
  firstOfDay: 1,
  signed: 0,
  balances: new Map(),
  keys: new Map(),
  /** Seals that a certificate says, by number. */
  wanted: new Map(),
};

/** RFC 8785 for what a ledger holds; integers are the only numbers. */
function canonical(value) {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Fault(`${value} is not a safe integer`);
    return value === 0 ? "0" : String(value);
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

const sha256 = (data) => createHash("sha256").update(data).digest("hex");

function need(condition, why) {
  if (!condition) throw new Fault(why);
}

function check(line, { head, trusted }) {
  const { hash, ...content } = JSON.parse(line);
  const { seq, ticks, entry, postings } = content;
  need(seq === state.seq + 1, `number ${seq} follows ${state.seq}`);
  need(
    sha256(`${state.hash}\n${canonical(content)}`) === hash,
    "its seal does not fit its content",
  );
  const opens = entry.type === "ledger-opened" || entry.type === "office-opened";
  need(opens === (seq === 1), "a book opens with its first entry and never again");
  if (ticks !== undefined) {
    need(ticks > state.ticks, `its counter ${ticks} does not rise above ${state.ticks}`);
    state.ticks = ticks;
  }
  checkPostings(postings);
  checkers[entry.type]?.(entry, { seq, before: state.hash, trusted });
  state.seq = seq;
  state.hash = hash;
  const isWanted = state.wanted.get(seq);
  need(isWanted === undefined || isWanted === hash, "the certificate has another entry here");
  state.wanted.delete(seq);
  if (head?.seq === seq) need(head.hash === hash, "the witness has seen another entry here");
}

function checkPostings(postings) {
  const sums = new Map();
  for (const { account, currency, minor } of postings) {
    need(Number.isSafeInteger(minor) && minor !== 0, `a posting of ${minor}`);
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
    const key = `${account} ${currency}`;
    state.balances.set(key, (state.balances.get(key) ?? 0) + minor);
  }
  for (const [currency, sum] of sums) need(sum === 0, `its postings sum to ${sum} ${currency}`);
}

/** What must follow from the entries before. */
const checkers = {
  "sale-completed"(sale) {
    const next = state.receipts + 1;
    need(sale.receiptCount === next, `receipt ${sale.receiptCount} stands where ${next} must`);
    state.receipts = next;
    const net = sale.lines.reduce((sum, line) => sum + line.netMinor + line.taxMinor, 0);
    need(net === sale.totalMinor, "its lines do not make its total");
    const paid = sale.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    need(paid === sale.totalMinor + sale.roundingMinor, "its tenders do not make its total");
  },
  "signing-key-announced"({ keyId, publicKey }, { trusted }) {
    need(keyIdOf(publicKey) === keyId, "a key under another key's name");
    if (trusted.size > 0) need(trusted.has(keyId), `key ${keyId} is not one of those given`);
    state.keys.set(keyId, publicKey);
  },
  "day-closed"(z, { seq, before, trusted }) {
    need(z.zNumber === state.zCount + 1, `Z ${z.zNumber} follows ${state.zCount}`);
    need(
      z.firstSeq === state.firstOfDay,
      `the day begins at ${z.firstSeq}, not ${state.firstOfDay}`,
    );
    need(
      z.lastSeq === seq - 1 && z.ledgerHash === before,
      "the Z does not cut right before itself",
    );
    state.zCount += 1;
    state.firstOfDay = seq + 1;
    const { signature, ...signed } = z;
    // Without a key nobody can tell a stripped signature from none; with one, somebody can.
    const mustBeSigned = state.keys.size > 0 || trusted.size > 0;
    need(signature !== null || !mustBeSigned, "the Z is not signed");
    if (signature === null) return;
    const publicKey = trusted.get(signature.keyId) ?? state.keys.get(signature.keyId);
    need(publicKey !== undefined, `the Z is signed by ${signature.keyId}, a key nobody named`);
    const key = { key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" };
    const value = Buffer.from(signature.value, "base64url");
    const isGood = verify(null, Buffer.from(canonical(signed)), createPublicKey(key), value);
    need(isGood, "the Z's signature does not fit");
    state.signed += 1;
  },
};

function keyIdOf(publicKey) {
  return sha256(Buffer.from(publicKey, "base64url")).slice(0, 16);
}

/** Each entry alone, and those that follow each other; answers the seals that a whole book must have. */
function checkCertificate(text) {
  const { paymentId, saleId, entries, verified } = JSON.parse(text);
  need(entries.length > 0, "no entry tells of it");
  let before = { seq: 0, hash: "" };
  for (const { seq, content, previousHash, hash } of entries) {
    need(seq > before.seq, `entry ${seq} follows ${before.seq}`);
    need(seq !== before.seq + 1 || previousHash === before.hash, `entry ${seq} hangs on another`);
    need(sha256(`${previousHash}\n${content}`) === hash, `entry ${seq}: its seal does not fit`);
    const sealed = JSON.parse(content);
    need(canonical(sealed) === content && sealed.seq === seq, `entry ${seq} says it is another`);
    const { entry, postings } = sealed;
    const isOfIt = content.includes(`"${paymentId}"`) || entry.type === "sale-completed";
    need(isOfIt && entry.saleId === saleId, `entry ${seq} is not of ${paymentId}`);
    checkPostings(postings);
    before = { seq, hash };
  }
  const said = verified.isVerified ? "verified" : `not verified: ${verified.reason}`;
  console.log(`${paymentId}: ${entries.length} entries, each fits its seal; the register: ${said}`);
  need(verified.isVerified, `the register could not verify it: ${verified.reason}`);
  return new Map(entries.map(({ seq, hash }) => [seq, hash]));
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: "string", multiple: true },
      head: { type: "string" },
      certificate: { type: "string" },
    },
  });
  const { certificate } = values;
  const [path] = positionals;
  const [seq, hash] = values.head?.split(":") ?? [];
  if (
    (path === undefined && certificate === undefined) ||
    (values.head !== undefined && !/^[0-9a-f]{64}$/.test(hash ?? ""))
  ) {
    throw new Error("usage: standalone-verifier.mjs <file> [--key <key>]… [--head <seq>:<hash>]");
  }
  const trusted = new Map((values.key ?? []).map((key) => [keyIdOf(key), key]));
  const seen = seq === undefined ? undefined : { seq: Number(seq), hash };
  return { path, trusted, head: seen, certificate };
}

/** A line ends with a line feed and nothing else: node:readline also breaks at U+2028, inside a text. */
async function* linesOf(input) {
  let rest = "";
  for await (const piece of input.setEncoding("utf8")) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop();
    yield* lines;
  }
  yield rest;
}

async function main() {
  const { path, trusted, head, certificate } = readArguments();
  if (certificate !== undefined) state.wanted = checkCertificate(readFileSync(certificate, "utf8"));
  if (path === undefined) return;
  state.balances.clear();
  const input = path === "-" ? process.stdin : createReadStream(path);
  for await (const line of linesOf(input)) {
    if (line.trim() !== "") check(line, { head, trusted });
  }
  need(state.wanted.size === 0, `the book ends before entry ${[...state.wanted.keys()][0]}`);
  need(head === undefined || state.seq >= head.seq, `the witness has seen entry ${head?.seq}`);
  const announced = [...state.keys.keys()].join(", ") || "none";
  console.log(
    `${state.seq} entries, ${state.zCount} Z, ${state.signed} signed; keys: ${announced}`,
  );
  console.log(`head ${state.seq}:${state.hash}`);
}

try {
  await main();
} catch (error) {
  const isBroken =
    error instanceof Fault || error instanceof SyntaxError || error instanceof TypeError;
  const where = isBroken ? `BROKEN after entry ${state.seq}: ` : "";
  console.error(`${where}${error.message}`);
  process.exitCode = isBroken ? 1 : 2;
}
