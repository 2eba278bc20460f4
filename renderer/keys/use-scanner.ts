import { useEffect } from "react";
import { isComposing } from "./composing.ts";
import type { Burst } from "./scan-burst.ts";
import {
  headOf,
  isApartFrom,
  isScanEnd,
  joined,
  nextBurst,
  noBurst,
  readBurst,
  scannedCode,
} from "./scan-burst.ts";
import { scanTuning } from "./scan-tuning.ts";
import { SEARCH_ID } from "./search-id.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * What a field says in `data-scan` that takes codes itself: one is kept in it as if it had been typed,
 * in one piece though a busy machine held the rest back, and the scanner's Enter confirms nothing.
 */
export const KEEPS_SCANS = "keeps";

/** What a field says there that only tries a scanner: its keys and its Enter are left to it. */
export const TRIES_SCANS = "tries";

/**
 * Hears a keyboard-wedge scanner on any screen, without a focused field. It listens before all
 * others, so that the Enter at a code's end never confirms what happens to be on the screen. A
 * field that the code was typed into is as it was before; the search keeps the code alone, and takes
 * it as it takes a typed one.
 */
export function useScanner(onScan: (code: string) => void): void {
  useEffect(() => {
    let burst = noBurst;
    let start: Start = { field: null, text: "", isApart: true, head: noBurst };
    const listen = (event: KeyboardEvent) => {
      const field = fieldOf(event);
      if (scanMark(field) === TRIES_SCANS) return;
      const atMs = event.timeStamp;
      const tuning = scanTuning();
      const code = isScanEnd(event) ? scannedCode(burst, atMs, tuning) : null;
      const earlier = burst;
      burst = nextBurst(burst, event, { atMs, tuning });
      // A key that is only held leaves the burst as it is.
      if (burst !== earlier && burst.text.length === 1) {
        const isApart = isApartFrom(earlier, atMs);
        start = nextStart(start, field, { isApart, head: headOf(start.head, earlier, atMs) });
      }
      if (code === null) return;
      const isPlain = isPlainEnter(event);
      if (isPlain && isSearch(field)) {
        if (start.isApart) setValue(field, code);
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!isPlain) endComposition(field);
      // Half a code could be another article's: the whole is known, or is no article at all.
      const whole = () => readBurst(joined(start.head, earlier), tuning.keys);
      takeCode(field, code, { start, typed: earlier.text, onScan: () => onScan(whole()) });
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => {
      window.removeEventListener("keydown", listen, { capture: true });
    };
  }, [onScan]);
}

/**
 * Where a run of keys began: what stood in its field, whether it is a scan of its own, and what of
 * the code came before it where it is not.
 */
type Start = Readonly<{ field: Field | null; text: string; isApart: boolean; head: Burst }>;

/** A code that a busy machine holds back goes on, and what it has typed so far is nobody's text. */
function nextStart(start: Start, field: Field | null, now: Pick<Start, "isApart" | "head">): Start {
  if (!now.isApart && start.field === field) return { ...start, ...now };
  return { field, text: field === null ? "" : field.value, ...now };
}

type Taking = Readonly<{
  start: Start;
  /** What the run of keys was, of which the field may have only the end. */
  typed: string;
  onScan: () => void;
}>;

function takeCode(field: Field | null, code: string, taking: Taking): void {
  const { start, typed, onScan } = taking;
  if (field && scanMark(field) === KEEPS_SCANS) {
    // A key that opened the field may stand before the code in the run, and not in the field.
    if (start.isApart && field.value.endsWith(typed)) setValue(field, code);
    return;
  }
  if (field) setValue(field, start.text);
  onScan();
}

function scanMark(field: Field | null): string | undefined {
  return field?.dataset["scan"];
}

function isSearch(field: Field | null): field is Field {
  return field?.id === SEARCH_ID;
}

/** What an input method still composes of the code would come into the field after it. */
function endComposition(field: Field | null): void {
  field?.blur();
  field?.focus();
}

/** No input method has taken it: a field takes it as a typed one. */
function isPlainEnter(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !isComposing(event);
}

function fieldOf({ target }: KeyboardEvent): Field | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField ? target : null;
}

/** As if it had been typed: React hears of a value only where its own setter was passed by. */
function setValue(field: Field, value: string): void {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
