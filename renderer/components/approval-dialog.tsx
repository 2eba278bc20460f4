import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { approve, dismissApproval } from "../actions/approve.ts";
import { actWords } from "../format/act-words.ts";
import { useUi, type WaitingAct } from "../store/ui-store.ts";
import { KeyCap } from "./key-cap.tsx";
import { PinForm } from "./pin-form.tsx";
import { pinWords } from "./pin-words.ts";
import { useUsers } from "./use-users.ts";

/** Asks a manager in place. Whatever lies under it stays as it is. */
export function ApprovalDialog() {
  const approving = useUi((state) => state.approving);
  // Known before it opens: a manager's PIN is typed faster than a question is answered.
  useUsers();
  return (
    <ModalOverlay
      className="scrim"
      isOpen={approving !== null}
      onOpenChange={(open) => {
        if (!open) dismissApproval();
      }}
    >
      <Modal className="dialog">
        <Dialog className="dialog-in">{approving && <ApprovalForm act={approving} />}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function ApprovalForm({ act }: Readonly<{ act: WaitingAct }>) {
  const approvers = useUsers().filter(({ role, isActive }) => role === "manager" && isActive);
  return (
    <>
      <header>
        <Heading slot="title" level={2}>
          {pinWords.approveTitle}
        </Heading>
      </header>
      <div className="dialog-body">
        <p>
          <b>{actWords(act.command)}</b>
        </p>
        <p className="meta">
          {approvers.length > 0 ? pinWords.approveAdvice : pinWords.noManagers}
        </p>
      </div>
      <PinForm
        users={approvers}
        action={pinWords.approve}
        onPin={approve}
        back={
          <button type="button" className="button" onClick={dismissApproval}>
            {pinWords.back}
            <KeyCap name="Esc" />
          </button>
        }
      />
    </>
  );
}
