import { describe, expect, it } from "vitest";
import { openRelayWorld, openSurroundings, type RelayWorld } from "../support/relay-world.ts";
import { storedEvents } from "../support/relay-rows.ts";
import { eventOf, send, signature, type Post } from "../support/webhooks.ts";

const nowS = () => Math.floor(Date.now() / 1_000);

/** A relay without a webhook endpoint at Stripe: what arrives here is what the test sends. */
async function openReceiver(secrets?: readonly string[]) {
  const around = await openSurroundings();
  const [connection] = around.config.connections;
  const kept = secrets ?? [around.webhookSecret];
  const connections = connection ? [{ ...connection, webhookSecrets: [...kept] }] : [];
  const config = { ...around.config, connections };
  const world = await openRelayWorld({ around: { ...around, config }, hasWebhooks: false });
  const post = (more: Partial<Post>) => send({ ...world.relay, ...more });
  const signed = (body: string | Buffer, secret = world.webhookSecret) =>
    post({ body, headers: { "stripe-signature": signature(body, secret) } });
  return { world, post, signed };
}

const kept = (world: RelayWorld) => storedEvents(world.folder).map(({ event_id: id }) => id);

describe("the webhook's route", () => {
  it("keeps a genuine event as it came, byte for byte, and answers 200", async () => {
    const { world, signed } = await openReceiver();
    const body = ` ${eventOf("evt_1")}\n`;
    expect(await signed(body)).toMatchObject({ status: 200 });
    const [row] = storedEvents(world.folder);
    expect(row?.body.toString("utf8")).toBe(body);
  });

  it("B1: refuses no, an empty or a second signature header, and keeps nothing", async () => {
    const { world, post } = await openReceiver();
    const body = eventOf("evt_b1");
    const good = signature(body, world.webhookSecret);
    const refusalOf = async (header: string | string[] | undefined) =>
      (await post({ body, headers: header === undefined ? {} : { "stripe-signature": header } }))
        .body;
    expect(await refusalOf(undefined)).toEqual({ refusal: "signature-missing" });
    expect(await refusalOf("")).toEqual({ refusal: "signature-missing" });
    expect(await refusalOf([good, good])).toEqual({ refusal: "signature-repeated" });
    expect(kept(world)).toEqual([]);
  });

  it("B2: refuses a forged v1, a v0 alone and a wrong secret", async () => {
    const { world, post, signed } = await openReceiver();
    const body = eventOf("evt_b2");
    const forged = `t=${nowS()},v1=${"a".repeat(64)}`;
    const v0 = signature(body, world.webhookSecret, { scheme: "v0" });
    for (const header of [forged, v0]) {
      const answer = await post({ body, headers: { "stripe-signature": header } });
      expect(answer).toMatchObject({ status: 400, body: { refusal: "signature-forged" } });
    }
    expect(await signed(body, "whsec_somebody_elses")).toMatchObject({ status: 400 });
    const changed = body.replace("pi_nobodys", "pi_other");
    const good = signature(body, world.webhookSecret);
    const altered = await post({ body: changed, headers: { "stripe-signature": good } });
    expect(altered.status).toBe(400);
    expect(kept(world)).toEqual([]);
  });

  it("B2: refuses a signature of 64 characters that are not hex, whatever they make the check do", async () => {
    const { world, post } = await openReceiver();
    for (const sign of ["\u00e9", "Z", "A", " "]) {
      const header = `t=${nowS()},v1=${sign.repeat(64)}`;
      const answer = await post({
        body: eventOf("evt_odd"),
        headers: { "stripe-signature": header },
      });
      expect(answer).toMatchObject({ status: 400, body: { refusal: "signature-malformed" } });
    }
    expect(kept(world)).toEqual([]);
  });

  it("B2: takes the previous secret and the next while both are configured, no others", async () => {
    const { world, signed } = await openReceiver(["whsec_next", "whsec_previous"]);
    expect((await signed(eventOf("evt_next"), "whsec_next")).status).toBe(200);
    expect((await signed(eventOf("evt_previous"), "whsec_previous")).status).toBe(200);
    expect((await signed(eventOf("evt_old"), "whsec_older")).status).toBe(400);
    expect(kept(world)).toEqual(["evt_next", "evt_previous"]);
  });

  it("B3: refuses a time over 300 s away, either way, none, and two", async () => {
    const { world, post } = await openReceiver();
    const body = eventOf("evt_b3");
    const at = (atS: number) => signature(body, world.webhookSecret, { atS });
    const v1 = at(nowS()).split(",")[1] ?? "";
    const refused: [string, string][] = [
      [at(nowS() - 302), "timestamp-outside"],
      [at(nowS() + 400), "timestamp-outside"],
      [`t=NaN,${v1}`, "signature-malformed"],
      [v1, "signature-malformed"],
      [`t=${nowS()},${at(nowS())}`, "signature-malformed"],
    ];
    for (const [header, refusal] of refused) {
      const answer = await post({ body, headers: { "stripe-signature": header } });
      expect(answer).toMatchObject({ status: 400, body: { refusal } });
    }
    expect(kept(world)).toEqual([]);
    const inside = await post({ body, headers: { "stripe-signature": at(nowS() - 200) } });
    expect(inside.status).toBe(200);
  });

  it("B4: answers 200 to a replay within 300 s, and nothing follows from it", async () => {
    const { world, post } = await openReceiver();
    const body = eventOf("evt_b4");
    const headers = { "stripe-signature": signature(body, world.webhookSecret) };
    expect((await post({ body, headers })).status).toBe(200);
    expect((await post({ body, headers })).status).toBe(200);
    expect(kept(world)).toEqual(["evt_b4"]);
    expect(world.log.lines.filter(({ message }) => message === "event kept")).toHaveLength(1);
  });

  it("B5: refuses many signatures and a long header before any is tried", async () => {
    const { world, post } = await openReceiver();
    const body = eventOf("evt_b5");
    const good = signature(body, world.webhookSecret);
    const many = `${good}${`,v1=${"0".repeat(64)}`.repeat(8)}`;
    const long = `${good},v1=${"0".repeat(9_000)}`;
    const statusOf = async (header: string) =>
      (await post({ body, headers: { "stripe-signature": header } })).body;
    expect(await statusOf(many)).toEqual({ refusal: "too-many-signatures" });
    expect(await statusOf(long)).toEqual({ refusal: "signature-too-long" });
  });

  it("B6: refuses a body over the limit, told or not, and an encoded one", async () => {
    const { world, post, signed } = await openReceiver();
    const tooLong = eventOf("evt_b6", { padding: "x".repeat(256 * 1024) });
    expect(await signed(tooLong)).toMatchObject({ status: 413 });
    const header = { "stripe-signature": signature(tooLong, world.webhookSecret) };
    const chunked = { ...header, "transfer-encoding": "chunked" };
    expect(await post({ body: tooLong, headers: chunked })).toMatchObject({ status: 413 });
    const zipped = { ...header, "content-encoding": "gzip" };
    expect(await post({ body: "x", headers: zipped })).toMatchObject({ status: 415 });
    const asText = { ...header, "content-type": "text/plain" };
    expect(await post({ body: "x", headers: asText })).toMatchObject({ status: 415 });
    expect(kept(world)).toEqual([]);
  });

  it("B7: refuses what is signed and is no event, says so in the log, and lives on", async () => {
    const { world, signed } = await openReceiver();
    const bad: readonly (readonly [string | Buffer, string])[] = [
      ["{", "not-json"],
      ["null", "not-an-event"],
      ["[]", "not-an-event"],
      ["{}", "not-an-event"],
      [eventOf("pi_1"), "not-an-event"],
      [eventOf("evt_1").replace("{", '{"id":"evt_0",'), "duplicate-id"],
      [eventOf("evt_1").replace("{", '{"\\u0069d":"evt_0",'), "duplicate-id"],
      [`${"[".repeat(10_000)}${"]".repeat(10_000)}`, "too-deep"],
      [eventOf("evt_1").replace("{", '{"__proto__":{},'), "forbidden-key"],
    ];
    for (const [body, refusal] of bad) {
      expect(await signed(body)).toMatchObject({ status: 400, body: { refusal } });
    }
    const alarms = world.log.lines.filter(({ level }) => level === "error");
    expect(alarms).toHaveLength(bad.length);
    expect((await signed(eventOf("evt_after"))).status).toBe(200);
    expect(kept(world)).toEqual(["evt_after"]);
  });

  it("B7: refuses a byte order mark and invalid UTF-8", async () => {
    const { world, post } = await openReceiver();
    const body = eventOf("evt_b7");
    // Stripe's check decodes first and drops the mark, so this signature passes it.
    const headers = { "stripe-signature": signature(body, world.webhookSecret) };
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]);
    const first = await post({ body: marked, headers });
    expect(first).toMatchObject({ status: 400, body: { refusal: "byte-order-mark" } });
    const broken = eventOf("evt_b7", { note: "\ufffd" });
    const bytes = Buffer.from(broken.replace("\ufffd", "\u00ff"), "latin1");
    const signed = { "stripe-signature": signature(broken, world.webhookSecret) };
    const second = await post({ body: bytes, headers: signed });
    expect(second).toMatchObject({ status: 400, body: { refusal: "not-utf8" } });
    expect(kept(world)).toEqual([]);
  });

  it("B8: keeps an event of the other mode and never applies it", async () => {
    const { world, signed } = await openReceiver();
    expect((await signed(eventOf("evt_live", { livemode: true }))).status).toBe(200);
    expect(storedEvents(world.folder)).toMatchObject([{ event_id: "evt_live", state: "ignored" }]);
    // The next event's object is read; had the first one's been marked, it would have come first.
    const data = { object: { object: "payment_intent", id: "pi_next" } };
    await signed(eventOf("evt_next", { data }));
    const isRead = ({ message }: { message: string }) => message === "Stripe refuses a read";
    await world.log.until(isRead);
    const read = world.log.lines.filter(isRead).map(({ fields }) => fields);
    expect(read).toMatchObject([{ objectId: "pi_next" }]);
  });

  it("B28: answers other methods 405, other paths and connections 404", async () => {
    const { post } = await openReceiver();
    for (const method of ["GET", "PUT", "DELETE", "TRACE"]) {
      const answer = await post({ method });
      expect(answer).toMatchObject({ status: 405, headers: { allow: "POST" } });
    }
    const paths = [
      "/api/webhooks/stripe/other",
      "/api/webhooks/stripe/",
      "//api/webhooks/stripe/main",
    ];
    for (const path of [...paths, "/api/webhooks/stripe/%2e%2e", "/api/webhooks/stripe/main/"]) {
      expect((await post({ path, body: "{}" })).status).toBe(404);
    }
    expect(await post({ path: "/health", method: "GET" })).toMatchObject({ body: { ok: true } });
  });

  it("F22: keeps and applies an event once that comes a hundred times at once", async () => {
    const { world, signed } = await openReceiver();
    const body = eventOf("evt_f22");
    const answers = await Promise.all(Array.from({ length: 100 }, () => signed(body)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
    expect(kept(world)).toEqual(["evt_f22"]);
    const applied = world.log.lines.filter(({ message }) => message === "event kept");
    expect(applied).toHaveLength(1);
  });
});
