/** What somebody may do in the whole organization; a role in one store does not reach so far. */
import { useSession } from "../../api/session";

export function useWideRights(): (action: string) => boolean {
  const here = useSession().organizations.find((one) => one.current)?.rights ?? [];
  const actions = new Set(here.filter((one) => !one.store_id).flatMap((one) => one.actions));
  return (action) => actions.has(action);
}
