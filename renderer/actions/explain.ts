import type { ExplainedView } from "../../contract/day-views.ts";
import { useReport } from "../store/report-store.ts";
import { useUi, type Figure, type FigureOf } from "../store/ui-store.ts";
import { useZReports } from "../store/z-store.ts";
import type { RefusalCode } from "../format/words.ts";
import { askAllowed } from "./approve.ts";

/** As many entries as one look takes in; the list asks for more. */
const PAGE = 100;

type Answered =
  Readonly<{ ok: true; value: ExplainedView }> | Readonly<{ ok: false; refusal: RefusalCode }>;

/** Opens a number of a report into the entries that make it. */
export async function explain(of: FigureOf, figure: Figure): Promise<void> {
  const answer = await ask(of, figure, 0);
  if (answer.ok) {
    useUi.setState({ explained: { figure, of, view: answer.value } });
    return;
  }
  const { refusal } = answer;
  if (of.kind === "x") useReport.setState({ refusal });
  else useZReports.setState({ refusal });
}

/** The next page of the open list, put to what it shows already. */
export async function explainMore(): Promise<void> {
  const { explained } = useUi.getState();
  if (explained?.view.next == null) return;
  const { of, figure, view } = explained;
  const answer = await ask(of, figure, explained.view.next);
  if (!answer.ok || useUi.getState().explained !== explained) return;
  const shares = [...view.shares, ...answer.value.shares];
  useUi.setState({ explained: { of, figure, view: { ...answer.value, shares } } });
}

export function hideExplained(): void {
  useUi.setState({ explained: null });
}

function ask(of: FigureOf, { names }: Figure, after: number): Promise<Answered> {
  const page = { figures: [...names], after, limit: PAGE };
  return of.kind === "x"
    ? askAllowed("day.explain-x", { lastSeq: of.lastSeq, ...page })
    : askAllowed("day.explain", { of, ...page });
}
