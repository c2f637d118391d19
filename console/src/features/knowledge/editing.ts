/** What a form asks to be done to many articles. */
import type { Edit } from "./batches";
import { listOf } from "./text";
import type { Then } from "./types";

type Fields = Readonly<Record<string, string>>;

/** The choice that leaves every article in its category. */
export const KEEP = "keep";

/** Return the edit that a form's fields ask for. */
export function editOf(
  articles: readonly string[],
  { category = KEEP, add = "", remove = "", search = "", instead = "", next = "draft" }: Fields,
): Edit {
  return {
    articles,
    ...(category !== KEEP && { category_id: category || null }),
    add_tags: listOf(add),
    remove_tags: listOf(remove),
    ...(search && { replace: { search, instead } }),
    // biome-ignore lint/suspicious/noThenProperty: the API calls it so
    then: next as Then,
  };
}
