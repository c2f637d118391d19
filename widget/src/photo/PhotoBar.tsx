import { useEffect, useRef, useState } from "preact/hooks";
import { useKit } from "../ui/context";
import { type Shrunk, shrink } from "./shrink";

interface Props {
  file: File;
  onReady(photo: Blob): void;
  onRemove(): void;
}

type State = Shrunk | "working" | "failed";

/** The chosen photo as it will be sent: small, and without where and when it was taken. */
export default function PhotoBar({ file, onReady, onRemove }: Props) {
  const { t } = useKit().wording;
  const [state, setState] = useState<State>("working");
  const place = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let isWanted = true;
    shrink(file).then(
      (shrunk) => {
        if (!isWanted) return;
        setState(shrunk);
        onReady(shrunk.blob);
      },
      () => isWanted && setState("failed"),
    );
    return () => {
      isWanted = false;
    };
  }, [file, onReady]);

  useEffect(() => {
    if (typeof state !== "string") place.current?.replaceChildren(state.canvas);
  }, [state]);

  return (
    <section class="aw-panel aw-photo" aria-label={t("photo")}>
      <span ref={place} class="aw-photo-pic" role="img" aria-label={t("photoReady")} />
      <p role="status" class={state === "failed" ? "aw-warn" : "aw-quiet"}>
        {t(state === "failed" ? "photoFailed" : "photoReady")}
      </p>
      <button type="button" class="aw-btn" onClick={onRemove}>
        {t("removePhoto")}
      </button>
    </section>
  );
}
