import type { StatusView } from "../../contract/payment-views.ts";
import { readerTroubleWords } from "./reader-words.ts";
import { formatSpan, secondsSince } from "./elapsed.ts";

/** One part of the strip: the word on it, and what a press tells: the cause, and what to do. */
export type StatusPart = Readonly<{
  word: string;
  /** What is not said to the eye, because all is well: "ready". */
  unseen: string;
  isWarning: boolean;
  cause: string;
  advice: string;
}>;

/** What the till knows; a charge asks the register all the same, which knows better. */
export function canTakeCards({ relay, reader }: StatusView): boolean {
  return relay.state === "online" && reader.state !== "none";
}

/** What stands beside Card as a way to pay. */
export function cardWay({ relay, reader }: StatusView): Pick<StatusPart, "word" | "isWarning"> {
  if (relay.state === "none" || reader.state === "none") {
    return { word: "no reader", isWarning: false };
  }
  if (relay.state !== "online") return { word: "no relay just now", isWarning: true };
  if (reader.state === "connecting" || reader.state === "not-connected") {
    return { word: `${reader.label} not connected`, isWarning: true };
  }
  if (reader.state === "offline") return { word: `${reader.label} offline`, isWarning: true };
  return {
    word: `${reader.label} ${reader.state === "in-use" ? "in use" : "ready"}`,
    isWarning: false,
  };
}

export function relayPart({ relay }: StatusView, nowMs: number): StatusPart {
  switch (relay.state) {
    case "online":
      return good("Relay", "The relay answers. Cards work.", "online");
    case "none":
      return good("No relay", "This till has no relay. It takes cash.");
    case "connecting":
      return {
        word: "Relay: connecting",
        unseen: "",
        isWarning: true,
        cause: "The till is reaching out to the relay.",
        advice: "Cash works. Cards come back by themselves in a moment.",
      };
    case "offline":
      return {
        word: `Relay: no answer${spanWords(relay.lastGoodMs, nowMs)}`,
        unseen: "",
        isWarning: true,
        cause: "The relay does not answer, so cards are out of reach.",
        advice:
          "Cash works. Is this till’s network cable in, is the router’s light on? The till tries by " +
          "itself, and cards come back without a press.",
      };
  }
}

export function readerPart({ reader }: StatusView): StatusPart {
  const name = reader.label === "" ? "The reader" : reader.label;
  switch (reader.state) {
    case "ready":
      return good("Reader", `${name} is ready.`, "ready");
    case "in-use":
      return good("Reader: in use", `${name} is taking a payment of this till.`);
    case "none":
      return good("No reader", "No reader is set up for this till. It takes cash.");
    case "unknown":
      return {
        ...good("Reader: not seen", `${name} cannot be seen while the relay does not answer.`),
        advice: "Look at the relay first.",
      };
    case "connecting":
      return {
        word: "Reader: connecting",
        unseen: "",
        isWarning: true,
        cause: `This till is connecting to ${name}.`,
        advice: "Cash works meanwhile. It takes a moment, after a restart of the reader a minute.",
      };
    case "not-connected":
      return {
        word: "Reader: not connected",
        unseen: "",
        isWarning: true,
        ...readerTroubleWords(reader.trouble, name),
      };
    case "offline":
      return {
        word: "Reader: offline",
        unseen: "",
        isWarning: true,
        cause: `Stripe has not heard of ${name} for a while. That may be wrong for some minutes.`,
        advice: "Is it switched on, is its network there? A card may still be tried.",
      };
  }
}

export function unsentPart({ unsent, relay }: StatusView): StatusPart {
  const word = `Unsent ${unsent}`;
  if (unsent === 0) return good(word, "The relay has everything that this till had to send.");
  return {
    word,
    unseen: "",
    isWarning: relay.state !== "online",
    cause: "Written on this till, not yet confirmed by the relay: captures and refunds.",
    advice: "Nothing is lost. They are sent by themselves, each exactly once.",
  };
}

function good(word: string, cause: string, unseen = ""): StatusPart {
  return { word, unseen, isWarning: false, cause, advice: "Nothing to do." };
}

function spanWords(lastGoodMs: number | null, nowMs: number): string {
  return lastGoodMs === null ? "" : ` ${formatSpan(secondsSince(lastGoodMs, nowMs))}`;
}
