import type { RefObject } from "preact";
import type { Opinion } from "../api/chat";
import { useWording } from "./context";
import { Icon } from "./icons";

type Rating = Opinion["rating"];

interface ThumbProps {
  rating: Rating;
  given: Rating | null;
  form: string;
  isOpen: boolean;
  onPress(rating: Rating): void;
}

function Thumb({ rating, given, form, isOpen, onPress }: ThumbProps) {
  const { t } = useWording();
  const label = t(rating === "up" ? "good" : "bad");
  const isGiven = given === rating;
  return (
    <button
      type="button"
      class={`aw-tool aw-thumb aw-thumb-${rating}`}
      aria-label={label}
      title={label}
      aria-pressed={isGiven}
      aria-expanded={isGiven && isOpen}
      aria-controls={isGiven && isOpen ? form : undefined}
      onClick={() => onPress(rating)}
    >
      <Icon shape="up" />
    </button>
  );
}

interface Props extends Omit<ThumbProps, "rating"> {
  box: RefObject<HTMLDivElement | null>;
}

/** Whether an answer was good. A press is kept at once; pressing again shows what can be added. */
export function Thumbs({ box, ...thumb }: Props) {
  const { t } = useWording();
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are not the fields of a form.
    <div ref={box} class="aw-thumbs" role="group" aria-label={t("opinion")}>
      <Thumb rating="up" {...thumb} />
      <Thumb rating="down" {...thumb} />
    </div>
  );
}
