import type { ProductView } from "../../contract/views.ts";
import { api } from "../api.ts";
import { asciiDigits } from "../format/ascii-digits.ts";
import { scanTuning } from "../keys/scan-tuning.ts";
import { emptySearch, useSearch } from "../store/search-store.ts";
import { useUi } from "../store/ui-store.ts";
import { addProduct, noteAddition, scanCode } from "./edit-sale.ts";
import { dismissNotice } from "./open-sale.ts";

/** As many as the register ranks; who needs more types another letter. */
const RESULT_LIMIT = 200;

/** Nothing but digits, and as many as a short barcode has: then it was not a search for a name. */
const CODE = /^\d{6,}$/;

/** Digits alone may be the beginning of a code. */
const DIGITS = /^\d+$/;

let lastTypedAtMs = Number.NEGATIVE_INFINITY;

/**
 * What is typed in a scanner's pace, or may be the beginning of a code, is searched for once its
 * pace has stopped: a scan would draw a list for each of its characters, only to be thrown away.
 */
export async function search(text: string): Promise<void> {
  const atMs = performance.now();
  const isFast = atMs - lastTypedAtMs <= scanTuning().longestGapMs;
  lastTypedAtMs = atMs;
  const times = isFast ? null : timesIn(text);
  if (times !== null) {
    useSearch.setState(emptySearch);
    useUi.setState({ times });
    return;
  }
  if (text.trim() === "") {
    useSearch.setState(emptySearch);
    return;
  }
  useSearch.setState({ text, index: 0, isChosen: false });
  if (isFast || DIGITS.test(text)) await afterScanGap();
  if (useSearch.getState().text !== text) return;
  const results = await findProducts(text);
  // The clerk types on while the register searches: only the answer to the last text counts.
  if (useSearch.getState().text === text) useSearch.setState({ results, answeredText: text });
}

/** "3*" or "3 ×" is no search: of what is added next there are so many. */
function timesIn(text: string): number | null {
  const [, digits] = /^(\d{1,4})\s*[*×]$/.exec(asciiDigits(text)) ?? [];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}

/** Esc, with nothing in the search: first the "3 ×" goes, then what was said. */
export function dismissTimesOrNotice(): void {
  if (useUi.getState().times === 1) dismissNotice();
  else useUi.setState({ times: 1 });
}

function afterScanGap(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, scanTuning().longestGapMs + 1));
}

export function clearSearch(): void {
  useSearch.setState(emptySearch);
}

export function moveResult(step: 1 | -1): void {
  useSearch.setState(({ index, results }) => ({
    index: Math.max(0, Math.min(results.length - 1, index + step)),
    isChosen: true,
  }));
}

export async function addResult(product: ProductView): Promise<void> {
  clearSearch();
  await addProduct(product);
}

/** Enter: the result that the clerk chose, else an exact code, else the first result. */
export async function submitSearch(): Promise<void> {
  const { text, isChosen, results, index } = useSearch.getState();
  const code = text.trim();
  if (code === "") return;
  const chosen = isChosen ? results[index] : undefined;
  clearSearch();
  if (chosen) await addProduct(chosen);
  else await addByText(code);
}

async function addByText(text: string): Promise<void> {
  const answer = await scanCode(text);
  if (!answer) return;
  const isUnknown = !answer.ok && answer.refusal === "unknown-code";
  const [first] = isUnknown && !CODE.test(text) ? await findProducts(text) : [];
  if (first) await addProduct(first);
  else noteAddition(answer, text);
}

async function findProducts(text: string): Promise<readonly ProductView[]> {
  const answer = await api("catalog.search", { text: text.trim(), limit: RESULT_LIMIT });
  return answer.ok ? answer.value : [];
}
