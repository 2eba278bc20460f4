/** The answer to the first request with a key; `answer` is null while that is still running. */
export type KeptAnswer = {
  /** The API key and the idempotency key. */
  id: string;
  fingerprint: string;
  atMs: number;
  requestId: string;
  answer: { status: number; body: string } | null;
};
