/**
 * Proves an export of a Tillside ledger by the rules of docs/ledger.md; this one file needs nothing else
 * of Tillside's:
 *   node standalone-verifier.mjs <file, or - for standard input> [--key <key>]… [--head <seq>:<hash>]
 * Alone it proves the chain, the spelling, the balance of all postings, the counter, what may happen
 * once, and of each Z its number, cut, sums and signature: rules 1, 2 and 5 to 8. With
 * standalone-entries.mjs beside it, it also proves rules 3 and 4, what each kind of entry must be and
 * must post. It says which of both it did.
 * `--key`: a public half that the relay keeps of this register (32 bytes, base64url); then a Z signed
 * by another key, or by none, is a fault. Without it the keys that the book announces are used, and
 * named. `--head`: a head that a witness has seen, by which a cut-off tail is noticed.
 * Exit codes: 0 proven, 1 broken (it says where), 2 cannot be read.
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream } from "node:fs";
import { parseArgs } from "node:util";

class Fault extends Error {
  name = "Fault";
}
function need(condition, why) {
  if (!condition) throw new Fault(why);
}
/** Rules 3 and 4, where their file lies beside this one. */
const rules = await import("./standalone-entries.mjs").catch((error) => {
  if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
});

const sha256 = (data) => createHash("sha256").update(data).digest("hex");
const keyIdOf = (publicKey) => sha256(Buffer.from(publicKey, "base64url")).slice(0, 16);
const book = { seq: 0, hash: "0".repeat(64), ticks: -1, receipts: 0, zCount: 0, dayFrom: 1 };
const [keys, done] = [new Map(), new Set()];
let signed = 0;
/** What the running day adds up to, and what the Z before said. */
let [day, perpetual, drawer] = [{ sales: 0, cash: 0 }, {}, 0];

