import { GraduationCap } from "lucide-react";
import type { ReactNode } from "react";
import type { RegisterView } from "../../contract/views.ts";
import { t } from "../i18n/t.ts";

type Props = Readonly<{
  view: Readonly<{ mode: RegisterView["mode"]; day: Pick<RegisterView["day"], "isTraining"> }>;
  children: ReactNode;
}>;

/** Permanent stripes and words around everything while the money is not real: in the demo, in training. */
export function UnrealFrame({ view: { mode, day }, children }: Props) {
  if (day.isTraining) return <Framed words={words.training}>{children}</Framed>;
  return mode === "demo" ? <Framed words={words.demo}>{children}</Framed> : children;
}

type Words = Readonly<{ name: string; flag: string; about: string; isTraining?: boolean }>;

const words = {
  demo: { name: t("frame.demo"), flag: t("frame.demoFlag"), about: t("frame.demoAbout") },
  training: {
    name: t("training.name"),
    flag: t("training.flag"),
    about: t("training.about"),
    isTraining: true,
  },
} as const satisfies Record<string, Words>;

function Framed({ words, children }: Readonly<{ words: Words; children: ReactNode }>) {
  return (
    <div className="framed">
      <section className="flag" aria-label={words.name}>
        {words.isTraining && <GraduationCap className="small" aria-hidden="true" />}
        <b>{words.flag}</b> {words.about}
      </section>
      {children}
    </div>
  );
}
