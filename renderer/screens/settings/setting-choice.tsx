import type { ReactNode } from "react";
import { Segments } from "../../components/segments.tsx";
import { playSound } from "../../sounds/play-sound.ts";
import { changeSettings, useSettings, type Settings } from "../../store/settings-store.ts";

type SettingProps = Readonly<{ title: string; about?: string; children: ReactNode }>;

/** One thing that can be set, and what it means. */
export function Setting({ title, about, children }: SettingProps) {
  return (
    <section>
      <h2 className="label">{title}</h2>
      {children}
      {about !== undefined && <p className="meta">{about}</p>}
    </section>
  );
}

type ChoiceName = Exclude<keyof Settings, "keys">;

type Choice<Name extends ChoiceName> = Readonly<{
  name: Name;
  title: string;
  about?: string;
  options: readonly Readonly<{ value: Settings[Name]; name: string }>[];
}>;

/** A setting of this screen that is one of a few. */
export function SettingChoice<Name extends ChoiceName>({ name, title, ...choice }: Choice<Name>) {
  const value = useSettings((state): Settings[Name] => state[name]);
  return (
    <Setting title={title} {...(choice.about === undefined ? {} : { about: choice.about })}>
      <Segments
        label={title}
        options={choice.options}
        value={value}
        onChoose={(chosen) => {
          changeSettings({ [name]: chosen });
          if (name === "sounds") playSound("approved");
        }}
      />
    </Setting>
  );
}
