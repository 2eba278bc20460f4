import { CircleX } from "lucide-react";

/** A bug in a screen. The register is another program: a fresh page shows what it kept. */
export function CrashScreen({ message }: Readonly<{ message: string }>) {
  return (
    <main className="alone" role="alert">
      <CircleX className="large" aria-hidden="true" />
      <h1>This screen stopped working</h1>
      <p>
        The till itself goes on: your sale and every payment taken are kept. Load the screen again
        to go on where you were.
      </p>
      <p className="mono dim">screen-bug: {message}</p>
      <button
        type="button"
        className="button"
        autoFocus
        onClick={() => {
          window.location.reload();
        }}
      >
        Load the screen again
      </button>
    </main>
  );
}
