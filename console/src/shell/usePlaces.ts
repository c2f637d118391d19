import { useRights } from "../api/session";
import { FEATURES } from "../features";
import type { Place } from "../features/feature";

export interface ShownPlace {
  name: string;
  place: Place;
  to: string;
}

/** Sections that the signed-in person may see in a store. */
export function usePlaces(store: string): readonly ShownPlace[] {
  const may = useRights(store);
  return FEATURES.flatMap(({ name, place }) =>
    place && (!place.right || may(place.right))
      ? [{ name, place, to: pathIn(store, place.path) }]
      : [],
  );
}

/** Return a path of a store. path: below the store; "/" is its home. */
export function pathIn(store: string, path: string): string {
  return path === "/" ? `/s/${store}` : `/s/${store}${path}`;
}
