import { useMemo } from "react";
import { qrShape } from "../format/qr-shape.ts";

/** A code for a phone's camera: dark on white in every theme, with its quiet zone. */
export function QrCode({ text, label }: Readonly<{ text: string; label: string }>) {
  const { size, path } = useMemo(() => qrShape(text), [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  );
}
