import { useEffect, useState } from "react";
import type { SessionView } from "../../../contract/day-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { countAndCompare, openDrawer } from "../../actions/drawer.ts";
import { goTo } from "../../actions/navigate.ts";
import { Rail } from "../../components/rail.tsx";
import type { RefusalCode } from "../../format/words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import {
  changeCount,
  countOf,
  forgetComparison,
  forgetCount,
  useDrafts,
} from "../../store/drafts-store.ts";
import { useUi } from "../../store/ui-store.ts";
import { CloseDrawer } from "./close-drawer.tsx";
import { CountPanel } from "./count-panel.tsx";
import { dayWords as words } from "./day-words.ts";
import { DrawerFacts } from "./drawer-facts.tsx";
import { DrawerOverview } from "./drawer-overview.tsx";

type Denominations = Parameters<typeof openDrawer>[0]["denominations"];

/** The drawer from its float to its count, and the day that ends with it. */
export function DrawerScreen({ view }: Readonly<{ view: RegisterView }>) {
  useKeys({ Escape: () => goTo("sale") });
  const { session } = view.day;
  return (
    <div className="shell">
      <Rail />
      {session === null ? (
        <OpenDrawer view={view} />
      ) : (
        <OpenedDrawer key={session.sessionId} view={view} session={session} />
      )}
    </div>
  );
}

function OpenDrawer({ view }: Readonly<{ view: RegisterView }>) {
  const { shop } = view;
  const { sheet, fromSafe } = useDrafts((state) => countOf(state, null));
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const open = async (denominations: Denominations) => {
    const amount = amountIn(fromSafe, shop.currency);
    const refused =
      amount === null ? "bad-input" : await openDrawer({ denominations, fromSafe: amount });
    if (refused === null) forgetCount();
    setRefusal(refused);
  };
  return (
    <CountPanel
      shop={shop}
      title={words.openTitle}
      action={words.open}
      refusal={refusal}
      isWhole={false}
      sheet={sheet}
      onSheet={(typed) => changeCount(null, { sheet: typed })}
      onBack={null}
      onCounted={({ denominations }) => void open(denominations)}
    >
      <AmountField
        name={words.fromSafe}
        text={fromSafe}
        onText={(text) => changeCount(null, { fromSafe: text })}
        currency={shop.currency}
      />
    </CountPanel>
  );
}

type OpenedProps = Readonly<{ view: RegisterView; session: SessionView }>;

function OpenedDrawer({ view, session }: OpenedProps) {
  const { sessionId } = session;
  const { sheet, isCounting, compared } = useDrafts((state) => countOf(state, sessionId));
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const change = (part: Parameters<typeof changeCount>[1]) => changeCount(sessionId, part);
  useComparisonHere();
  if (compared !== null) {
    const onRecount = () => change({ compared: null, sheet: {} });
    return <CloseDrawer {...{ view, session, compared, onRecount }} />;
  }
  if (!isCounting) {
    const onCount = () => change({ isCounting: true });
    return <DrawerOverview view={view} session={session} onCount={onCount} />;
  }
  return (
    <CountPanel
      shop={view.shop}
      title={words.countTitle}
      action={words.submit}
      refusal={refusal}
      isWhole
      sheet={sheet}
      onSheet={(typed) => change({ sheet: typed })}
      onBack={() => change({ isCounting: false })}
      onCounted={({ denominations }) => {
        void countAndCompare({ denominations }).then((answer) => {
          if (answer.ok) change({ compared: answer.value });
          else setRefusal(answer.refusal);
        });
      }}
    >
      <DrawerFacts day={view.day} session={session} />
    </CountPanel>
  );
}

/**
 * A count that was handed in waits over a lock, and no longer than the drawer is on the screen: what
 * is sold after it would be missing in it.
 */
function useComparisonHere(): void {
  useEffect(
    () => () => {
      if (useUi.getState().place !== "drawer") forgetComparison();
    },
    [],
  );
}
