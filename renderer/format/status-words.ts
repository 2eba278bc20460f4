import type { DayView } from "../../contract/day-views.ts";
import type { StatusView } from "../../contract/payment-views.ts";
import { readerTroubleWords } from "./reader-words.ts";
import { formatTime } from "./format-time.ts";
import { formatSpan, secondsSince } from "./elapsed.ts";
import { partWords } from "./part-words.ts";

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
    return { word: partWords.way.noReader, isWarning: false };
  }
  if (relay.state !== "online") return { word: partWords.way.noRelay, isWarning: true };
  if (reader.state === "connecting" || reader.state === "not-connected") {
    return { word: partWords.way.notConnected(reader.label), isWarning: true };
  }
  if (reader.state === "offline")
    return { word: partWords.way.offline(reader.label), isWarning: true };
  const { inUse, ready } = partWords.way;
  return {
    word: reader.state === "in-use" ? inUse(reader.label) : ready(reader.label),
    isWarning: false,
  };
}

/** Of a cable or a radio, whatever is at its other end: what the browser can say without asking. */
export function networkPart(isOnline: boolean): StatusPart {
  const said = partWords.network;
  if (isOnline) return good(said.name, said.thereCause, said.there);
  return {
    word: said.none,
    unseen: "",
    isWarning: true,
    cause: said.noneCause,
    advice: said.noneAdvice,
  };
}

/** What only the register knows, while it does not answer: neither well nor ill. */
export function untoldPart(part: "relay" | "reader"): StatusPart {
  return {
    ...good(partWords[part].untold, partWords.untoldCause),
    advice: partWords.untoldAdvice,
  };
}

export function relayPart({ relay }: StatusView, nowMs: number): StatusPart {
  const said = partWords.relay;
  switch (relay.state) {
    case "online":
      return good(said.name, said.onlineCause, said.online);
    case "none":
      return good(said.none, said.noneCause);
    case "connecting":
      return {
        word: said.connecting,
        unseen: "",
        isWarning: true,
        cause: said.connectingCause,
        advice: said.connectingAdvice,
      };
    case "offline":
      return {
        word: silentWords(relay.lastGoodMs, nowMs),
        unseen: "",
        isWarning: true,
        cause: said.silentCause,
        advice: said.silentAdvice,
      };
  }
}

export function readerPart({ reader }: StatusView): StatusPart {
  const said = partWords.reader;
  const name = reader.label === "" ? said.the : reader.label;
  switch (reader.state) {
    case "ready":
      return good(said.name, said.readyCause(name), said.ready);
    case "in-use":
      return good(said.inUse, said.inUseCause(name));
    case "none":
      return good(said.none, said.noneCause);
    case "unknown":
      return {
        ...good(said.unseen, said.unseenCause(name)),
        advice: said.unseenAdvice,
      };
    case "connecting":
      return {
        word: said.connecting,
        unseen: "",
        isWarning: true,
        cause: said.connectingCause(name),
        advice: said.connectingAdvice,
      };
    case "not-connected":
      return {
        word: said.notConnected,
        unseen: "",
        isWarning: true,
        ...readerTroubleWords(reader.trouble, name),
      };
    case "offline":
      return {
        word: said.offline,
        unseen: "",
        isWarning: true,
        cause: said.offlineCause(name),
        advice: said.offlineAdvice,
      };
  }
}

export function drawerPart({
  session,
  isSessionRequired,
}: Pick<DayView, "session" | "isSessionRequired">): StatusPart {
  const said = partWords.drawer;
  if (session !== null) {
    const { openedBy, openedAtMs } = session;
    return good(said.name, said.openCause(openedBy, formatTime(openedAtMs)), said.open);
  }
  if (!isSessionRequired) return good(said.name, said.unneededCause);
  return {
    word: said.closed,
    unseen: "",
    isWarning: true,
    cause: said.closedCause,
    advice: said.closedAdvice,
  };
}

export function unsentPart({ unsent, relay }: StatusView): StatusPart {
  const said = partWords.unsent;
  const word = said.name(unsent);
  if (unsent === 0) return good(word, said.noneCause);
  return {
    word,
    unseen: "",
    isWarning: relay.state !== "online",
    cause: said.cause,
    advice: said.advice,
  };
}

function good(word: string, cause: string, unseen = ""): StatusPart {
  return { word, unseen, isWarning: false, cause, advice: partWords.nothingToDo };
}

function silentWords(lastGoodMs: number | null, nowMs: number): string {
  const { silent, silentFor } = partWords.relay;
  return lastGoodMs === null ? silent : silentFor(formatSpan(secondsSince(lastGoodMs, nowMs)));
}
