import { describe, expect, it } from "vitest";
import { verifyOffice } from "../../support/office.ts";
import { authorise, captureIt } from "../support/card-sale.ts";
import { openRelayWorld, type RelayWorld } from "../support/relay-world.ts";
import type { TillClient } from "../support/till-client.ts";
import type { PaymentConcern } from "../../../contract/payment-concerns.ts";

async function sold() {
  const world = await openRelayWorld();
  const till = await world.till();
  await till.ask(world.startOf("pay_1"));
  await authorise(world, till);
  await captureIt(till);
  const [charge] = world.sandbox.books().charges;
  return { world, till, chargeId: charge?.id ?? "" };
}

/** The newest concerns that were mailed, once they fit. */
const concernsOf = (till: TillClient, fits: (concerns: readonly PaymentConcern[]) => boolean) =>
  till.hear((message) => {
    if (message.type !== "mail" || message.body.kind !== "concern-reading") return undefined;
    const { concerns } = message.body.reading;
    return fits(concerns) ? concerns : undefined;
  });

async function officeOf(world: RelayWorld) {
  await world.stop();
  return verifyOffice(world.folder);
}

describe("what comes of a payment later", () => {
  it("mails a dispute, and books what was withdrawn and what was lost", async () => {
    const { world, till, chargeId } = await sold();
    const { id } = world.sandbox.control.openDispute(chargeId);
    const opened = await concernsOf(till, (all) => all.some(({ kind }) => kind === "dispute"));
    expect(opened).toMatchObject([
      { kind: "dispute", id, status: "needs_response", amountMinor: 1_250, currency: "EUR" },
    ]);
    world.sandbox.control.closeDispute(id, { as: "lost" });
    await concernsOf(till, (all) => all.some((each) => "status" in each && each.status === "lost"));
    const { types, postings } = await officeOf(world);
    expect(types).toEqual(["office-opened", "dispute-opened", "dispute-lost"]);
    expect(postings).toMatchObject({
      "assets:disputes:main": 0,
      "expenses:disputes:main": 1_250,
    });
  });

  it("books a dispute that was won as if it had not been, but for its fee", async () => {
    const { world, till, chargeId } = await sold();
    const { id } = world.sandbox.control.openDispute(chargeId);
    await concernsOf(till, (all) => all.length > 0);
    world.sandbox.control.closeDispute(id, { as: "won" });
    await concernsOf(till, (all) => all.some((each) => "status" in each && each.status === "won"));
    const { types, postings } = await officeOf(world);
    expect(types).toEqual(["office-opened", "dispute-opened", "dispute-won"]);
    expect(postings["assets:disputes:main"]).toBe(0);
    expect(postings["expenses:disputes:main"]).toBeUndefined();
    const fee = postings["expenses:fees:main"] ?? 0;
    expect(postings["assets:card:main:clearing"]).toBe(0 - fee);
  });

  it("books nothing of an inquiry, and tells of it all the same", async () => {
    const { world, till, chargeId } = await sold();
    world.sandbox.control.openDispute(chargeId, { isInquiry: true });
    const concerns = await concernsOf(till, (all) => all.length > 0);
    expect(concerns).toMatchObject([{ status: "warning_needs_response" }]);
    expect((await officeOf(world)).types).toEqual([]);
  });

  it("mails early fraud warnings and reviews, and books nothing", async () => {
    const { world, till, chargeId } = await sold();
    world.sandbox.control.warnOfFraud(chargeId);
    await concernsOf(till, (all) => all.some(({ kind }) => kind === "early-fraud-warning"));
    world.sandbox.control.openReview(chargeId);
    const both = await concernsOf(till, (all) => all.length === 2);
    expect(both).toMatchObject([
      { kind: "early-fraud-warning", fraudType: "made_with_stolen_card", isActionable: true },
      { kind: "review", isOpen: true },
    ]);
    expect((await officeOf(world)).types).toEqual([]);
  });

  it("F23: books a dispute once, however often it is told", async () => {
    const { world, till, chargeId } = await sold();
    const on = { event: "*" };
    world.sandbox.control.addFault({ on, do: "repeat-webhook", copies: 3, times: null });
    world.sandbox.control.openDispute(chargeId);
    await concernsOf(till, (all) => all.length > 0);
    const { types } = await officeOf(world);
    expect(types).toEqual(["office-opened", "dispute-opened"]);
  });

  it("reads Radar's risk with the charge", async () => {
    const { till } = await sold();
    const { intent } = await till.status("succeeded");
    expect(intent?.latestCharge).toMatchObject({ riskLevel: expect.any(String) as string });
  });
});
