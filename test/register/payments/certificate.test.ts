import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CertificateView } from "../../../contract/certificate-views.ts";
import { PaymentId } from "../../../contract/ids.ts";
import { makeCertificate } from "../../../ledger/certificate/make-certificate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { soldByCard } from "../../support/card-refund-shop.ts";
import { euros } from "../../support/day.ts";
import { holdLast, tellRefund } from "../../support/refund-world.ts";
import { papers } from "../../support/world.ts";

const program = join(import.meta.dirname, "../../../ledger/main.ts");
const verifier = join(import.meta.dirname, "../../../ledger/standalone-certificate.mjs");

/** A sale by card of which a part went back; other sales stand around it. */
async function refundedInPart() {
  const shop = await soldByCard();
  const { world, relay, input } = shop;
  world.sell(papers);
  world.act("refunds.pay", input(500, { part: euros(500) }));
  holdLast(relay);
  tellRefund(relay, "succeeded");
  world.sell(papers);
  const { paymentId } = shop.payment;
  const files = world.act("payments.export-certificate", { id: paymentId });
  const path = join(world.folder, "exports", files.json);
  return { ...shop, paymentId, files, path };
}

/** `npm run ledger -- certificate`. */
function tell(folder: string, id: string, ...more: string[]) {
  const args = [program, "certificate", id, "--data", folder, ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args);
  return { status, said: `${String(stdout)}${String(stderr)}` };
}

function verify(path: string, ...book: string[]) {
  const args = [verifier, path, ...book];
  const { status, stdout, stderr } = spawnSync(process.execPath, args);
  return { status, said: `${String(stdout)}${String(stderr)}` };
}

function rewrite(path: string, change: (certificate: CertificateView) => unknown): void {
  const certificate = JSON.parse(readFileSync(path, "utf8")) as CertificateView;
  writeFileSync(path, JSON.stringify(change(certificate)));
}

