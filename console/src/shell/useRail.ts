/** Whether the navigation shows icons alone: where there is little room, and beside screens of three columns. */
import { useMatches } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";

const LITTLE_ROOM = "(max-width: 1100px)";
const OF_THREE_COLUMNS = new Set(["assistant"]);

function follow(changed: () => void): () => void {
  const room = matchMedia(LITTLE_ROOM);
  room.addEventListener("change", changed);
  return () => room.removeEventListener("change", changed);
}

export function useRail(): boolean {
  const little = useSyncExternalStore(follow, () => matchMedia(LITTLE_ROOM).matches);
  const feature = useMatches().findLast((one) => one.staticData.feature)?.staticData.feature;
  return little || OF_THREE_COLUMNS.has(feature ?? "");
}
