/**
 * Proves a certificate of a payment (npm run ledger -- certificate), and needs nothing of Tillside:
 *   node standalone-certificate.mjs <certificate.json> [<export of the book, JSON Lines>]
 * Its entries fit their seals and hang on each other; with an export, the chain of that book's seals
 * is whole and holds them. What the entries of the book must be, standalone-verifier.mjs proves.
 * Exit codes: 0 proven, 1 broken (it says where), 2 cannot be read.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

class Fault extends Error {}
function need(condition, why) {
  if (!condition) throw new Fault(why);
}
const sha256 = (data) => createHash("sha256").update(data).digest("hex");
const SEAL = /,"hash":"([0-9a-f]{64})"\}$/;

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
    need(sealed.seq === seq, `entry ${seq} says it is another`);
    const { entry, postings } = sealed;
    const isOfIt = content.includes(`"${paymentId}"`) || entry.type === "sale-completed";
    need(isOfIt && entry.saleId === saleId, `entry ${seq} is not of ${paymentId}`);
    for (const { currency } of postings) {
      const ofIt = postings.filter((posting) => posting.currency === currency);
      const sum = ofIt.reduce((total, { minor }) => total + minor, 0);
      need(sum === 0, `entry ${seq}: its postings sum to ${sum} ${currency}`);
    }
    before = { seq, hash };
  }
  const said = verified.isVerified ? "verified" : `not verified: ${verified.reason}`;
  console.log(`${paymentId}: ${entries.length} entries, each fits its seal; the register: ${said}`);
  need(verified.isVerified, `the register could not verify it: ${verified.reason}`);
  return new Map(entries.map(({ seq, hash }) => [seq, hash]));
}

/** The seals of a whole book, each over the one before; the wanted ones must stand in it. */
function checkBook(text, wanted) {
  let before = { seq: 0, hash: "0".repeat(64) };
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [member, hash] = SEAL.exec(line) ?? [];
    need(member !== undefined, `the line after entry ${before.seq} has no seal`);
    const content = `${line.slice(0, -member.length)}}`;
    const { seq } = JSON.parse(content);
    need(seq === before.seq + 1, `number ${seq} follows ${before.seq}`);
    need(sha256(`${before.hash}\n${content}`) === hash, `entry ${seq}: its seal does not fit`);
    need((wanted.get(seq) ?? hash) === hash, `entry ${seq} of the book is another`);
    wanted.delete(seq);
    before = { seq, hash };
  }
  need(wanted.size === 0, `the book ends before entry ${[...wanted.keys()][0]}`);
  console.log(`the book holds them; head ${before.seq}:${before.hash}`);
}

try {
  const [certificate, book] = process.argv.slice(2);
  if (certificate === undefined) throw new Error("usage: <certificate.json> [<export>]");
  const wanted = checkCertificate(readFileSync(certificate, "utf8"));
  if (book !== undefined) checkBook(readFileSync(book, "utf8"), wanted);
} catch (error) {
  const isBroken = [Fault, SyntaxError, TypeError].some((kind) => error instanceof kind);
  console.error(`${isBroken ? "BROKEN: " : ""}${error.message}`);
  process.exitCode = isBroken ? 1 : 2;
}
