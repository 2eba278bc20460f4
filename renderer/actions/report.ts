import { askAllowed } from "./approve.ts";
import { useReport } from "../store/report-store.ts";

/** Folds the day so far once more; an X changes nothing. */
export async function readReport(): Promise<void> {
  const answer = await askAllowed("day.x-report", {});
  if (answer.ok) useReport.setState({ report: answer.value, refusal: null });
  else useReport.setState({ refusal: answer.refusal });
}
