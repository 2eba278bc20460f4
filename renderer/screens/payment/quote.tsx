import { MessageCircle } from "lucide-react";
import { paymentWords } from "./payment-words.ts";

/** Words that a clerk may say as they stand. */
export function Quote({ children }: Readonly<{ children: string }>) {
  return (
    <blockquote className="quote">
      <MessageCircle aria-hidden="true" />
      <div>
        <b>{paymentWords.youCanSay}</b>
        <p>“{children}”</p>
      </div>
    </blockquote>
  );
}
