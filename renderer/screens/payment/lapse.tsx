type Props = Readonly<{ text: string; share: number; note: string }>;

/** Seconds that count, never a wheel that turns. */
export function Lapse({ text, share, note }: Props) {
  return (
    <div className="clock">
      <b>{text}</b>
      <span className="lapse" aria-hidden="true">
        <i style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className="meta">{note}</span>
    </div>
  );
}
