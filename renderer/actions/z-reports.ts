import { api } from "../api.ts";
import { useZReports } from "../store/z-store.ts";

const PAGE = 30;

/** Reads the newest page and opens its first Z. */
export async function readZReports(): Promise<void> {
  const answer = await api("day.z-list", { beforeNumber: null, limit: PAGE });
  if (!answer.ok) {
    useZReports.setState({ refusal: answer.refusal });
    return;
  }
  useZReports.setState({
    list: answer.value,
    hasMore: answer.value.length === PAGE,
    refusal: null,
  });
  const [newest] = answer.value;
  if (newest) await openZ(newest.zNumber);
}

export async function readOlderZReports(): Promise<void> {
  const { list } = useZReports.getState();
  const last = list?.at(-1);
  if (!list || !last) return;
  const answer = await api("day.z-list", { beforeNumber: last.zNumber, limit: PAGE });
  if (!answer.ok || useZReports.getState().list !== list) return;
  useZReports.setState({
    list: [...list, ...answer.value],
    hasMore: answer.value.length === PAGE,
  });
}

export async function openZ(zNumber: number): Promise<void> {
  const answer = await api("day.z-report", { zNumber });
  if (answer.ok) useZReports.setState({ open: answer.value, rebuilt: null, refusal: null });
  else useZReports.setState({ refusal: answer.refusal });
}

/** Has the open Z added up again from its entries. */
export async function rebuildZ(): Promise<void> {
  const { open } = useZReports.getState();
  if (!open) return;
  const answer = await api("day.rebuild-z", { zNumber: open.zNumber });
  if (answer.ok) useZReports.setState({ rebuilt: answer.value });
  else useZReports.setState({ refusal: answer.refusal });
}