describe("payments.certificate", () => {
  it("says every id, each state with its source and what counted, each entry, and is proven", async () => {
    const { world, paymentId, saleId } = await refundedInPart();
    const certificate = world.act("payments.certificate", { id: paymentId });
    expect(certificate).toMatchObject({
      ...{ paymentId, saleId, phase: "captured", tipMinor: 100 },
      stripe: {
        ...{ paymentIntentId: "pi_1", chargeIds: ["ch_1"], eventIds: ["evt_1"], readerId: "tmr_1" },
        refunds: [{ amountMinor: 500, state: "succeeded", stripeRefundId: /re_/ }].map((one) => ({
          ...one,
          stripeRefundId: expect.stringMatching(/^re_/) as string,
        })),
      },
      verified: { isVerified: true, reason: null, fault: null },
    });
    expect(certificate.entries.map(({ type }) => type)).toEqual([
      "payment-started",
      "payment-authorised",
      "sale-completed",
      "payment-captured",
      "refund-started",
      "refund-accepted",
    ]);
    expect(new Set(certificate.states.map(({ source }) => source))).toEqual(
      new Set(["till", "stripe"]),
    );
    expect(certificate.head.seq).toBeGreaterThan(certificate.entries.at(-1)?.seq ?? 0);
    const [refund] = certificate.stripe.refunds;
    const byRefund = world.act("payments.certificate", { id: refund?.refundId as never });
    expect(byRefund.paymentId).toBe(paymentId);
  });

  it("tells a reading that came twice as one that changed nothing", async () => {
    const { world, relay, readings, payment } = await soldByCard();
    relay.read(readings.captured);
    const { states } = world.act("payments.certificate", { id: payment.paymentId });
    expect(
      states.filter(({ source }) => source === "stripe").map(({ counted }) => counted),
    ).toEqual([true, true, false]);
  });

  it("is not verified where one entry was changed beside the book, and says which", async () => {
    const { world, paymentId, payment } = await refundedInPart();
    world.register.close();
    const path = join(world.folder, "register.db");
    const db = openDatabase(path);
    db.exec("DROP TRIGGER ledger_never_changes");
    db.exec(
      "UPDATE ledger SET content = replace(content, '\"minor\":690', '\"minor\":691') WHERE seq = (SELECT max(seq) FROM ledger)",
    );
    const parts = { db, witnessPath: join(world.folder, "witness"), nowMs: 0 };
    const { verified } = makeCertificate(parts, payment.paymentId) ?? {};
    expect(verified).toMatchObject({
      isVerified: false,
      reason: expect.stringMatching(/^entry \d+/) as string,
      fault: { code: "entry", seq: expect.any(Number) as number },
    });
    expect(paymentId).toBe(payment.paymentId);
    db.close();
  });

  it("is not verified where the book has lost what the witness has seen", async () => {
    const { world, paymentId } = await refundedInPart();
    const certificate = world.act("payments.certificate", { id: paymentId });
    const witnessPath = join(world.folder, "witness-ahead");
    const { openWitness } = await import("../../../ledger/witness.ts");
    const witness = openWitness(witnessPath);
    witness.record({ seq: certificate.head.seq + 1, hash: "a".repeat(64) });
    witness.close();
    const db = openDatabase(join(world.folder, "register.db"));
    const { verified } = makeCertificate({ db, witnessPath, nowMs: 0 }, paymentId) ?? {};
    expect(verified).toMatchObject({
      isVerified: false,
      reason: expect.stringContaining("witness") as string,
      fault: { code: "witness-ahead", seq: certificate.head.seq + 1 },
    });
    db.close();
  });

  it("is a file that a stranger's verifier accepts, and a page that stands alone", async () => {
    const { world, files, path, paymentId } = await refundedInPart();
    expect(verify(path)).toMatchObject({ status: 0 });
    const page = readFileSync(join(world.folder, "exports", files.html), "utf8");
    expect(page).toContain("Verified:");
    expect(page).toContain(paymentId);
    expect(page).not.toMatch(/<script|https?:/);
  });

  it.each([
    ["a figure", (text: string) => text.replace('\\"minor\\":', '\\"minor\\":1')],
    [
      "another payment",
      (text: string) => text.replace(/"paymentId": "pay_[^"]+"/, '"paymentId": "pay_x"'),
    ],
    ["a seal", (text: string) => text.replace(/"hash": "./, '"hash": "z')],
  ])("is refused by the verifier with %s changed", async (_what, change) => {
    const { path } = await refundedInPart();
    const text = readFileSync(path, "utf8");
    writeFileSync(path, change(text));
    expect(readFileSync(path, "utf8")).not.toBe(text);
    expect(verify(path).status).toBe(1);
  });

  it("is refused by the verifier where the register could not prove it", async () => {
    const { path } = await refundedInPart();
    rewrite(path, (one) => ({ ...one, verified: { isVerified: false, reason: "torn", links: 0 } }));
    expect(verify(path)).toMatchObject({ status: 1 });
  });

  it("is told by the ledger's own program, which says by its exit code whether it is proven", async () => {
    const { world, paymentId } = await refundedInPart();
    const told = tell(world.folder, paymentId);
    expect(told.status).toBe(0);
    expect(JSON.parse(told.said)).toMatchObject({ paymentId, verified: { isVerified: true } });
    expect(tell(world.folder, paymentId, "--html").said).toContain("Verified:");
    expect(tell(world.folder, "pay_none")).toMatchObject({
      status: 2,
      said: "payment-not-found: pay_none\n",
    });
  });

  it("is held against an export of its book, and refused beside another book's", async () => {
    const { world, path } = await refundedInPart();
    const other = await refundedInPart();
    const beside = (folder: string) => {
      const to = join(folder, "book.jsonl");
      const args = ["export", "--data", folder, "--format", "json-lines", "--out", to];
      expect(spawnSync(process.execPath, [program, ...args]).status).toBe(0);
      return verify(path, to);
    };
    expect(beside(world.folder)).toMatchObject({ status: 0 });
    other.world.sell(papers);
    expect(beside(other.world.folder).status).toBe(1);
  });

  it("refuses what it does not know", async () => {
    const { world } = await soldByCard();
    const id = PaymentId.parse("pay_none");
    expect(world.refusal("payments.certificate", { id })).toBe("payment-not-found");
    expect(world.refusal("payments.export-certificate", { id })).toBe("payment-not-found");
  });
});
