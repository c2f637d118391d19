import type { ComponentChildren } from "preact";
import { useKit } from "./context";
import { Icon } from "./icons";

interface Props {
  /** The server's own words for it, in the answer's language. */
  words: string;
  children: ComponentChildren;
}

/** A sentence that nothing of the shop's bears out: seen as such, said so, and explained on a press. */
export function Unproven({ words, children }: Props) {
  const { wording, openUnproven } = useKit();
  return (
    <>
      <span class="aw-unproven">{children}</span>{" "}
      <button
        type="button"
        class="aw-unproven-mark"
        aria-haspopup="dialog"
        onClick={(event) => openUnproven(event.currentTarget)}
      >
        <Icon shape="unsure" small />
        {words}
        <span class="aw-vh">. {wording.t("whatThisMeans")}</span>
      </button>
    </>
  );
}
