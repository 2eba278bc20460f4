import type { ActivityView } from "../../../contract/people-views.ts";
import { activityFactWords } from "../../format/activity-facts.ts";
import { entryWords } from "../../format/entry-words.ts";
import { formatDate, formatTime } from "../../format/format-time.ts";
import { usePeople } from "../../store/people-store.ts";
import { peopleWords as words } from "./people-words.ts";

/** Newest first, with both names where a manager said yes. */
export function ActivityLog() {
  const activity = usePeople((state) => state.activity);
  return (
    <aside className="log" aria-label={words.activity} tabIndex={0}>
      <h2 className="label">{words.activity}</h2>
      {activity === null && <p className="meta">{words.mayNotSee}</p>}
      {activity?.length === 0 && <p className="meta">{words.noActs}</p>}
      <ol>
        {(activity ?? []).map((act) => (
          <ActivityRow key={act.seq} act={act} />
        ))}
      </ol>
    </aside>
  );
}

function ActivityRow({ act }: Readonly<{ act: ActivityView }>) {
  const { atMs, who, approvedBy, facts } = act;
  const approval = approvedBy && approvedBy !== who ? words.approvedBy(approvedBy) : "";
  return (
    <li>
      <span className="meta">
        {formatTime(atMs)}
        <br />
        {formatDate(atMs)}
      </span>
      <span>
        <b>{entryWords(act.what)}</b>
        <span className="meta">
          {[who, ...facts.map(activityFactWords), approval].filter(Boolean).join(", ")}
        </span>
      </span>
    </li>
  );
}
