import type { SaleId } from "../../contract/ids.ts";
import type { SaleSummary } from "../../contract/views.ts";
import { api } from "../api.ts";
import { dayInText } from "../format/day-in-text.ts";
import { useSales } from "../store/sales-store.ts";
import { forgetLookup } from "./look-up.ts";

const PAGE = 60;

/** What is asked for: a day where the text is one, else all that the text may be. */
function asked(beforeSeq: number | null) {
  const { query } = useSales.getState();
  const day = dayInText(query);
  const time = day ?? { fromMs: null, toMs: null };
  return { text: day ? "" : query.trim(), ...time, beforeSeq, limit: PAGE };
}

/**
 * As one types: only the answer to the last text counts. The sale beside the list is always one of
 * it: what a key does to a sale, it does to one that the clerk sees marked.
 */
export async function findSales(query: string): Promise<void> {
  useSales.setState({ query });
  forgetLookup();
  await refreshSales();
  const { query: now, sales, openId } = useSales.getState();
  if (now !== query || sales?.some(({ saleId }) => saleId === openId)) return;
  const [first] = sales ?? [];
  if (first) await openSaleDetail(first.saleId);
  else useSales.setState({ openId: null, detail: null });
}

/** The sale that is open stays so, wherever it stands. */
export async function showAllSales(): Promise<void> {
  useSales.setState({ query: "" });
  await refreshSales();
}

/** Reads the newest page again, at the start and after each sale. Older pages are read anew. */
export async function refreshSales(): Promise<void> {
  const { query } = useSales.getState();
  const answer = await api("sales.find", asked(null));
  if (useSales.getState().query !== query) return;
  if (!answer.ok) {
    useSales.setState({ refusal: answer.refusal });
    return;
  }
  useSales.setState({
    sales: answer.value,
    hasMore: answer.value.length === PAGE,
    refusal: null,
  });
}

/** The end of which list is being read on: a scroll asks many times before the answer is there. */
let readingOn: readonly SaleSummary[] | null = null;

export async function readOlderSales(): Promise<void> {
  const { sales } = useSales.getState();
  const last = sales?.at(-1);
  if (!sales || !last || readingOn === sales) return;
  readingOn = sales;
  const answer = await api("sales.find", asked(last.seq));
  readingOn = null;
  if (!answer.ok) {
    useSales.setState({ refusal: answer.refusal });
    return;
  }
  const isSameList = useSales.getState().sales === sales;
  if (isSameList) {
    useSales.setState({
      sales: [...sales, ...answer.value],
      hasMore: answer.value.length === PAGE,
    });
  }
}

export async function openSaleDetail(saleId: SaleId): Promise<void> {
  useSales.setState({ openId: saleId });
  const answer = await api("sales.detail", { saleId });
  // The clerk may have gone on to another sale while the register read this one.
  if (useSales.getState().openId !== saleId) return;
  if (answer.ok) useSales.setState({ detail: answer.value, refusal: null });
  else useSales.setState({ detail: null, refusal: answer.refusal });
}

export async function openNewestSale(): Promise<void> {
  await refreshSales();
  const newest = useSales.getState().sales?.[0];
  if (newest) await openSaleDetail(newest.saleId);
}
