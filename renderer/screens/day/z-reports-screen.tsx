import { Gauge, Inbox } from "lucide-react";
import { ListBox, ListBoxItem } from "react-aria-components";
import type { ZSummary } from "../../../contract/day-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { goTo } from "../../actions/navigate.ts";
import { openZ, readOlderZReports } from "../../actions/z-reports.ts";
import { Rail } from "../../components/rail.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDay } from "../../format/format-time.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useZReports } from "../../store/z-store.ts";
import { ZReport } from "./z-report.tsx";
import { zWords as words } from "./z-words.ts";

/** Every closed day, newest first, and the one that is looked at. */
export function ZReportsScreen({ view }: Readonly<{ view: RegisterView }>) {
  const { list, hasMore, open, refusal } = useZReports();
  useKeys({ Escape: () => goTo("sale") });
  return (
    <div className="shell">
      <Rail />
      <main className="two z-days">
        <section className="list-column" aria-label={words.title}>
          <header>
            <h1>{words.title}</h1>
          </header>
          <div className="z-now">
            <button type="button" className="button" onClick={() => goTo("reports")}>
              <Gauge aria-hidden="true" />
              {words.xNow}
              <span className="meta">{words.xAbout}</span>
            </button>
          </div>
          {refusal && <RefusalNote code={refusal} />}
          {list?.length === 0 && <NoDays />}
          {list && list.length > 0 && <Days list={list} hasMore={hasMore} />}
        </section>
        {open && list && list.length > 0 ? (
          <ZReport z={open} shop={view.shop} />
        ) : (
          <section className="page" />
        )}
      </main>
    </div>
  );
}

function Days({ list, hasMore }: Readonly<{ list: readonly ZSummary[]; hasMore: boolean }>) {
  const openNumber = useZReports((state) => state.open?.zNumber);
  return (
    <div className="list-scroll">
      <ListBox
        aria-label={words.title}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        autoFocus="first"
        selectedKeys={openNumber === undefined ? [] : [String(openNumber)]}
        onSelectionChange={(keys) => {
          const chosen = list.find(({ zNumber }) => keys !== "all" && keys.has(String(zNumber)));
          if (chosen) void openZ(chosen.zNumber);
        }}
      >
        {list.map((z) => (
          <ListBoxItem
            key={z.zNumber}
            id={String(z.zNumber)}
            textValue={words.z(z.zNumber)}
            className="sale-row z-row"
          >
            <span>
              <b>{words.z(z.zNumber)}</b>
              <span className="meta under">{formatDay(z.atMs)}</span>
            </span>
            <span className="num">{formatAmount(z.taken)}</span>
          </ListBoxItem>
        ))}
      </ListBox>
      {hasMore && (
        <div className="list-more">
          <button type="button" className="button" onClick={() => void readOlderZReports()}>
            {words.older}
          </button>
        </div>
      )}
    </div>
  );
}

function NoDays() {
  return (
    <div className="empty">
      <b>{words.none}</b>
      <span>{words.noneAdvice}</span>
      <button type="button" className="button" onClick={() => goTo("drawer")}>
        <Inbox aria-hidden="true" />
        {words.toDrawer}
      </button>
    </div>
  );
}
