import { RefusalNote } from "../../components/refusal-note.tsx";
import { useUi } from "../../store/ui-store.ts";

/** At the foot: why the last press was refused, else what the clerk should know meanwhile. */
export function PayingNote({ children }: Readonly<{ children: string }>) {
  const refusal = useUi((state) => state.payingRefusal);
  return refusal ? <RefusalNote code={refusal} /> : <p className="meta grow">{children}</p>;
}
