import { useKit } from "./context";

interface Props {
  label: string;
  texts: string[];
  disabled?: boolean;
}

/** Sentences that are asked with one press. */
export function Chips({ label, texts, disabled = false }: Props) {
  const { actions } = useKit();
  if (texts.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are not the fields of a form.
    <div class="aw-chips" role="group" aria-label={label}>
      {texts.map((text) => (
        <button
          key={text}
          type="button"
          class="aw-chip"
          dir="auto"
          disabled={disabled}
          onClick={() => void actions.say(text)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