/** RFC 8785 for what a ledger holds: integers are the only numbers. */
function canonical(value) {
  if (typeof value === "number") need(Number.isSafeInteger(value), `${value} is no safe integer`);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** Rule 7: what may happen once, by its id. */
const once = {
  "tender-taken": (e) => `part ${e.partId}`,
  "tender-returned": (e) => `return of ${e.partId}`,
  "hold-raised": (e) => `raise ${e.number} of ${e.paymentId}`,
  "hold-raise-refused": (e) => `raise ${e.number} of ${e.paymentId}`,
  "payment-voided": (e) => `void of ${e.paymentId}`,
  "refund-started": (e) => e.refundId,
  "refund-paid": (e) => e.refundId,
  "credit-topped-up": (e) => e.topUpId,
  "override-used": (e) => e.approvalId,
  correction: (e) => e.correctionId,
};

/** Every entry's postings, whatever it is: each account once, nothing as zero, each currency's sum is. */
function checkBalance(postings) {
  const [accounts, sums] = [new Set(), new Map()];
  for (const { account, currency, minor } of postings) {
    accounts.add(`${account} ${currency}`);
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
    need(minor !== 0, "it posts nothing as zero");
    if (account === "assets:drawer:cash") day.cash += minor;
  }
  for (const [currency, sum] of sums) need(sum === 0, `its postings sum to ${sum} ${currency}`);
  need(accounts.size === postings.length, "a posting twice");
}

/** Rule 8: what a Z says must be what its day and the Z before make. */
function checkSums(z) {
  const { sales = {}, refunds = {}, drawer: cash } = z.report;
  need((sales.count ?? day.sales) === day.sales, `its day has ${day.sales} sales`);
  const { openingMinor = drawer, closingMinor = drawer } = cash ?? {};
  need(openingMinor === drawer, `the drawer began with ${drawer}`);
  need(!cash || closingMinor === drawer + day.cash, `the drawer holds ${drawer + day.cash}`);
  const own = { zCount: 1, receiptCount: sales.count, refundCount: refunds.count };
  const added = { ...own, grossMinor: sales.takenMinor, refundMinor: refunds.amountMinor };
  for (const [name, minor = 0] of Object.entries(added)) {
    const sum = (perpetual[name] ?? 0) + minor;
    need(z.perpetual[name] === sum, `perpetual ${name} is ${z.perpetual[name]}, not ${sum}`);
  }
  [day, perpetual, drawer] = [{ sales: 0, cash: 0 }, z.perpetual, closingMinor];
}

/** Rules 5 and 6: what must follow from the entries before. */
const follows = {
  "sale-completed"({ receiptCount }) {
    need(
      receiptCount === ++book.receipts,
      `receipt ${receiptCount} where ${book.receipts} must be`,
    );
    day.sales += 1;
  },
  correction: (e, { seq }) => need(e.correctsSeq < seq, "it corrects what is not yet there"),
  "signing-key-announced"({ keyId, publicKey }, { trusted }) {
    need(keyIdOf(publicKey) === keyId, "a key under another key's name");
    need(trusted.size === 0 || trusted.has(keyId), `key ${keyId} is not one of those given`);
    keys.set(keyId, publicKey);
  },
  "day-closed"({ signature, ...z }, { seq, trusted }) {
    need(z.zNumber === ++book.zCount, `Z ${z.zNumber} where ${book.zCount} must be`);
    need(z.firstSeq === book.dayFrom, `its day begins at ${z.firstSeq}, not ${book.dayFrom}`);
    const isCut = z.lastSeq === seq - 1 && z.ledgerHash === book.hash;
    need(isCut, "the Z does not cut right before itself");
    book.dayFrom = seq + 1;
    // Without a key nobody can tell a stripped signature from none; with one, somebody can.
    need(signature !== null || keys.size + trusted.size === 0, "the Z is not signed");
    if (signature === null) {
      checkSums(z);
      return;
    }
    const x = trusted.get(signature.keyId) ?? keys.get(signature.keyId);
    need(x !== undefined, `the Z is signed by ${signature.keyId}, a key nobody named`);
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const value = Buffer.from(signature.value, "base64url");
    need(verify(null, Buffer.from(canonical(z)), key, value), "the Z's signature does not fit");
    signed += 1;
    checkSums(z);
  },
};

function check(line, { head, trusted }) {
  const { hash, ...content } = JSON.parse(line);
  const { seq, ticks, entry, postings } = content;
  need(seq === book.seq + 1, `number ${seq} follows ${book.seq}`);
  const text = canonical(content);
  need(`${text.slice(0, -1)},"hash":"${hash}"}` === line, "it is not spelled canonically");
  need(sha256(`${book.hash}\n${text}`) === hash, "its seal does not fit its content");
  need(ticks === undefined || ticks > book.ticks, `its counter ${ticks} follows ${book.ticks}`);
  need(/^(ledger|office)-opened$/.test(entry.type) === (seq === 1), "a book opens once, and first");
  checkBalance(postings);
  rules?.checkEntry(entry, postings);
  follows[entry.type]?.(entry, { seq, trusted });
  const id = once[entry.type]?.(entry);
  need(id === undefined || !done.has(id), `${id} was done before`);
  done.add(id);
  Object.assign(book, { seq, hash, ticks: ticks ?? book.ticks });
  need(head?.seq !== seq || head.hash === hash, "the witness has seen another entry here");
}

/** A line ends with a line feed and nothing else: node:readline also breaks at U+2028, in a text. */
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
  const options = { key: { type: "string", multiple: true }, head: { type: "string" } };
  // A key may begin with a dash, which parseArgs takes for the next option unless a sign joins them.
  const args = process.argv.slice(2).join("\0").replaceAll("--key\0", "--key=").split("\0");
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [path] = positionals;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(values.head ?? `0:${book.hash}`) ?? [];
  if (!path || !hash) throw new Error("usage: <file> [--key <key>]… [--head <seq>:<hash>]");
  const trusted = new Map((values.key ?? []).map((key) => [keyIdOf(key), key]));
  const head = { seq: Number(seq), hash };
  for await (const line of linesOf(path === "-" ? process.stdin : createReadStream(path))) {
    if (line.trim() !== "") check(line, { head, trusted });
  }
  need(book.seq >= head.seq, `the witness has seen entry ${head.seq}`);
  need(trusted.size === 0 || signed > 0, "a key was given, and no Z is signed by it");
  const announced = [...keys.keys()].join(", ") || "none";
  console.log(`${book.seq} entries, ${book.zCount} Z, ${signed} signed; keys: ${announced}`);
  console.log(`head ${book.seq}:${book.hash}`);
  const beside = "not proven, standalone-entries.mjs is not here";
  console.log(`what each kind of entry must be and must post: ${rules ? "proven" : beside}`);
}

await main().catch((error) => {
  const isBroken = ["Fault", "SyntaxError", "TypeError"].includes(error.name);
  console.error(`${isBroken ? `BROKEN after entry ${book.seq}: ` : ""}${error.message}`);
  process.exitCode = isBroken ? 1 : 2;
});
