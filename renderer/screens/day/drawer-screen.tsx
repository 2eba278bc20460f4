import { useState } from "react";
import type { ComparedView, SessionView } from "../../../contract/day-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { countAndCompare, openDrawer } from "../../actions/drawer.ts";
import { goTo } from "../../actions/navigate.ts";
import { Rail } from "../../components/rail.tsx";
import type { RefusalCode } from "../../format/words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { CloseDrawer } from "./close-drawer.tsx";
import { CountPanel } from "./count-panel.tsx";
import { dayWords as words } from "./day-words.ts";
import { DrawerFacts } from "./drawer-facts.tsx";
import { DrawerOverview } from "./drawer-overview.tsx";

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
  const [fromSafe, setFromSafe] = useState("");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  return (
    <CountPanel
      shop={shop}
      title={words.openTitle}
      action={words.open}
      refusal={refusal}
      isWhole={false}
      onBack={null}
      onCounted={({ denominations }) => {
        const amount = amountIn(fromSafe, shop.currency);
        if (amount === null) setRefusal("bad-input");
        else void openDrawer({ denominations, fromSafe: amount }).then(setRefusal);
      }}
    >
      <AmountField
        name={words.fromSafe}
        text={fromSafe}
        onText={setFromSafe}
        currency={shop.currency}
      />
    </CountPanel>
  );
}

type OpenedProps = Readonly<{ view: RegisterView; session: SessionView }>;

function OpenedDrawer({ view, session }: OpenedProps) {
  const [isCounting, setCounting] = useState(false);
  const [compared, setCompared] = useState<ComparedView | null>(null);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  if (compared !== null) {
    const onRecount = () => {
      setCompared(null);
    };
    return <CloseDrawer {...{ view, session, compared, onRecount }} />;
  }
  if (!isCounting) {
    return <DrawerOverview view={view} session={session} onCount={() => setCounting(true)} />;
  }
  return (
    <CountPanel
      shop={view.shop}
      title={words.countTitle}
      action={words.submit}
      refusal={refusal}
      isWhole
      onBack={() => setCounting(false)}
      onCounted={({ denominations }) => {
        void countAndCompare({ denominations }).then((answer) => {
          if (answer.ok) setCompared(answer.value);
          else setRefusal(answer.refusal);
        });
      }}
    >
      <DrawerFacts day={view.day} session={session} />
    </CountPanel>
  );
}
