import { TriangleAlert } from "lucide-react";
import { refusalWords, type RefusalCode } from "../format/words.ts";

/** What happened, what was kept, what to do, and the code, where the clerk is looking. */
export function RefusalNote({ code }: Readonly<{ code: RefusalCode }>) {
  const { title, advice } = refusalWords(code);
  return (
    <div className="note warn grow" role="alert">
      <TriangleAlert aria-hidden="true" />
      <div>
        <b>{title}</b>
        <p>
          {advice} <span className="code">{code}</span>
        </p>
      </div>
    </div>
  );
}
