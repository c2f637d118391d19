import { useRef } from "preact/hooks";
import type { View } from "../chat/context";
import { runningTurn } from "../state/conversation";
import { useKit } from "./context";
import { Greeting, Notice, OpenFailed } from "./Intro";
import { Icon } from "./icons";
import { lazy } from "./lazy";
import { stepByMessage } from "./stepping";
import { TurnView } from "./TurnView";
import { useReading } from "./use-reading";

function Turns({ view }: { view: View }) {
  const { turns } = view.conversation;
  const { busy, online, limitedUntil, opinions, editing, session } = view;
  return (
    <>
      {turns.map((turn, at) => (
        <TurnView
          key={turn.row}
          turn={turn}
          opinion={opinions[turn.id ?? ""] ?? null}
          isLast={at === turns.length - 1}
          busy={busy}
          mayAsk={online && !busy && limitedUntil === null}
          isEdited={editing?.key === turn.key}
          currency={session?.store.currency ?? ""}
        />
      ))}
    </>
  );
}

const Ended = lazy(() => import("./Ended").then((part) => part.default));

interface Props {
  view: View;
  onDelete(opener: HTMLElement): void;
}

export function Log({ view, onDelete }: Props) {
  const { t } = useKit().wording;
  const box = useRef<HTMLDivElement>(null);
  const { turns } = view.conversation;
  const writing = runningTurn(view.conversation) !== undefined;
  const reading = useReading(box, { asked: turns.length, writing });
  const isNew = view.opening === "ready" && turns.length === 0;

  const latest = () => {
    box.current?.focus({ preventScroll: true });
    reading.toEnd();
  };

  return (
    <div class="aw-talk" data-away={reading.isAway || undefined}>
      <div
        ref={box}
        class="aw-log"
        role="log"
        // Read out once when it is whole, not word by word: see the announcer.
        aria-live="off"
        aria-label={t("conversation")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and is stepped through by keys.
        tabIndex={0}
        onFocusIn={reading.park}
        onKeyDown={(event) => stepByMessage(event, event.currentTarget)}
      >
        <div class="aw-col">
          {view.session && <Notice session={view.session} asksConsent={view.around.asksConsent} />}
          {view.opening === "failed" && <OpenFailed />}
          {view.session && isNew && (
            <Greeting store={view.session.store} suggestions={view.around.suggestions} />
          )}
          <Turns view={view} />
          {view.ended && <Ended view={view} onDelete={onDelete} />}
        </div>
      </div>
      {reading.isAway && (
        <div class="aw-way-back">
          <button type="button" class="aw-latest" onClick={latest}>
            <Icon shape="down" small /> {t("latest")}
          </button>
        </div>
      )}
    </div>
  );
}
