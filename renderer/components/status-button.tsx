import type { LucideIcon } from "lucide-react";
import { Button, DialogTrigger, Popover } from "react-aria-components";
import { formatClock } from "../format/format-time.ts";
import type { StatusPart } from "../format/status-words.ts";
import { statusWords } from "./status-words.ts";

type Props = Readonly<{ part: StatusPart; icon: LucideIcon; lastGoodMs: number | null }>;

/** One part of the strip; pressed, it says the cause, when it last worked, and what to do. */
export function StatusButton({ part, icon: Icon, lastGoodMs }: Props) {
  const { word, unseen, isWarning, cause, advice } = part;
  return (
    <DialogTrigger>
      <Button className={isWarning ? "status warn" : "status"} preventFocusOnPress>
        <span>
          <Icon className="small" aria-hidden="true" />
          <span className="word">{word}</span>
          {unseen !== "" && <span className="hidden"> {unseen}</span>}
        </span>
      </Button>
      <Popover className="status-popover" placement="bottom end" aria-label={word}>
        <h2>{word}</h2>
        <p>{cause}</p>
        {lastGoodMs !== null && (
          <p className="meta">
            {statusWords.lastGood} {formatClock(lastGoodMs)}
          </p>
        )}
        <p className="label">{statusWords.advice}</p>
        <p>{advice}</p>
      </Popover>
    </DialogTrigger>
  );
}
