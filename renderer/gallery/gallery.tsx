import { Volume2 } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Segments } from "../components/segments.tsx";
import { t } from "../i18n/t.ts";
import { playSound } from "../sounds/play-sound.ts";
import { sounds } from "../sounds/tones.ts";
import { icons } from "./icons.ts";
import { showSampleTill } from "./sample-till.ts";
import { specimens } from "./specimens.tsx";
import { tokenNames } from "./token-names.ts";

const looks = ["light", "dark", "light high", "dark high"] as const;
type Look = (typeof looks)[number];

/** Tokens, components in their states, icons and sounds, in one look at a time. */
export function Gallery() {
  const [look, setLook] = useState<Look>("light");
  useEffect(showSampleTill, []);
  useEffect(() => wearLook(look), [look]);
  return (
    <main className="gallery">
      <header>
        <h1>{t("gallery.title")}</h1>
        <Segments
          label={t("gallery.look")}
          options={looks.map((value) => ({ value, name: t(`gallery.${value}`) }))}
          value={look}
          onChoose={setLook}
        />
      </header>
      <Part title={t("gallery.tokens")}>
        <div className="swatches">
          {tokenNames().map((name) => (
            <Token key={`${look} ${name}`} name={name} />
          ))}
        </div>
      </Part>
      <Part title={t("gallery.components")}>
        <div className="specimens">
          {specimens.map(({ component, state, shown }) => (
            <figure key={`${component} ${state}`} data-component={component}>
              <figcaption>
                <b className="mono">{component}</b> <span className="meta">{state}</span>
              </figcaption>
              <div className="specimen">{shown}</div>
            </figure>
          ))}
        </div>
      </Part>
      <Part title={t("gallery.icons")}>
        <ul className="icons">
          {Object.entries(icons).map(([name, Icon]) => (
            <li key={name}>
              <Icon aria-hidden="true" />
              <span className="mono">{name}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("gallery.sounds")}>
        <div className="sounds">
          {sounds.map((sound) => (
            <button key={sound} type="button" className="button" onClick={() => playSound(sound)}>
              <Volume2 aria-hidden="true" />
              {sound}
            </button>
          ))}
        </div>
      </Part>
    </main>
  );
}

function Part({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A colour as a patch, a size or a duration as its value. */
function Token({ name }: Readonly<{ name: string }>) {
  const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const isColour = /^(#|rgb|repeating-linear)/.test(value);
  return (
    <div className="token">
      {isColour && <i style={{ background: `var(${name})` }} />}
      <span className="mono">{name}</span>
      {!isColour && <span className="meta">{value}</span>}
    </div>
  );
}

/** On the page alone: what a clerk has chosen for the till stays as it is. */
function wearLook(look: Look): void {
  const [theme = "light", contrast] = look.split(" ");
  const { dataset } = document.documentElement;
  dataset["theme"] = theme;
  dataset["contrast"] = contrast ?? "normal";
}
