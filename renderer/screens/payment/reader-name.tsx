import { Nfc } from "lucide-react";

/** Which reader, where the eye looks for it in every state. */
export function ReaderName({ children }: Readonly<{ children: string }>) {
  return (
    <>
      <Nfc aria-hidden="true" />
      {children}
    </>
  );
}
