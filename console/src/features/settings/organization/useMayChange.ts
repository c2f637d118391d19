/** In which stores somebody may change the store itself. */
import { useSession } from "../../../api/session";

const RIGHT = "stores.write";

/** Return a function that takes the id of a store. */
export function useMayChange(): (id: string) => boolean {
  const here = useSession().organizations.find((one) => one.current)?.rights ?? [];
  const places = here.filter((one) => one.actions.includes(RIGHT)).map((one) => one.store_id);
  return (id) => places.includes(null) || places.includes(id);
}
