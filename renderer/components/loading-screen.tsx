import { refusalWords } from "../format/words.ts";
import { useRegister } from "../store/register-store.ts";
import { BrandMark } from "./brand-mark.tsx";
import { t } from "../i18n/t.ts";

/** Before the first view: what is being waited for, or why it does not come. */
export function LoadingScreen() {
  const failure = useRegister((state) => state.failure);
  const words = failure
    ? refusalWords(failure.code)
    : { title: t("frame.opening"), advice: t("frame.openingAdvice") };
  return (
    <main className="alone" role={failure ? "alert" : "status"}>
      <BrandMark />
      <h1>{words.title}</h1>
      <p>{words.advice}</p>
      {failure && (
        <p className="mono">
          {failure.code} {failure.detail}
        </p>
      )}
    </main>
  );
}
