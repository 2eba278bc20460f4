import type { RegisterView } from "../../../contract/views.ts";
import { refuseScan } from "../../actions/navigate.ts";
import { signIn } from "../../actions/people.ts";
import { PinForm } from "../../components/pin-form.tsx";
import { pinWords } from "../../components/pin-words.ts";
import { TopBar } from "../../components/top-bar.tsx";
import { UnrealFrame } from "../../components/unreal-frame.tsx";
import { useUsers } from "../../components/use-users.ts";
import { withheld } from "../../keys/bound-keys.ts";
import { keepFocus } from "../../keys/keep-focus.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useScanner } from "../../keys/use-scanner.ts";
import { usePeople } from "../../store/people-store.ts";
import { toggleTheme } from "../../store/settings-store.ts";

/** Nobody sits at the till: it answers nothing but a PIN, and shows nothing of the sale. */
export function LockScreen({ view }: Readonly<{ view: RegisterView }>) {
  const users = useUsers();
  const satLast = usePeople((state) => state.satLast);
  useScanner(refuseScan);
  // The browser's own meaning of the withheld keys would leave the till.
  useKeys({ "Alt+0": toggleTheme, F5: withheld, F11: withheld, F12: withheld });
  const screen = (
    <div className="app" onMouseDown={keepFocus}>
      <TopBar view={view} hasLinks={false} />
      <main className="lock">
        <section className="panel">
          <h1>{pinWords.lockedTitle}</h1>
          <p className="meta">{pinWords.lockedAdvice}</p>
          <PinForm
            users={users.filter(({ isActive }) => isActive)}
            likely={satLast}
            action={pinWords.signIn}
            onPin={signIn}
          />
        </section>
      </main>
    </div>
  );
  return <UnrealFrame view={view}>{screen}</UnrealFrame>;
}
