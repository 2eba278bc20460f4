import { expect, describe, it } from "vitest";
import { startRelayProcess } from "./support/relay-process.ts";
import { storedEvents } from "./support/relay-rows.ts";
import { openSurroundings } from "./support/relay-world.ts";
import { eventOf, send, signature } from "./support/webhooks.ts";

const nowS = () => Math.floor(Date.now() / 1_000);

describe("a relay in a process of its own, sent bad webhooks", () => {
  it("B1, B2, B3, B7: refuses each with 400, keeps none, and lives; B4: a copy changes nothing", async () => {
    const { config, folder, webhookSecret } = await openSurroundings();
    const relay = await startRelayProcess(config);
    const body = eventOf("evt_bad");
    const good = signature(body, webhookSecret);
    const post = (text: string | Buffer, header?: string | string[]) =>
      send({
        ...relay,
        body: text,
        headers: header === undefined ? {} : { "stripe-signature": header },
      });
    const signed = (text: string | Buffer) => post(text, signature(text, webhookSecret));
    const old = { atS: nowS() - 400 };
    const ahead = { atS: nowS() + 400 };

    const answers = await Promise.all([
      post(body),
      post(body, [good, good]),
      post(body, `t=${nowS()},v1=${"a".repeat(64)}`),
      post(body, signature(body, "whsec_somebody_elses")),
      post(body, signature(body, webhookSecret, old)),
      post(body, signature(body, webhookSecret, ahead)),
      ...["null", "[]", "{", '{"id":"pi_1"}', "[".repeat(10_000)].map(signed),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    expect(storedEvents(folder)).toEqual([]);

    const twice = [await signed(body), await signed(body)];
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(storedEvents(folder).map(({ event_id: id }) => id)).toEqual(["evt_bad"]);
    expect(await relay.stop()).toBe(0);
  });
});
