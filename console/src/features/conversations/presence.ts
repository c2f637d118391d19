import { useEffect, useState } from "react";
import { useRights } from "../../api/session";
import { appear, disappear, type Side } from "./api";

const EVERY_MS = 15_000;

/** Say that one is looking for as long as the page is seen, and return who is. told: by the answer before. */
export function usePresence(store: string, conversation: string, told: Side["presence"]) {
  const [present, setPresent] = useState(told);
  const may = useRights(store)("inbox.write");
  useEffect(() => setPresent(told), [told]);
  useEffect(() => {
    if (!may) return;
    const say = () => {
      if (document.hidden) return;
      const typing = document.activeElement?.id === "note";
      // Who is looking is a courtesy: when it cannot be said, nothing else suffers.
      appear(store, conversation, typing).then(
        (found) => found && setPresent(found.items),
        () => {},
      );
    };
    say();
    const timer = setInterval(say, EVERY_MS);
    return () => {
      clearInterval(timer);
      disappear(store, conversation).catch(() => {});
    };
  }, [store, conversation, may]);
  return present;
}
