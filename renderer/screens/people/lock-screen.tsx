import { useEffect } from "react";
import type { RegisterView } from "../../../contract/views.ts";
import { readUsers, signIn } from "../../actions/people.ts";
import { PinForm } from "../../components/pin-form.tsx";
import { pinWords } from "../../components/pin-words.ts";
import { TopBar } from "../../components/top-bar.tsx";
import { UnrealFrame } from "../../components/unreal-frame.tsx";
import { usePeople } from "../../store/people-store.ts";

/** Nobody sits at the till: it answers nothing but a PIN, and shows nothing of the sale. */
export function LockScreen({ view }: Readonly<{ view: RegisterView }>) {
  const { users, satLast } = usePeople();
  useEffect(() => {
    void readUsers();
  }, []);
  const screen = (
    <div className="app">
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
