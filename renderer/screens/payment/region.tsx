import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { focusOnMount } from "../../keys/focus-on-mount.ts";

/** Colour means state, with an icon and a word; `plain` has none, for nothing is known or owed. */
export type Tone = "blue" | "green" | "red" | "violet" | "amber" | "plain";

type Props = Readonly<{
  tone: Tone;
  icon: LucideIcon;
  title: string;
  aside: ReactNode;
  /** The stage and, under it, the track. */
  children: ReactNode;
  foot: ReactNode;
}>;

/** One calm region a state: the same composition, and only what it says changes. */
export function Region({ tone, icon: Icon, title, aside, children, foot }: Props) {
  return (
    <main className={`region ${tone}`} aria-label={title} ref={focusOnMount} tabIndex={-1}>
      <header>
        <Icon className="large" aria-hidden="true" />
        <h1>{title}</h1>
        <span className="aside">{aside}</span>
      </header>
      {children}
      <div className="foot">{foot}</div>
    </main>
  );
}
