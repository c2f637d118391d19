/** Roles of the organization's own. */
import { answer, api } from "../../../api/client";

const named = (role_id: string) => ({ params: { path: { role_id } } });

export interface Wanted {
  name: string;
  permissions: string[];
}

export const addRole = (body: Wanted) => answer(api.POST("/api/v1/roles", { body }));
export const changeRole = (id: string, body: Wanted) =>
  answer(api.PATCH("/api/v1/roles/{role_id}", { ...named(id), body }));

/** replacement: the usual role that its holders get; empty: nobody may hold it. */
export const deleteRole = (id: string, replacement: string) =>
  answer(
    api.DELETE("/api/v1/roles/{role_id}", {
      params: {
        path: { role_id: id },
        query: replacement ? { replace_with: replacement } : {},
      },
    }),
  );
