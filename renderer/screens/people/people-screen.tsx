import type { RegisterView } from "../../../contract/views.ts";
import type { UserView } from "../../../contract/people-views.ts";
import { goTo } from "../../actions/navigate.ts";
import { changeUsers } from "../../actions/people.ts";
import { pinWords } from "../../components/pin-words.ts";
import { Rail } from "../../components/rail.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { focusOnMount } from "../../keys/focus-on-mount.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { usePeople } from "../../store/people-store.ts";
import { ActivityLog } from "./activity-log.tsx";
import { AddUserForm, SetPinForm } from "./user-forms.tsx";
import { peopleWords as words } from "./people-words.ts";

/** Who may work at this till, and what was risky of what they did. */
export function PeopleScreen({ view }: Readonly<{ view: RegisterView }>) {
  const { users, refusal } = usePeople();
  const mayManage = view.seat.clerk?.role !== "clerk";
  useKeys({ Escape: () => goTo("sale") });
  return (
    <div className="shell">
      <Rail />
      <main className="people" ref={focusOnMount} tabIndex={-1}>
        <section className="page" aria-label={words.title} tabIndex={0}>
          <header>
            <div>
              <h1>{words.title}</h1>
              <p className="meta">{words.subtitle}</p>
            </div>
          </header>
          {refusal && <RefusalNote code={refusal} />}
          <table aria-label={words.title}>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.role}</th>
                <th scope="col">{words.state}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {users.map((user) => (
                <UserRow key={user.userId} user={user} mayManage={mayManage} />
              ))}
            </tbody>
          </table>
          {mayManage && <AddUserForm />}
          {mayManage && <SetPinForm users={users} />}
        </section>
        <ActivityLog />
      </main>
    </div>
  );
}

function UserRow({ user, mayManage }: Readonly<{ user: UserView; mayManage: boolean }>) {
  const { userId, name, role, isActive } = user;
  return (
    <tr className={isActive ? undefined : "gone"}>
      <th scope="row">{name}</th>
      <td>{pinWords.roles[role]}</td>
      <td>{stateOf(user)}</td>
      <td>
        {mayManage && (
          <div className="acts">
            {user.isLocked && (
              <button
                type="button"
                className="button"
                onClick={() => void changeUsers("people.unlock", { userId })}
              >
                {words.unlock}
              </button>
            )}
            <button
              type="button"
              className="button"
              aria-label={`${isActive ? words.leave : words.comeBack}: ${name}`}
              onClick={() =>
                void changeUsers("people.change", { userId, name, role, isActive: !isActive })
              }
            >
              {isActive ? words.leave : words.comeBack}
            </button>
          </div>
        )}
      </td>
    </tr>
  );
}

function stateOf({ isActive, isLocked, wrongPins }: UserView): string {
  if (!isActive) return words.gone;
  if (isLocked) return words.locked;
  return wrongPins === 0 ? words.active : words.wrongPins(wrongPins);
}
