import type { Way } from "../../contract/reader-views.ts";
import { api } from "../api.ts";
import { useReaders } from "../store/readers-store.ts";
import type { Answer } from "../transports/answer.ts";

/** Looks for readers; what is found comes by events, too. */
export async function lookForReaders(): Promise<void> {
  noteAnswer(await api("readers.discover", {}));
}

export async function chooseReader(readerId: string): Promise<void> {
  noteAnswer(await api("readers.choose", { readerId }));
}

export async function setWay(way: Way): Promise<void> {
  noteAnswer(await api("readers.set-way", { way }));
}

function noteAnswer(answer: Answer<"readers.discover" | "readers.choose" | "readers.set-way">) {
  if (answer.ok) useReaders.setState({ readers: answer.value, refusal: null });
  else useReaders.setState({ refusal: answer.refusal });
}
